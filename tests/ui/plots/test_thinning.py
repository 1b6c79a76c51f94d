"""Thinned curves keep their ends and peaks; what cannot be drawn is left out or moved to the edge."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ffnn_gui.ui.plots.thinning import above_zero, exponents, finite, thinned


@given(st.integers(1, 5000), st.integers(4, 800), st.integers(0, 10))
def test_few_points_with_ends_and_peaks(points: int, most: int, seed: int) -> None:
    x, y = np.arange(points, dtype=float), np.random.default_rng(seed).standard_normal(points)
    fewer_x, fewer_y = thinned(x, y, most)
    assert len(fewer_x) <= max(most, 4) + 4
    assert (np.diff(fewer_x) >= 0).all()
    assert {fewer_x[0], fewer_x[-1]} == {x[0], x[-1]}
    assert (fewer_y.min(), fewer_y.max()) == (y.min(), y.max())
    assert (y[fewer_x.astype(int)] == fewer_y).all()


def test_only_finite_points_stay() -> None:
    x, y = finite(np.arange(4.0), np.array([1, np.nan, np.inf, 2]))
    assert (x.tolist(), y.tolist()) == ([0, 3], [1, 2])


def test_what_lies_above_zero() -> None:
    assert above_zero(np.array([0, -1, np.nan, 2, 0.5, np.inf])) == (0.5, 2.0)
    assert above_zero(np.array([0.0, -1.0])) is None


def test_exponents_survive_zero_and_below() -> None:
    assert exponents(np.array([0.0, -1.0, 1e-9, 100.0]), -3.0) == pytest.approx([-3, -3, -3, 2])
