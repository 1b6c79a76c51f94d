"""Drawings framed as the set frames its images: a network reads its own images through the pad as before."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from ffnn_gui.data import Task
from ffnn_gui.data.framing import Framing, as_ink, framing_of
from ffnn_gui.engine import ExperimentConfig, Trainer

CANVAS = 280


def images(kind: str, samples: int) -> Trainer:
    raw = {"data": {"kind": kind, "samples": samples}, "epochs": 15, "network": {"hidden": [{"units": 32}]}}
    rate = {"optimizer": {"kind": "adam"}, "learning_rate": {"base": 0.01}}
    return Trainer(ExperimentConfig.model_validate({**raw, **rate}))


@pytest.fixture(scope="module", params=[("digits", 1797), ("mnist", 1500)], ids=["digits", "mnist"])
def trainer(request: pytest.FixtureRequest) -> Trainer:
    trainer = images(*request.param)
    list(trainer.run())
    return trainer


def drawn(features: NDArray[np.uint8], task: Task, edge: int, down: int, right: int) -> NDArray[np.float64]:
    """An image on a large canvas, `edge` canvas pixels a pixel, moved from the corner."""
    assert task.image_shape is not None
    ink = features.reshape(task.image_shape) / task.max_pixel
    canvas = np.zeros((CANVAS, CANVAS))
    large = np.kron(ink, np.ones((edge, edge)))
    canvas[down : down + len(large), right : right + len(large)] = large
    return canvas


@pytest.mark.parametrize(("share", "down", "right"), [(1.0, 0, 0), (0.6, 5, 90), (0.45, 140, 20)])
def test_a_network_reads_its_own_images_through_the_pad(trainer: Trainer, share: float, down: int, right: int) -> None:
    data = trainer.data
    framing = framing_of(data.train.raw, data.task)
    assert data.task.image_shape is not None
    edge = int(share * CANVAS / data.task.image_shape[0])
    raw = data.validation.raw
    again = np.stack([framing.features(drawn(image, data.task, edge, down, right)) for image in raw])
    through = trainer.loss.decide(trainer.network.predict(data.inputs_of(again)), 10)
    before = trainer.loss.decide(trainer.network.predict(data.validation.X), 10)
    assert (before == data.validation.y).mean() > 0.8
    # The small digits stand up to half a pixel beside the middle; a drawing is put there.
    assert (through == before).mean() > (0.98 if all(framing.by_mass) else 0.95)
    assert (through == data.validation.y).mean() > (before == data.validation.y).mean() - 0.03


def test_the_framing_of_the_shipped_sets_is_found(trainer: Trainer) -> None:
    data = trainer.data
    framing = framing_of(data.train.raw, data.task)
    mnist = data.task.image_shape == (28, 28)
    assert framing.box == (20 if mnist else 8)
    assert framing.by_mass == (mnist, True)
    assert not framing.light
    assert 0.08 < framing.stroke < 0.35


PLAIN = Framing((4, 4), 100, None, (2, 2), by_mass=(False, False), light=False, stroke=0.1)


def test_as_drawn_the_canvas_is_the_image() -> None:
    canvas = np.zeros((8, 8))
    canvas[2:4, 0:1] = 1
    image = PLAIN.features(canvas).reshape(4, 4)
    assert image[1].tolist() == [50, 0, 0, 0]
    assert image.sum() == 50


def test_ink_is_neither_lost_nor_made() -> None:
    canvas = np.random.default_rng(0).random((40, 40))
    assert PLAIN.framed(canvas).mean() == pytest.approx(canvas.mean())


def test_a_box_is_scaled_to_its_longer_side_and_centred() -> None:
    canvas = np.zeros((100, 100))
    canvas[10:50, 60:80] = 1
    framed = Framing((10, 10), 255, 8, (5, 5), by_mass=(False, False), light=False, stroke=0.1).framed(canvas)
    rows, columns = np.flatnonzero(framed.any(axis=1)), np.flatnonzero(framed.any(axis=0))
    assert (rows[0], rows[-1]) == (1, 8)
    assert (columns[0], columns[-1]) == (3, 6)
    assert framed.max() == pytest.approx(1)


def test_the_mass_is_centred_within_half_a_pixel() -> None:
    canvas = np.zeros((100, 100))
    canvas[0:60, 0:10] = 1
    canvas[50:60, 0:40] = 1
    framed = Framing((28, 28), 255, 20, (14, 14), by_mass=(True, True), light=False, stroke=0.1).framed(canvas)
    places = np.arange(28) + 0.5
    for axis in (0, 1):
        centre = framed.sum(axis=axis) @ places / framed.sum()
        assert abs(centre - 14) <= 0.5


@pytest.mark.parametrize("box", [None, 8.0])
def test_an_empty_canvas_is_an_empty_image(box: float | None) -> None:
    framing = Framing((8, 8), 16, box, (4, 4), by_mass=(True, True), light=False, stroke=0.1)
    assert not framing.features(np.zeros((50, 50))).any()


def test_images_on_light_paper_stay_on_it() -> None:
    task = Task("classification", 64, ("a", "b"), image_shape=(8, 8), max_pixel=255)
    light = np.full((20, 8, 8), 250)
    light[:, 2:6, 2:6] = 10
    framing = framing_of(light.reshape(20, 64), task)
    assert framing.light
    image = framing.features(np.eye(80)).reshape(8, 8)
    assert image[0, 7] == 255
    assert image.min() < 255


def test_sets_without_a_common_size_are_taken_as_they_are() -> None:
    task = Task("classification", 100, ("a", "b"), image_shape=(10, 10), max_pixel=1)
    pictures = np.zeros((30, 10, 10))
    for number in range(30):
        pictures[number, : 1 + number % 9, : 1 + number % 5] = 1
    assert framing_of(pictures.reshape(30, 100), task).box is None


def test_no_images_have_a_framing_too() -> None:
    task = Task("classification", 4, ("a", "b"), image_shape=(2, 2), max_pixel=1)
    assert framing_of(np.zeros((0, 4)), task).box is None
    assert framing_of(np.zeros((3, 4)), task).box is None


@pytest.mark.parametrize("dark", [True, False])
def test_the_ink_of_a_photo_is_what_differs_from_the_paper(dark: bool) -> None:
    grey = np.full((20, 20), 0.9)
    grey[5:10, 5:10] = 0.1
    ink = as_ink(grey if dark else 1 - grey)
    assert ink[7, 7] == pytest.approx(1)
    assert ink[0, 0] == 0
    assert not as_ink(np.full((5, 5), 0.4)).any()


@pytest.mark.parametrize(("kind", "whole"), [("byte", True), ("table", True), ("fractions", False)])
def test_only_whole_numbers_are_rounded(trainer: Trainer, kind: str, whole: bool) -> None:
    data = trainer.data
    raw, task = data.train.raw, data.task
    if kind == "table":
        raw = raw.astype(np.float64)
    elif kind == "fractions":
        raw, task = (raw / task.max_pixel).astype(np.float32), replace(task, max_pixel=1)
    framing = framing_of(raw, task)
    image = framing.features(drawn(data.train.raw[0], data.task, 9, 3, 9))
    assert framing.whole is whole
    assert (image == np.rint(image)).all() == whole
    assert image.max() <= task.max_pixel
