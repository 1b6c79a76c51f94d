"""Knobs: declared once, read back with range, editor and path."""

import pytest

from ffnn_gui.schema import Knob, knob_at, knobs_of, labels_at, live_at, value_at
from tests.schema.sample import Car, Engine, Fast, Slow, Wheel


def plain(**limits: object) -> Knob:
    return Knob("x", "X", "The x.", float, 1.0, "spin", **limits)


def test_fields_come_in_the_order_of_declaration_without_those_that_are_no_knobs() -> None:
    assert list(knobs_of(Car)) == ["engine", "wheels", "colour", "radio", "doors"]


def test_a_knob_has_all_that_was_declared() -> None:
    speed = knobs_of(Slow)["speed"]
    assert (speed.name, speed.label, speed.help) == ("speed", "Speed", "How fast.")
    assert (speed.annotation, speed.default, speed.editor) == (float, 1.0, "log")
    assert (speed.low, speed.high, speed.low_open, speed.high_open) == (0, None, True, False)
    assert (speed.unit, speed.formula, speed.live, speed.step) == ("m/s", "v", True, None)
    assert knobs_of(Car)["colour"].labels == {"red": "Red!", "blue": "Blue"}
    assert not knobs_of(Wheel)["radius"].live


@pytest.mark.parametrize(
    ("knob", "editor"),
    [
        (knobs_of(Wheel)["radius"], "spin"),
        (knobs_of(Engine)["power"], "spin"),
        (knobs_of(Wheel)["spare"], "check"),
        (knobs_of(Car)["colour"], "combo"),
        (knobs_of(Car)["wheels"], "list"),
        (knobs_of(Car)["engine"], "group"),
        (knobs_of(Engine)["pace"], "choice"),
        (knobs_of(Slow)["speed"], "log"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_the_editor_follows_from_the_type_unless_declared(knob: Knob, editor: str) -> None:
    assert knob.editor == editor


@pytest.mark.parametrize(
    ("limits", "text"),
    [
        ({}, ""),
        ({"low": 1, "high": 1024}, "from 1 to 1,024"),
        ({"low": 1}, "at least 1"),
        ({"high": 1e6}, "at most 1,000,000"),
        ({"low": 0, "low_open": True}, "more than 0"),
        ({"high": 1, "high_open": True}, "less than 1"),
        ({"low": 0, "high": 1, "high_open": True}, "at least 0, less than 1"),
        ({"low": 0, "high": 1, "low_open": True}, "more than 0, at most 1"),
        ({"low": 0, "high": 1, "low_open": True, "high_open": True}, "more than 0, less than 1"),
        ({"low": -0.5, "high": 0.95}, "from -0.5 to 0.95"),
        ({"low": 0, "high": 2**32 - 1}, "from 0 to 4,294,967,295"),
    ],
    ids=str,
)
def test_the_range_in_words(limits: dict[str, object], text: str) -> None:
    assert plain(**limits).range_text == text


def test_a_default_may_follow_from_the_fields_before() -> None:
    assert Car().doors == 4
    assert Car(wheels=(Wheel(),)).doors == 3
    assert Car(doors=2).doors == 2


def test_a_list_is_welcome_where_a_tuple_is_declared_but_its_entries_stay_strict() -> None:
    assert Car.model_validate({"wheels": [{"radius": 0.5}]}).wheels == (Wheel(radius=0.5),)
    with pytest.raises(ValueError, match="valid number"):
        Car.model_validate({"wheels": [{"radius": "0.5"}]})


@pytest.mark.parametrize(
    ("path", "label", "labels"),
    [
        ("colour", "Colour", ["Colour"]),
        ("engine.power", "Power", ["Engine", "Power"]),
        ("engine.pace.speed", "Speed", ["Engine", "Pace", "Speed"]),
        ("wheels.1.radius", "Radius", ["Wheels", "2", "Radius"]),
        ("wheels.0", "Wheels", ["Wheels", "1"]),
    ],
)
def test_a_path_leads_to_its_knob_and_its_labels(path: str, label: str, labels: list[str]) -> None:
    assert knob_at(Car(), path).label == label
    assert labels_at(Car(), path) == labels


@pytest.mark.parametrize(
    "path",
    ["", "number", "colours", "engine.speed", "wheels.2", "wheels.-1", "wheels.x", "wheels.radius", "colour.red"],
)
def test_a_path_to_nothing_is_a_key_error_that_says_where(path: str) -> None:
    for look in (knob_at, labels_at, value_at):
        with pytest.raises(KeyError, match="there is no"):
            look(Car(), path)


@pytest.mark.parametrize(
    ("path", "value"), [("doors", 4), ("engine.pace.speed", 1.0), ("wheels.1.radius", 0.3), ("wheels.0", Wheel())]
)
def test_a_path_leads_to_its_value(path: str, value: object) -> None:
    assert value_at(Car(), path) == value


@pytest.mark.parametrize(
    ("path", "live"),
    [
        ("colour", False), ("radio", True), ("radio.pace.speed", True), ("radio.power", True), ("engine.power", False),
        ("engine.pace.speed", True), ("wheels.0.spare", True), ("wheels.0.radius", False),
    ],
)  # fmt: skip
def test_a_field_is_live_by_itself_or_by_a_part_that_it_lies_in(path: str, live: bool) -> None:
    assert live_at(Car(), path) is live


def test_the_path_goes_through_the_kind_that_is_chosen() -> None:
    fast = Car(engine=Engine(pace=Fast()))
    assert knob_at(fast, "engine.pace.gear").label == "Gear"
    with pytest.raises(KeyError, match="speed"):
        knob_at(fast, "engine.pace.speed")
