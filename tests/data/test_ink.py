"""Measures of ink: where it begins and ends, its mass, its thickness."""

import numpy as np
import pytest

from ffnn_gui.data.ink import THICKEST, USUAL, extents_of, longest_of, masses_of, thickness


def bars(width: int, length: int = 40) -> np.ndarray:
    ink = np.zeros((2, 50, 60))
    ink[:, 5 : 5 + length, 10 : 10 + width] = 1
    return ink


def test_ink_begins_and_ends_at_its_sides() -> None:
    assert extents_of(bars(4)).tolist() == [[[5, 45], [10, 14]]] * 2
    assert longest_of(extents_of(bars(4))).tolist() == [40, 40]


def test_the_mass_of_a_bar_is_in_its_middle() -> None:
    assert masses_of(bars(4)).tolist() == [[25, 12]] * 2


@pytest.mark.parametrize("width", [2, 4, 8])
def test_a_bar_is_as_thick_as_it_is(width: int) -> None:
    # The outline of a straight bar is measured too short by π / 4, and its ends count.
    expected = width * 40 / (width + 40) * 4 / np.pi / 40
    assert thickness(bars(width)) == pytest.approx(expected)
    faint = bars(width) * np.array([1, 0.01])[:, None, None]
    assert thickness(faint) == pytest.approx(expected)


def test_the_thickness_of_nothing_is_usual_and_that_of_a_blot_bounded() -> None:
    assert thickness(np.zeros((3, 5, 5))) == thickness(np.zeros((0, 5, 5))) == USUAL
    assert thickness(bars(40)) == THICKEST
