"""Ranges hold what they are asked to hold, are round, and seldom move."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ffnn_gui.ui.plots.ranges import (
    log_ticks,
    round_up,
    stepped,
    stepped_decades,
    stepped_epochs,
    tick_text,
    ticks,
)

numbers = st.floats(-1e9, 1e9, allow_nan=False)


@given(st.floats(1e-12, 1e12))
def test_rounding_up_adds_at_most_a_third(value: float) -> None:
    assert value * (1 - 1e-8) <= round_up(value) <= value * 1.34


@pytest.mark.parametrize(("value", "rounded"), [(0, 0), (-3, 0), (math.nan, 0), (1, 1), (1.01, 1.25), (0.07, 0.08)])
def test_rounding_up(value: float, rounded: float) -> None:
    assert round_up(value) == pytest.approx(rounded)


@given(numbers, numbers)
def test_a_range_holds_its_numbers_and_has_extent(one: float, other: float) -> None:
    low, high = min(one, other), max(one, other)
    left, right = stepped(low, high)
    slack = 1e-6 * max(abs(low), abs(high), 1e-300)
    assert left <= low + slack
    assert right >= high - slack
    assert right > left


@given(numbers, numbers)
def test_a_range_stays_while_it_holds_and_is_filled(one: float, other: float) -> None:
    low, high = min(one, other), max(one, other)
    now = (low - 0.1 * (high - low), high + 0.1 * (high - low))
    if high - low > max(1e-9 * max(abs(low), abs(high)), 1e-99):
        assert stepped(low, high, now) == now


def test_a_range_shrinks_when_it_is_no_longer_filled() -> None:
    assert stepped(0.0, 0.1, (0.0, 50.0)) == (0.0, pytest.approx(0.1))


@pytest.mark.parametrize(("low", "high"), [(math.nan, math.nan), (-math.inf, math.inf), (0.0, 0.0)])
def test_a_range_of_nothing_is_from_0_to_1(low: float, high: float) -> None:
    assert stepped(low, high) == (0.0, 1.0)


def test_the_epochs_range_moves_seldom() -> None:
    limits = {stepped_epochs(float(epoch))[1] for epoch in range(1, 100_001)}
    assert len(limits) <= 42
    assert max(limits) == 100_000


@given(st.floats(1e-30, 1e30), st.floats(1e-30, 1e30))
def test_decades_are_whole_and_end_above_the_highest(one: float, other: float) -> None:
    bottom, top = stepped_decades(min(one, other), max(one, other))
    assert bottom == int(bottom)
    assert top == int(top)
    assert 1 <= top - bottom <= 12
    assert 10**top >= max(one, other) * (1 - 1e-6)


@given(st.floats(-1e3, 1e3), st.floats(1e-6, 1e9), st.integers(2, 10))
def test_ticks_lie_within_and_are_told_apart(position: float, span: float, most: int) -> None:
    low = position * span
    marks = ticks(low, low + span, most)
    assert len(marks) <= most + 1
    assert all(low - 1e-6 * span <= place <= low + span * 1.000001 for place, _ in marks)
    assert len({text for _, text in marks}) == len(marks)


def test_ticks_are_round_with_separated_thousands() -> None:
    assert ticks(0, 20_000, 4) == [
        (0, "0"),
        (5000, "5,000"),
        (10_000, "10,000"),
        (15_000, "15,000"),
        (20_000, "20,000"),
    ]
    assert tick_text(-0.25, 0.05) == "−0.25"
    assert ticks(2249, 2250, 8, closest=1) == [(2249, "2,249"), (2250, "2,250")]


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (-8, 0, ["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"]),
        (-3, 1, ["0.001", "0.01", "0.1", "1", "10"]),
        (0, 3, ["1", "10", "100", "1,000"]),
        (-5.2, -4.3, ["10⁻⁵", "2·10⁻⁵", "5·10⁻⁵"]),
    ],
)
def test_the_ticks_of_a_log_axis_are_written_alike(low: float, high: float, texts: list[str]) -> None:
    assert [text for _, text in log_ticks(low, high, 4)] == texts


def test_far_from_1_ticks_have_powers_of_ten() -> None:
    assert [text for _, text in ticks(0, 4e-5, 4)] == ["0", "10⁻⁵", "2·10⁻⁵", "3·10⁻⁵", "4·10⁻⁵"]
    assert [text for _, text in ticks(-2e6, 2e6, 4)] == ["−2·10⁶", "−10⁶", "0", "10⁶", "2·10⁶"]


def test_log_ticks_are_finer_over_few_decades() -> None:
    assert [text for _, text in log_ticks(-1, 0)] == ["0.1", "0.2", "0.5", "1"]
