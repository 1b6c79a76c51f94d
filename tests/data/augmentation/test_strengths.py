"""How far each kind moves pixels: evenly to both sides, up to its strength, and in no other way than its own."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from ffnn_gui.data.augmentation.images.rotate import Rotate
from ffnn_gui.data.augmentation.images.shear import Shear
from ffnn_gui.data.augmentation.images.zoom import Zoom

DRAWS = 20_000
Amounts = np.ndarray
Matrix = list[list[Any]]


def angle(matrix: np.ndarray) -> Amounts:
    """In degrees."""
    return np.rad2deg(np.arctan2(matrix[0, 1], matrix[0, 0]))


def turned(angle: Amounts) -> Matrix:
    cosine, sine = np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))
    return [[cosine, sine], [-sine, cosine]]


def log_factor(matrix: np.ndarray) -> Amounts:
    """Maps lead back to the old image, and so divide by the factor."""
    return -np.log(matrix[0, 0])


def enlarged(log_factor: Amounts) -> Matrix:
    return [[np.exp(-log_factor), 0 * log_factor], [0 * log_factor, np.exp(-log_factor)]]


def slope(matrix: np.ndarray) -> Amounts:
    """Columns a row; back to the old image they count the other way."""
    return -matrix[0, 1]


def leaning(slope: Amounts) -> Matrix:
    return [[slope**0, -slope], [0 * slope, slope**0]]


@pytest.mark.parametrize(
    ("kind", "strength", "amount", "matrix_of", "most"),
    [
        (Rotate, 30.0, angle, turned, 30.0),
        (Rotate, 180.0, angle, turned, 180.0),
        (Zoom, 0.5, log_factor, enlarged, np.log(1.5)),
        (Shear, 0.4, slope, leaning, 0.4),
    ],
)
def test_images_are_changed_evenly_up_to_the_strength(
    kind: Any, strength: float, amount: Callable[[Any], Amounts], matrix_of: Callable[[Amounts], Matrix], most: float
) -> None:
    maps = kind().maps(strength, np.random.default_rng(0), DRAWS)
    amounts = amount(maps[:, :2])
    np.testing.assert_allclose(maps[:, :2], matrix_of(amounts), atol=1e-12)
    assert not maps[:, 2].any()
    # Of so many even draws the outermost are within a hundredth of the ends, and so are the means of what is expected.
    found = [amounts.min(), amounts.mean(), amounts.max(), np.abs(amounts).mean()]
    assert found == pytest.approx([-most, 0, most, most / 2], abs=most / 100)
