"""A small config with a field of every sort, for the tests of this layer."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from ffnn_gui.schema import Choice, Config, knob


class Slow(Choice):
    """A kind with a range that is open above."""

    kind: Literal["slow"] = "slow"
    label: ClassVar[str] = "Slow"
    help: ClassVar[str] = "Takes its time."
    order: ClassVar[float] = 1

    speed: float = knob(1.0, "Speed", "How fast.", gt=0, unit="m/s", formula="v", live=True, editor="log")


class Fast(Choice):
    """Another kind."""

    kind: Literal["fast"] = "fast"
    label: ClassVar[str] = "Fast"
    help: ClassVar[str] = "Does not."
    order: ClassVar[float] = 2

    gear: int = knob(3, "Gear", "Which gear.", ge=1, le=6)


AnyPace: Any = Annotated[Slow | Fast, Field(discriminator="kind")]


class Wheel(Config):
    """An entry of a list."""

    radius: float = knob(0.3, "Radius", "Half of its width.", gt=0, lt=2)
    spare: bool = knob(False, "Spare", "Whether it is only carried.", live=True)


class Engine(Config):
    """A group."""

    power: int = knob(100, "Power", "How strong.", ge=0, unit="kW")
    pace: AnyPace = knob(Slow(), "Pace", "How it runs.")


class Car(Config):
    """All of it."""

    engine: Engine = knob(Engine(), "Engine", "What drives it.")
    wheels: tuple[Wheel, ...] = knob((Wheel(), Wheel()), "Wheels", "What it rolls on.")
    colour: Literal["red", "blue"] = knob("red", "Colour", "Its paint.", labels={"red": "Red!", "blue": "Blue"})
    radio: Engine = knob(Engine(), "Radio", "What one hears.", live=True)
    doors: int = knob(4, "Doors", "How one gets in.", factory=lambda valid: len(valid.get("wheels", ())) + 2)
    number: int = 0  # no knob: nothing that a person sets
