"""Images that leave the inputs far from 0 start with Standard normalization, say so, and are learned."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ffnn_gui.data import prepare
from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.centring import LOOKED_AT, far_from_black
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.data.sets.from_file import FromFile
from ffnn_gui.engine import ExperimentConfig, Trainer

SIDE = 28


def strokes(channels: int = 1) -> NDArray[np.uint8]:
    """Sixty images of a white stroke on black, upright and level by turns, (60, SIDE · SIDE · channels)."""
    rng = np.random.default_rng(0)
    X = np.zeros((60, SIDE, SIDE, channels))
    for image, place in zip(X, rng.integers(4, 20, 60), strict=True):
        image[place : place + 4, 4:24] = 220
    X[1::2] = X[1::2].transpose(0, 2, 1, 3)
    return np.asarray((X + rng.integers(0, 20, X.shape)).astype(np.uint8).reshape(60, -1))


def photographs() -> NDArray[np.uint8]:
    """Sixty colour images that are brighter above or to the left by turns, (60, SIDE · SIDE · 3)."""
    rng = np.random.default_rng(0)
    X = np.broadcast_to(np.linspace(40, 0, SIDE)[:, None, None], (60, SIDE, SIDE, 3)).copy()
    X[1::2] = X[1::2].transpose(0, 2, 1, 3)
    X += rng.normal(100, 20, (60, 1, 1, 3)) + rng.normal(0, 20, X.shape)
    return np.asarray(X.clip(0, 255).astype(np.uint8).reshape(60, -1))


def imported(X: NDArray[Any]) -> ImportedArrays:
    channels = X.shape[1] // SIDE**2
    return ImportedArrays(
        X, np.arange(len(X)) % 2, ("a", "b"), image_shape=(SIDE, SIDE), channels=channels, max_pixel=255
    )


def settings(arrays: ImportedArrays) -> FromFile:
    return shelved(arrays, NumpyFiles(), Path("images.npz"))


LIGHT = [255 - strokes(), 255 - strokes(3), photographs(), (255 - strokes()) / 255]


@pytest.mark.parametrize("X", LIGHT, ids=["paper", "colour", "photographs", "0…1"])
def test_light_images_are_centred_and_learned_with_the_default_network(X: NDArray[Any]) -> None:
    data = settings(imported(X))
    assert data.normalization.kind == "standard"
    assert abs(prepare(data).train.X.mean()) < 1e-3
    config = ExperimentConfig.default().with_value("data", data).with_value("epochs", 60)
    (*_, last) = Trainer(config).run()
    assert last.train.accuracy is not None
    assert last.train.accuracy > 0.9


@pytest.mark.parametrize("X", [strokes(), strokes(3), np.full((4, SIDE**2), 200, np.uint8)])
def test_of_dark_images_black_stays_0(X: NDArray[np.uint8]) -> None:
    assert settings(imported(X)).normalization.kind == "min_max"


def test_tables_are_no_images() -> None:
    table = ImportedArrays(np.ones((4, 2)) + np.eye(4, 2), np.arange(4) % 2, ("a", "b"))
    assert not far_from_black(table)


def test_of_many_images_some_of_all_are_looked_at() -> None:
    """Dark ones first, and more of them than are looked at."""
    dark = 2 * LOOKED_AT // SIDE**2
    X = np.zeros((10 * dark, SIDE**2), np.uint8)
    X[dark:, ::2] = 255
    X[dark:, 1::2] = 200
    assert far_from_black(imported(X))
