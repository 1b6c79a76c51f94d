"""Which part of the plane is seen: all points, and no part that is too small or too long to draw in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ffnn_gui.ui.plots.drawing.sight import USUAL, holds, joined, sight_of
from ffnn_gui.ui.plots.ranges import suit_one_scale

places = arrays.arrays(np.float64, st.tuples(st.integers(0, 20), st.just(2)), elements=st.floats(-1000, 1000))


@given(places)
def test_all_points_are_seen(points: np.ndarray) -> None:
    sight = sight_of(points)
    assert holds(sight, points)
    assert all(high > low for low, high in sight)


@given(places, places)
def test_a_joined_sight_shows_both(one: np.ndarray, other: np.ndarray) -> None:
    both = joined(sight_of(one), sight_of(other))
    assert holds(both, one)
    assert holds(both, other)


def test_points_of_the_usual_size_are_seen_from_the_usual_place() -> None:
    assert sight_of(np.empty((0, 2))) == USUAL
    assert sight_of(np.array([[1.0, 1.0]])) == USUAL
    assert sight_of(np.array([[-3.0, 1.0], [4.0, 5.0]])) == USUAL


def test_small_ones_are_looked_at_closely() -> None:
    (left, right), (low, high) = sight_of(np.array([[0.0, 0.0], [0.01, 0.02]]))
    assert right - left == pytest.approx(0.012)
    assert high - low == pytest.approx(0.024)


def test_a_long_plane_is_not_drawn_to_one_scale() -> None:
    assert suit_one_scale(*USUAL)
    assert not suit_one_scale(*sight_of(np.array([[-5.0, -500.0], [5.0, 500.0]])))
