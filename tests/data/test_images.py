"""The shipped images: what they are, how they are scaled, and that they are not kept several times over."""

import tracemalloc

import numpy as np
import pytest

from ffnn_gui.data import DataSet, prepare
from ffnn_gui.data.sets.digits import Digits
from ffnn_gui.data.sets.mnist import Mnist
from ffnn_gui.resources import resource

each_set = pytest.mark.parametrize("kind", [Digits, Mnist])


@pytest.mark.parametrize(
    ("kind", "shape", "parts"),
    [(Digits, (8, 8), (1438, 359)), (Mnist, (28, 28), (8000, 2000))],
    ids=["digits", "mnist"],
)
def test_sizes_and_default_split(kind: type[DataSet], shape: tuple[int, int], parts: tuple[int, int]) -> None:
    data = prepare(kind())
    assert data.task.image_shape == shape
    assert data.task.classes == tuple("0123456789")
    assert (len(data.train), len(data.validation), len(data.test)) == (*parts, 0)
    assert data.n_inputs == shape[0] * shape[1]


@each_set
def test_pixels_are_bytes_of_the_stated_range(kind: type[DataSet]) -> None:
    data = prepare(kind())
    assert data.train.raw.dtype == np.uint8
    assert (data.train.raw.min(), data.train.raw.max()) == (0, data.task.max_pixel)


@each_set
@pytest.mark.parametrize("normalization", ["none", "min_max", "standard"])
def test_pixels_that_are_alike_stay_alike(kind: type[DataSet], normalization: str) -> None:
    data = prepare(kind(normalization=normalization, samples=500), "float64")
    black = data.train.X[data.train.raw == 0]
    assert np.ptp(black) == 0
    if normalization != "standard":
        assert black[0] == 0
    else:
        assert data.train.X.mean() == pytest.approx(0, abs=1e-9)
        assert data.train.X.std() == pytest.approx(1)


@each_set
def test_by_default_pixels_run_from_0_to_1(kind: type[DataSet]) -> None:
    X = prepare(kind()).train.X
    assert (X.dtype, X.min(), X.max()) == (np.float32, 0, 1)


def test_images_are_what_their_label_says() -> None:
    """The mean image of a class is nearer to most of its held-out images than any other class's mean image."""
    data = prepare(Digits())
    means = np.stack([data.train.X[data.train.y == k].mean(axis=0) for k in range(10)])
    nearest = np.linalg.norm(data.validation.X[:, None] - means, axis=2).argmin(axis=1)
    assert np.mean(nearest == data.validation.y) > 0.85


def test_a_limit_takes_a_random_choice() -> None:
    one, other = (prepare(Mnist(samples=100, seed=seed)) for seed in (0, 1))
    assert len(one.train) + len(one.validation) == 100
    assert not np.array_equal(one.train.raw, other.train.raw)
    distinct = np.unique(np.vstack([one.train.raw, one.validation.raw]), axis=0)
    assert len(distinct) == 100


def test_mnist_is_held_as_floats_only_once() -> None:
    prepare(Mnist())  # the file's bytes are kept for good
    tracemalloc.start()
    try:
        data = prepare(Mnist())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    floats = 10_000 * data.n_inputs * 4
    assert peak < 1.5 * floats


@each_set
def test_what_is_cached_cannot_be_changed(kind: type[DataSet]) -> None:
    X, y = kind().generate(np.random.default_rng(0))
    for array in (X, y):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_source_and_licence_stand_beside_the_files() -> None:
    text = resource("datasets", "SOURCES.md").read_text(encoding="utf-8")
    for words in ("digits8x8.npz", "CC BY 4.0", "Alpaydin", "mnist10k.npz", "CC BY-SA 3.0", "LeCun"):
        assert words in text
