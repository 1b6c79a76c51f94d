"""Pixels are moved by maps: bilinear, exact where places are whole, empty where nothing comes in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ffnn_gui.data.augmentation.images.base import after, identities
from ffnn_gui.data.augmentation.resampling import Blended, Resampler
from tests.data.augmentation.samples import IMAGES, images_of, maps_of, moved


def slow(maps: np.ndarray) -> np.ndarray:
    """Bilinear resampling, written down pixel by pixel."""
    _, rows, columns = IMAGES.shape
    result = np.zeros(IMAGES.shape)
    for i, row, column in np.ndindex(IMAGES.shape):
        x, y = maps[..., i] @ (column - (columns - 1) / 2, row - (rows - 1) / 2, 1)
        x, y = x + (columns - 1) / 2, y + (rows - 1) / 2
        for r in (int(np.floor(y)), int(np.floor(y)) + 1):
            for c in (int(np.floor(x)), int(np.floor(x)) + 1):
                if 0 <= r < rows and 0 <= c < columns:
                    result[i, row, column] += (1 - abs(x - c)) * (1 - abs(y - r)) * IMAGES[i, r, c]
    return result


@given(seed=st.integers(0, 2**32 - 1))
def test_blending_is_bilinear(seed: int) -> None:
    rng = np.random.default_rng(seed)
    maps = identities(len(IMAGES)) + rng.uniform(-1, 1, (2, 3, len(IMAGES))) * [[1], [1], [4]]
    # Places are rounded to 1/256 of a pixel, between neighbours that differ by at most 255.
    np.testing.assert_allclose(moved(maps), slow(maps), atol=2.2)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_quarter_turns_are_exact(turns: int) -> None:
    square = IMAGES[:, :, :6]
    cosine, sine = [(0, 1), (-1, 0), (0, -1)][turns - 1]
    # From a place to the one it came from: clockwise, as y goes down.
    assert (moved(maps_of([[cosine, -sine], [sine, cosine]]), square) == np.rot90(square, turns, (1, 2))).all()


@pytest.mark.parametrize("offset", [(0, 0), (2, 0), (0, -1), (-3, 4), (8, 5), (9, 0), (-50, 50)])
@pytest.mark.parametrize("mirror", [1, -1])
def test_copying_is_blending_at_whole_places(offset: tuple[int, int], mirror: int) -> None:
    maps = maps_of([[mirror, 0], [0, 1]], offset)
    blended, out = Blended(images_of(IMAGES)), np.empty(IMAGES.shape)
    blended.set_maps(maps)
    blended.take(np.arange(len(IMAGES)), out)
    assert (moved(maps) == out * blended.unit).all()
    assert (moved(maps) == slow(maps)).all()


@pytest.mark.parametrize("empty", [0, 90, 255])
def test_a_shift_leaves_the_outside_empty(empty: int) -> None:
    expected = np.full(IMAGES.shape, empty)
    expected[:, 1:, :-2] = IMAGES[:, :-1, 2:]
    assert (moved(maps_of([[1, 0], [0, 1]], (2, -1)), empty=empty) == expected).all()


@pytest.mark.parametrize("empty", [0, 90, 255])
def test_turned_corners_are_empty(empty: int) -> None:
    """All that is blended is the background: nothing else, and no edge between inside and outside."""
    turned = moved(maps_of([[0.8, -0.6], [0.6, 0.8]]), np.full(IMAGES.shape, empty, np.uint8), empty=empty)
    assert (turned == empty).all()


def test_maps_are_composed_in_the_order_of_the_changes() -> None:
    """Shifted by two columns and then turned by a quarter: where was the pixel that is one row below the middle?"""
    shifted, turned = maps_of([[1, 0], [0, 1]], (-2, 0)), maps_of([[0, 1], [-1, 0]])
    assert after(shifted, turned)[..., 0] @ (0, 1, 1) == pytest.approx([1 - 2, 0])


def test_the_way_of_moving_can_change_from_epoch_to_epoch() -> None:
    resampler, out = Resampler(images_of(IMAGES)), np.empty(IMAGES.shape)
    for maps in (maps_of([[1, 0], [0, 1]]), maps_of([[0.9, 0], [0, 0.9]]), maps_of([[-1, 0], [0, 1]], (3, 0))):
        resampler.set_maps(maps)
        resampler.take(np.arange(len(IMAGES)), out)
        assert (out == moved(maps)).all()
