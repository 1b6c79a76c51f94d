"""What differs between two configs, and how one field is replaced."""

from typing import Annotated, Any, ClassVar, Literal

import pytest
from pydantic import Field

from ffnn_gui.schema import Change, Choice, Config, ConfigError, changes, knob, replaced
from tests.schema.sample import Car, Engine, Fast, Slow, Wheel


def differing(**parts: Any) -> list[tuple[str, bool]]:
    return [(change.path, change.live) for change in changes(Car(), Car(**parts))]


def test_equal_configs_have_no_changes() -> None:
    assert changes(Car(), Car()) == ()


def test_a_change_has_the_fields_path_label_and_whether_it_is_live() -> None:
    assert changes(Car(), Car(colour="blue")) == (Change("colour", "Colour", False),)
    assert changes(Slow(), Slow(speed=2.0)) == (Change("speed", "Speed", True),)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"engine": Engine(power=5)}, [("engine.power", False)]),
        ({"engine": Engine(pace=Slow(speed=2.0))}, [("engine.pace.speed", True)]),
        ({"engine": Engine(pace=Fast())}, [("engine.pace", False)]),
        ({"radio": Engine(power=5)}, [("radio.power", True)]),
        ({"radio": Engine(pace=Fast())}, [("radio.pace", True)]),
        ({"wheels": (Wheel(), Wheel(radius=1.0))}, [("wheels.1.radius", False)]),
        ({"wheels": (Wheel(spare=True), Wheel(radius=1.0))}, [("wheels.0.spare", True), ("wheels.1.radius", False)]),
        ({"wheels": (Wheel(spare=True, radius=1.0), Wheel())}, [("wheels.0.radius", False), ("wheels.0.spare", False)]),
        ({"wheels": (Wheel(),), "doors": 4}, [("wheels", False)]),
        ({"wheels": (), "doors": 4}, [("wheels", False)]),
        ({"wheels": (Wheel(),)}, [("wheels", False), ("doors", False)]),
        ({"engine": Engine(power=5), "colour": "blue"}, [("engine.power", False), ("colour", False)]),
    ],
    ids=str,
)
def test_the_most_specific_paths_are_named_and_a_groups_liveness_holds_within(
    parts: dict[str, Any], expected: list[tuple[str, bool]]
) -> None:
    assert differing(**parts) == expected


class Crawling(Choice):
    """Has a speed as slow has, and a gear as fast has."""

    kind: Literal["crawling"] = "crawling"
    label: ClassVar[str] = "Crawling"
    help: ClassVar[str] = "Hardly moves."
    order: ClassVar[float] = 3

    speed: float = knob(0.1, "Speed", "How fast.", gt=0, lt=2)
    gear: int = knob(1, "Gear", "Which gear.", ge=1, le=6)


Three = Annotated[Slow | Fast | Crawling, Field(discriminator="kind")]


class Van(Config):
    """Has its choices in a field and in a list."""

    pace: Three = knob(Slow(), "Pace", "How it runs.")
    paces: tuple[Three, ...] = knob((Slow(),), "Paces", "How it runs by day.")


class Cargo(Config):
    """Goods that are others with another name."""

    name: str = knob("coal", "Name", "What it is.", identity=True)
    weight: float = knob(1.0, "Weight", "How heavy.")
    speed: float = knob(1.0, "Speed", "How fast.", live=True)


class Lorry(Config):
    """Carries goods, which may be changed on the way where `trailer` does."""

    cargo: Cargo = knob(Cargo(), "Cargo", "What is in it.")
    trailer: Cargo = knob(Cargo(), "Trailer", "What is behind it.", live=True)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"cargo": Cargo(weight=2.0, speed=3.0)}, [("cargo.weight", False), ("cargo.speed", True)]),
        ({"cargo": Cargo(name="iron", weight=2.0, speed=3.0)}, [("cargo", False)]),
        ({"trailer": Cargo(name="iron", speed=3.0)}, [("trailer", True)]),
    ],
    ids=str,
)
def test_what_has_become_another_thing_is_one_change(parts: dict[str, Cargo], expected: list[tuple[str, bool]]) -> None:
    assert [(change.path, change.live) for change in changes(Lorry(), Lorry(**parts))] == expected


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("colour", "blue", Car(colour="blue")),
        ("engine.power", 7, Car(engine=Engine(power=7))),
        ("engine", Engine(power=7), Car(engine=Engine(power=7))),
        ("engine", {"power": 7}, Car(engine=Engine(power=7))),
        ("engine.pace", Fast(gear=2), Car(engine=Engine(pace=Fast(gear=2)))),
        ("engine.pace.speed", 4.0, Car(engine=Engine(pace=Slow(speed=4.0)))),
        ("wheels.1.radius", 1.0, Car(wheels=(Wheel(), Wheel(radius=1.0)))),
        ("wheels.0", Wheel(spare=True), Car(wheels=(Wheel(spare=True), Wheel()))),
        ("wheels", (Wheel(),), Car(wheels=(Wheel(),), doors=4)),
        ("wheels", [Wheel(radius=1.0)], Car(wheels=(Wheel(radius=1.0),), doors=4)),
        ("wheels", (), Car(wheels=(), doors=4)),
    ],
    ids=str,
)
def test_a_replaced_field_is_the_only_difference(path: str, value: Any, expected: Car) -> None:
    start = Car()
    assert replaced(start, path, value) == expected
    assert start == Car()
    assert all(change.path.startswith(path) for change in changes(start, expected))


@pytest.mark.parametrize(
    ("before", "kind", "after"),
    [
        (Slow(), "fast", Fast()),
        (Slow(speed=0.5), "fast", Fast()),
        (Slow(speed=0.5), "crawling", Crawling(speed=0.5)),
        (Slow(speed=5.0), "crawling", Crawling()),  # too fast for it
        (Crawling(gear=2), "fast", Fast(gear=2)),
        (Fast(gear=2), "fast", Fast(gear=2)),
    ],
    ids=str,
)
def test_a_choice_whose_kind_is_set_is_switched(before: Choice, kind: str, after: Choice) -> None:
    start = Van(pace=before, paces=(Slow(), before))
    assert replaced(start, "pace.kind", kind) == start.model_copy(update={"pace": after})
    assert replaced(start, "paces.1.kind", kind) == start.model_copy(update={"paces": (Slow(), after)})


def test_an_unknown_kind_names_those_there_are() -> None:
    with pytest.raises(ConfigError, match=r"pace: Pace must be one of slow, fast, crawling, not 'warp'\."):
        replaced(Van(), "pace.kind", "warp")
    with pytest.raises(ConfigError, match="Pace"):
        replaced(Van(), "pace.kind", 3)
    for path in ("paces.7.kind", "paces.x.kind", "kind", "colour.kind"):
        with pytest.raises(KeyError, match="there is no field"):
            replaced(Van(), path, "slow")


def test_the_whole_is_validated_again() -> None:
    with pytest.raises(ConfigError, match=r"wheels\.1\.radius: Radius must be more than 0, less than 2, not 5\."):
        replaced(Car(), "wheels.1.radius", 5.0)
    with pytest.raises(ConfigError, match="Power: Input should be a valid integer"):
        replaced(Car(), "engine.power", 1.5)


@pytest.mark.parametrize(
    "path", ["", "paint", "engine.paint", "engine.power.x", "wheels.2", "wheels.-1", "wheels.x.radius", "colour.0", "."]
)
def test_a_path_to_nothing_is_a_key_error(path: str) -> None:
    with pytest.raises(KeyError, match="there is no field"):
        replaced(Car(), path, 1)
