"""Scans: paper has a tone and noise of its own, and what is drawn is framed as on clean images."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ffnn_gui.data import Task, prepare
from ffnn_gui.data.background import background_of, without_noise
from ffnn_gui.data.framing import FEWEST, LOOKED_AT, Framing, as_ink, framing_of, is_negative
from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.folder import Folder
from ffnn_gui.engine import ExperimentConfig, Trainer

Shares = NDArray[np.float64]
WHITE = 255
CANVAS = 280


def clean_digits(kind: str, samples: int) -> tuple[Shares, NDArray[np.int64], Task]:
    """Ink 0…1 (examples, pixels), the classes, and the task."""
    config = ExperimentConfig.model_validate({"data": {"kind": kind, "samples": samples}})
    data = prepare(config.data, "float64")
    return data.train.raw / data.task.max_pixel, data.train.y.astype(np.int64), data.task


@pytest.fixture(scope="module", params=["digits", "mnist"])
def clean(request: pytest.FixtureRequest) -> tuple[Shares, Task]:
    ink, _, task = clean_digits(request.param, 600)
    return ink[:LOOKED_AT], task


def scanned(ink: Shares, paper: float, full: float, noise: float, apart: float = 0.0) -> NDArray[np.uint8]:
    """Bytes of images with ink and paper of these lightnesses, noise of so many bytes, and tones so far apart."""
    rng = np.random.default_rng(0)
    shares = paper + (full - paper) * ink + rng.uniform(-apart, apart, (len(ink), 1))
    return np.clip(np.rint(WHITE * shares + rng.normal(0, noise, ink.shape)), 0, WHITE).astype(np.uint8)


def bytes_of(task: Task, channels: int = 1) -> Task:
    assert task.image_shape is not None
    pixels = channels * int(np.prod(task.image_shape))
    return Task(
        "classification", pixels, task.classes, image_shape=task.image_shape, max_pixel=WHITE, channels=channels
    )


def assert_framed_as(found: Framing, expected: Framing, size: float = 1.0) -> None:
    assert found.ink
    assert found.box is not None
    assert expected.box is not None
    assert abs(found.box - expected.box) <= size
    assert found.by_mass == expected.by_mass
    assert found.middle == pytest.approx(expected.middle, abs=0.15)
    assert found.stroke == pytest.approx(expected.stroke, rel=0.3)


@pytest.mark.parametrize("noise", [2, 4, 8, 16, 25])
@pytest.mark.parametrize(("paper", "full"), [(0, 1), (1, 0), (0.15, 1), (0.85, 0.1)])
def test_noise_and_paper_leave_the_framing(paper: float, full: float, noise: int, clean: tuple[Shares, Task]) -> None:
    ink, task = clean
    found = framing_of(scanned(ink, paper, full, noise), bytes_of(task))
    assert_framed_as(found, framing_of(WHITE * ink, bytes_of(task)))
    assert found.light == (paper > full)


@pytest.mark.parametrize(("paper", "full"), [(0.45, 0.05), (0.5, 0.95), (0.6, 0.1), (0.4, 0.9)])
def test_grey_paper_is_paper(paper: float, full: float, clean: tuple[Shares, Task]) -> None:
    ink, task = clean
    found = framing_of(scanned(ink, paper, full, noise=4), bytes_of(task))
    assert_framed_as(found, framing_of(WHITE * ink, bytes_of(task)))
    assert found.light == (paper > full)
    assert found.paper == pytest.approx(1 - paper if found.light else paper, abs=0.02)


def test_each_image_has_its_own_paper(clean: tuple[Shares, Task]) -> None:
    ink, task = clean
    found = framing_of(scanned(ink, 0.85, 0.2, noise=4, apart=0.08), bytes_of(task))
    assert_framed_as(found, framing_of(WHITE * ink, bytes_of(task)))


@pytest.mark.parametrize("noise", [0, 8, 16])
def test_colours_are_framed_through_noise(noise: int, clean: tuple[Shares, Task]) -> None:
    ink, task = clean
    coloured = ink[..., np.newaxis] * np.array([1, 0.6, 0.8])
    images = scanned(coloured.reshape(len(ink), -1), 0, 1, noise)
    found = framing_of(images, bytes_of(task, channels=3))
    assert_framed_as(found, framing_of(WHITE * ink, bytes_of(task)))
    assert found.full == pytest.approx(0.8, abs=0.06)


def test_clean_sets_have_no_noise(clean: tuple[Shares, Task]) -> None:
    ink, task = clean
    assert task.image_shape is not None
    images = ink.reshape(-1, *task.image_shape)
    ground = background_of(images)
    assert (ground.paper, ground.light, ground.tone, ground.noise) == (True, False, 0.0, 0.0)
    assert ground.ink(images) == pytest.approx(images, abs=0)
    assert (framing_of(WHITE * ink, bytes_of(task)).paper, framing_of(WHITE * ink, bytes_of(task)).full) == (0.0, 1.0)


def test_what_varies_like_a_photograph_is_no_paper() -> None:
    rng = np.random.default_rng(3)
    tones = rng.uniform(0.1, 0.9, (100, 1, 1)) * np.ones((1, 20, 20))
    assert not background_of(tones).paper
    assert not background_of(0.5 + rng.normal(0, 0.15, (100, 20, 20))).paper


@pytest.mark.parametrize("noise", [0.0, 0.015])
@pytest.mark.parametrize("wall", [0.35, 0.4, 0.5, 0.6, 0.7])
@pytest.mark.parametrize("slope", [0.0, 0.2, 0.45])
def test_a_ball_before_a_grey_wall_is_photographed(wall: float, slope: float, noise: float) -> None:
    """Lit from a corner: of one tone, partly darker than the wall, or all lighter than it."""
    rng = np.random.default_rng(2)
    down, right = np.mgrid[:32, :32] - 15.5
    near = [np.hypot(down - y, right - x) < radius for y, x, radius in rng.uniform((-3, -3, 7), (3, 3, 10), (80, 3))]
    balls = np.array([np.where(ball, 0.9 - slope * (1 + (down + right) / 22), wall) for ball in near])
    images = np.rint(WHITE * np.clip(balls + rng.normal(0, noise, balls.shape), 0, 1)).reshape(80, -1)
    task = Task("classification", 1024, ("a", "b"), image_shape=(32, 32), max_pixel=WHITE)
    assert not framing_of(images, task).ink
    assert not is_negative(images, task)
    # What is empty on them is the wall all the same.
    assert background_of(images.reshape(-1, 32, 32) / WHITE).empty == pytest.approx(wall, abs=0.02)


def test_strokes_both_lighter_and_darker_than_their_ground_are_no_ink(clean: tuple[Shares, Task]) -> None:
    ink, task = clean
    both = np.where(np.arange(len(ink))[:, None] % 3 > 0, scanned(ink, 0.5, 0.9, 2), scanned(ink, 0.5, 0.1, 2))
    assert not framing_of(both, bytes_of(task)).ink
    assert framing_of(scanned(ink, 0.5, 0.9, 2), bytes_of(task)).ink


@pytest.mark.parametrize(("paper", "full"), [(0.45, 0.05), (0.45, 0.95), (0.55, 0.05), (0.55, 0.95)])
def test_one_measure_says_what_is_light(paper: float, full: float, clean: tuple[Shares, Task]) -> None:
    ink, task = clean
    assert task.image_shape is not None
    images = scanned(ink, paper, full, noise=4)
    ground = background_of(images.reshape(-1, *task.image_shape) / WHITE)
    assert framing_of(images, bytes_of(task)).light == ground.light == (paper > full)
    assert is_negative(images, bytes_of(task)) == (paper < full)
    assert ground.empty == pytest.approx(paper, abs=0.02)


def test_a_speck_is_noise_and_a_stroke_is_not() -> None:
    image = np.random.default_rng(0).normal(0, 0.03, (1, 20, 20))
    image[0, 3, 3] = 0.5
    image[0, 10:15, 10] = 0.5
    ink = without_noise(image, 0.03)[0]
    assert ink[3, 3] == 0
    assert set(zip(*np.nonzero(ink), strict=True)) == {(row, 10) for row in range(10, 15)}
    assert without_noise(image, 0.0)[0, 3, 3] == 0.5


def test_what_is_drawn_stands_on_the_paper_of_the_set(clean: tuple[Shares, Task]) -> None:
    ink, task = clean
    canvas = np.zeros((CANVAS, CANVAS))
    canvas[40:240, 100:180] = 1
    for paper, full in ((0.8, 0.2), (0.1, 0.6), (1.0, 0.0), (0.0, 1.0)):
        image = framing_of(scanned(ink, paper, full, noise=2), bytes_of(task)).features(canvas)
        assert image[0] / WHITE == pytest.approx(paper, abs=0.04)
        reached = image.min() if full < paper else image.max()
        assert reached / WHITE == pytest.approx(full, abs=0.09)


@pytest.mark.parametrize("noise", [0, 8, 16, 25])
@pytest.mark.parametrize(("paper", "full"), [(0.9, 0.1), (0.1, 0.9), (1, 0), (0, 1), (0.5, 0)])
def test_noise_of_a_picture_is_no_ink(paper: float, full: float, noise: int) -> None:
    ink = np.zeros((1, 100 * 100))
    ink.reshape(100, 100)[20:80, 45:55] = 1
    grey = scanned(ink, paper, full, noise).reshape(100, 100) / WHITE
    found = as_ink(grey) > 0.02
    assert (np.flatnonzero(found.any(axis=1))[[0, -1]] == [20, 79]).all()
    assert (np.flatnonzero(found.any(axis=0))[[0, -1]] == [45, 54]).all()


@pytest.mark.parametrize(("noise", "light"), [(8, False), (8, True), (16, False), (25, True)])
def test_a_network_trained_on_scans_reads_what_is_drawn(noise: int, light: bool) -> None:
    ink, classes, task = clean_digits("mnist", 2500)
    paper, full = (0.9, 0.1) if light else (0.0, 1.0)
    asked, answers = ink[-300:], classes[-300:]
    trainer = trained(scanned(ink[:-300], paper, full, noise), classes[:-300], bytes_of(task))
    framing = framing_of(trainer.data.train.raw[:LOOKED_AT], trainer.data.task)
    through = np.stack([framing.features(drawn(image.reshape(28, 28))) for image in asked])
    before = right(trainer, scanned(asked, paper, full, noise), answers)
    assert before > 0.8
    assert right(trainer, through, answers) > before - 0.03


def trained(images: NDArray[np.uint8], classes: NDArray[np.int64], task: Task) -> Trainer:
    arrays = ImportedArrays(images, classes, task.classes, image_shape=task.image_shape, max_pixel=WHITE)
    data = shelved(arrays, Folder(), Path("scans")).model_dump() | {"normalization": "standard"}
    raw = {"data": data, "epochs": 15, "optimizer": {"kind": "adam"}, "learning_rate": {"base": 0.003}}
    network = {"network": {"hidden": [{"units": 32, "activation": "tanh"}]}}
    trainer = Trainer(ExperimentConfig.model_validate({**raw, **network}))
    list(trainer.run())
    return trainer


def drawn(ink: Shares) -> Shares:
    """A digit on a large canvas, twice as large as it would stand there, in a corner."""
    rows, columns = np.flatnonzero(ink.max(axis=1) > 0.1), np.flatnonzero(ink.max(axis=0) > 0.1)
    large = np.kron(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], np.ones((12, 12)))
    canvas = np.zeros((CANVAS, CANVAS))
    canvas[: large.shape[0], 5 : 5 + large.shape[1]] = large
    return canvas


def right(trainer: Trainer, raw: NDArray[np.generic], answers: NDArray[np.int64]) -> float:
    found = trainer.loss.decide(trainer.network.predict(trainer.data.inputs_of(raw)), 10)
    return float((found == answers).mean())


def test_of_large_images_only_some_are_looked_at() -> None:
    side, rng = 200, np.random.default_rng(0)
    images = np.zeros((2 * FEWEST, side, side), np.uint8)
    images[:FEWEST, 60:140, 90:110] = WHITE
    images[FEWEST:] = rng.integers(0, WHITE, images[FEWEST:].shape)
    flat = images.reshape(len(images), -1)
    task = Task("classification", side * side, ("a", "b"), image_shape=(side, side), max_pixel=WHITE)
    assert framing_of(flat, task) == framing_of(flat[:FEWEST], task)
    assert framing_of(flat, task).ink
