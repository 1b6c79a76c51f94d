"""What forms know without a window: numbers as typed, ranges, the stops of sliders, tooltips."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ffnn_gui.schema import Config, Knob, knob, knobs_of
from ffnn_gui.ui.forms.limits import allowed, hopeless, objection, read
from ffnn_gui.ui.forms.numbers import begun, number_text, parsed
from ffnn_gui.ui.forms.stops import nearest, stepped, stops_of
from ffnn_gui.ui.forms.tooltips import knob_tooltip

FINITE = st.floats(-1e300, 1e300)


class Ranges(Config):
    """One knob for every kind of range."""

    units: int = knob(8, "Units", "Neurons.", ge=1, le=1024)
    share: float = knob(0.5, "Share", "A part.", ge=0, lt=1, editor="slider", step=0.01)
    samples: int = knob(500, "Samples", "Points.", ge=10, le=10_000, editor="slider")
    rate: float = knob(0.03, "Rate", "Of <steps>.", gt=0, le=10, editor="log", live=True, formula="θ ← θ − η·g")
    l2: float = knob(0.0, "L2", "Pulls.", ge=0, le=10, editor="log")
    wide: int = knob(100, "Wide", "Epochs.", ge=1, le=100_000, editor="log", unit="epochs")
    eps: float = knob(1e-10, "Epsilon", "Guards.", gt=0, le=1, editor="log")
    free: float = knob(1.5, "Free", "Anything.")
    open_slider: float = knob(3.0, "Open", "No bounds.", editor="slider")


KNOBS = knobs_of(Ranges)
SLIDERS = [name for name, declared in KNOBS.items() if declared.editor in {"slider", "log"}]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,1", 0.1),
        ("0.1", 0.1),
        ("1e-3", 0.001),
        ("1E3", 1000),
        (" 2 ", 2),
        ("−5", -5),
        ("+.5", 0.5),
        ("7.", 7),
        ("1,5e-2", 0.015),
        ("1,024.5", 1024.5),
        ("1,024,000", 1_024_000),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, value: float) -> None:
    assert parsed(text) == value


def test_a_comma_groups_thousands_only_where_a_whole_number_is_meant() -> None:
    assert parsed("1,024") == 1.024
    assert parsed("1,024", whole=True) == 1024
    assert parsed("1,5", whole=True) == 1.5


@pytest.mark.parametrize("text", ["", "-", "e5", "1e", "nan", "inf", "1_000", "0x10", "1.2.3", "1e999", "٣", "3 dogs"])
def test_what_is_no_finite_number_is_none(text: str) -> None:
    assert parsed(text) is None


@given(FINITE)
def test_a_number_shown_is_read_back(value: float) -> None:
    again = parsed(number_text(value))
    assert again is not None
    assert math.isclose(again, value, rel_tol=1e-9)


@given(FINITE)
def test_a_decimal_comma_means_the_same_as_a_point(value: float) -> None:
    text = number_text(value)
    assert parsed(text.replace(".", ",")) == parsed(text)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_but_never_fails(text: str) -> None:
    value = parsed(text)
    assert value is None or math.isfinite(value)


@given(FINITE.map(repr), st.data())
def test_the_beginning_of_a_number_is_never_scolded(text: str, data: st.DataObject) -> None:
    assert begun(text[: data.draw(st.integers(0, len(text)))])


@pytest.mark.parametrize(
    ("value", "text"), [(64, "64"), (0.1 + 0.2, "0.3"), (1e-5, "1e-5"), (1e-10, "1e-10"), (10.0, "10"), (2e20, "2e20")]
)
def test_numbers_are_shown_short(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("units", "5000", "Units must be from 1 to 1,024."),
        ("units", "0", "Units must be from 1 to 1,024."),
        ("units", "2.5", "Units must be a whole number, from 1 to 1,024."),
        ("units", "many", "Units must be a whole number, from 1 to 1,024."),
        ("share", "1", "Share must be at least 0, less than 1."),
        ("rate", "0", "Rate must be more than 0, at most 10."),
        ("free", "x", "Free must be a number."),
    ],
)
def test_a_refusal_names_the_field_and_its_range(name: str, text: str, sentence: str) -> None:
    assert read(KNOBS[name], text) is None
    assert objection(KNOBS[name], text) == sentence


def test_an_accepted_text_has_the_type_of_the_field() -> None:
    assert objection(KNOBS["units"], "1e2") == ""
    assert type(read(KNOBS["units"], "1e2")) is int
    assert type(read(KNOBS["rate"], "1")) is float


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [("units", "2000", True), ("units", "", False), ("rate", "0", False), ("rate", "0.0", False), ("units", "x", True)],
)
def test_while_typing_only_the_hopeless_is_refused(name: str, text: str, expected: bool) -> None:
    assert hopeless(KNOBS[name], text) is expected


@pytest.mark.parametrize("name", SLIDERS)
def test_stops_ascend_within_the_range_and_meet_closed_bounds(name: str) -> None:
    declared, stops = KNOBS[name], stops_of(KNOBS[name])
    assert list(stops) == sorted(set(stops))
    assert 10 <= len(stops) <= 2002
    assert all(allowed(declared, stop) and isinstance(stop, declared.annotation) for stop in stops)
    assert declared.low is None or declared.low_open or stops[0] == declared.low
    assert declared.high is None or declared.high_open or stops[-1] == declared.high
    assert stops[0] <= declared.default <= stops[-1]


def test_a_log_slider_gives_each_power_of_ten_the_same_room() -> None:
    stops = stops_of(KNOBS["rate"])
    counts = {sum(10.0**power <= stop < 10.0 ** (power + 1) for stop in stops) for power in range(-5, 0)}
    assert counts == {10}
    assert {0.001, 0.003, 0.03, 0.1} <= set(stops)


def test_a_log_slider_that_allows_zero_has_it_at_the_far_left() -> None:
    assert stops_of(KNOBS["l2"])[:2] == (0.0, 1e-6)


@given(st.sampled_from(SLIDERS), FINITE)
def test_the_nearest_stop_is_the_nearest(name: str, value: float) -> None:
    stops = stops_of(KNOBS[name])
    assert abs(stops[nearest(stops, value)] - value) == min(abs(stop - value) for stop in stops)


def stepping(declared: Knob) -> tuple[float, ...]:
    return stops_of(declared) if declared.editor in {"slider", "log"} else ()


@given(st.sampled_from(list(KNOBS)), st.integers(-3000, 3000))
def test_steps_never_leave_the_range(name: str, steps: int) -> None:
    declared = KNOBS[name]
    assert allowed(declared, stepped(declared, stepping(declared), declared.default, steps))


@pytest.mark.parametrize(
    ("name", "value", "steps", "expected"),
    [
        ("units", 8, 1, 9),
        ("units", 1, -1, 1),
        ("units", 1020, 10, 1024),
        ("rate", 0.03, 1, 0.04),
        ("rate", 0.035, 1, 0.04),
        ("rate", 0.035, -1, 0.03),
        ("share", 0.5, 1, 0.51),
        ("share", 0.99, 1, 0.99),
        ("free", 1.5, 1, 1.6),
        ("free", 0.02, -1, 0.019),
    ],
)
def test_a_step_goes_to_the_next_round_value(name: str, value: float, steps: int, expected: float) -> None:
    assert stepped(KNOBS[name], stepping(KNOBS[name]), value, steps) == expected


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("rate", ["<b>Rate</b>", "Of &lt;steps&gt;.", "θ ← θ − η·g", "more than 0", "Default: 0.03", "while training"]),
        ("wide", ["from 1 to 100,000 epochs", "Default: 100", "after a reset"]),
    ],
)
def test_a_tooltip_tells_all_that_was_declared(name: str, parts: list[Any]) -> None:
    assert all(part in knob_tooltip(KNOBS[name]) for part in parts)


def test_a_tooltip_says_nothing_of_training_where_there_is_none() -> None:
    for text in (knob_tooltip(KNOBS["rate"], None), knob_tooltip(KNOBS["wide"], None)):
        assert "training" not in text
        assert "reset" not in text
