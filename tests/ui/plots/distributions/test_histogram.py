"""Histograms count every finite number where it lies, and keep their counts when their range grows."""

import math

import numpy as np
import pytest

from ffnn_gui.ui.plots.distributions.histogram import BINS, around_zero, histogram, resampling


def test_every_number_is_counted_where_it_lies() -> None:
    values = np.random.default_rng(0).normal(0, 1, (40, 25))
    counted = histogram(values, (-5.0, 5.0))
    expected, edges = np.histogram(values, bins=BINS, range=(-5, 5))
    assert counted.counts.tolist() == expected.tolist()
    assert counted.edges == pytest.approx(edges)
    assert (counted.mean, counted.spread) == pytest.approx((values.mean(), values.std()))


def test_numbers_beyond_the_ends_are_in_the_outermost_bins() -> None:
    counts = histogram(np.array([-9.0, -1.0, 1.0, 9.0]), (-1.0, 1.0)).counts
    assert (counts[0], counts[-1], counts.sum()) == (2, 2, 4)


def test_what_is_not_finite_is_lost_and_said() -> None:
    counted = histogram(np.array([np.nan, np.inf, 0.5]), (0.0, 1.0))
    assert (counted.counts.sum(), counted.lost, counted.mean) == (1, 2, 0.5)
    nothing = histogram(np.array([np.nan]), (0.0, 1.0))
    assert nothing.counts.sum() == 0
    assert math.isnan(nothing.mean)


@pytest.mark.parametrize("values", [[0.0], [1e-30, -2e-30], [np.nan], [np.inf, 3.0], [-7.3, 2.0]])
def test_ranges_are_around_zero_and_hold_what_is_finite(values: list[float]) -> None:
    low, high = around_zero(np.array(values))
    assert low == -high < 0
    assert all(abs(value) <= high for value in values if math.isfinite(value))
    assert around_zero(np.array(values), 50.0) == (-50.0, 50.0)


def test_a_bin_is_found_by_its_value() -> None:
    counted = histogram(np.zeros(1), (-3.0, 3.0))
    assert [counted.bin_at(value) for value in (-3.0, 0.0, 2.99, 3.0, 3.1, -4.0)] == [
        0, BINS // 2, BINS - 1, BINS - 1, None, None,
    ]  # fmt: skip


def test_counts_move_into_other_bins_without_loss() -> None:
    counts = histogram(np.random.default_rng(1).normal(0, 0.3, 500), (-1.0, 1.0)).counts
    wider = resampling((-1.0, 1.0), (-2.0, 2.0)) @ counts
    assert wider.sum() == pytest.approx(500)
    assert wider[BINS // 4 : -BINS // 4].reshape(-1) == pytest.approx(counts.reshape(-1, 2).sum(axis=1))
    assert resampling((-1.0, 1.0), (-1.0, 1.0)) == pytest.approx(np.eye(BINS))
