"""A refused config says in words what is wrong, where, and what is allowed."""

from typing import Any

import pytest

from ffnn_gui.schema import ConfigError, Problem, validated
from ffnn_gui.schema.problems import MOST_PROBLEMS
from tests.schema.sample import Car

NAN, INFINITE = float("nan"), float("inf")


def problems(raw: Any, **how: Any) -> list[tuple[str, str]]:
    with pytest.raises(ConfigError) as refused:
        validated(Car, raw, **how)
    return [(problem.path, problem.message) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("raw", "path", "message"),
    [
        ({"engine": {"power": -1}}, "engine.power", "Power must be at least 0, not -1."),
        ({"wheels": [{"radius": 0.0}]}, "wheels.0.radius", "Radius must be more than 0, less than 2, not 0."),
        ({"wheels": [{}, {"radius": 2.5}]}, "wheels.1.radius", "Radius must be more than 0, less than 2, not 2.5."),
        ({"engine": {"pace": {"kind": "fast", "gear": 7}}}, "engine.pace.gear", "Gear must be from 1 to 6, not 7."),
        ({"engine": {"pace": {"kind": "slow", "speed": -1e9}}}, "engine.pace.speed",
         "Speed must be more than 0, not -1,000,000,000."),
        ({"engine": {"pace": {"kind": "fast", "gear": 10**5000}}}, "engine.pace.gear",
         "Gear must be from 1 to 6, not a number that large."),
        ({"engine": {"pace": {"kind": "warp"}}}, "engine.pace", "Pace must be one of slow, fast, not 'warp'."),
        ({"engine": {"pace": {"kind": "fast", "speed": 1.0}}}, "engine.pace.speed", "There is no such field here."),
        ({"paint": 1}, "paint", "There is no such field here."),
        ({"engine": {"power": 1.5}}, "engine.power", "Power: Input should be a valid integer."),
        ({"engine": {"power": "1"}}, "engine.power", "Power: Input should be a valid integer."),
        ({"wheels": [{"radius": NAN}]}, "wheels.0.radius", "Radius: Input should be a finite number."),
        ({"wheels": [{"radius": INFINITE}]}, "wheels.0.radius", "Radius: Input should be a finite number."),
        ({"wheels": [{"spare": 0}]}, "wheels.0.spare", "Spare: Input should be a valid boolean."),
        ({"colour": "green"}, "colour", "Colour: Input should be 'red' or 'blue'."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_the_sentence_names_the_fields_own_label_and_range(raw: Any, path: str, message: str) -> None:
    assert problems(raw) == [(path, message)]


def test_every_problem_is_named() -> None:
    raw = {"engine": {"power": -1}, "wheels": [{"radius": 5.0}, {"size": 1}]}
    assert [path for path, _ in problems(raw)] == ["engine.power", "wheels.0.radius", "wheels.1.size"]


def test_a_default_that_follows_from_a_refused_field_is_no_problem_of_its_own() -> None:
    assert [path for path, _ in problems({"wheels": 3})] == ["wheels"]


def test_the_error_reads_as_lines_of_place_and_sentence() -> None:
    error = ConfigError((Problem("a.b", "Too large."), Problem("", "All wrong.")))
    assert str(error) == "a.b: Too large.\nAll wrong."
    assert isinstance(error, ValueError)


@pytest.mark.parametrize("raw", [None, 1, "x", [], [Car()]], ids=repr)
def test_what_is_no_mapping_is_one_problem_with_the_whole(raw: Any) -> None:
    ((path, message),) = problems(raw)
    assert path == ""
    assert message


def test_json_is_read_with_lists_for_tuples() -> None:
    assert validated(Car, '{"wheels": [{}, {}], "engine": {"pace": {"kind": "slow", "speed": 2}}}', json=True) == Car(
        engine={"pace": {"kind": "slow", "speed": 2.0}}
    )
    assert problems('{"doors": "many"}', json=True) == [("doors", "Doors: Input should be a valid integer.")]


@pytest.mark.parametrize("text", ["", "{", '{"doors": 4', "nope", "[1]", '{"wheels": [{"radius": NaN}]}'])
def test_json_that_cannot_be_read_is_refused(text: str) -> None:
    assert len(problems(text, json=True)) == 1


def test_a_config_is_taken_as_it_is() -> None:
    car = Car(colour="blue")
    assert validated(Car, car) == car


def test_thousands_of_problems_are_counted_and_not_all_put_into_words() -> None:
    with pytest.raises(ConfigError) as refused:
        validated(Car, {f"paint{i}": 1 for i in range(3000)})
    assert (len(refused.value.problems), refused.value.more) == (MOST_PROBLEMS, 3000 - MOST_PROBLEMS)
