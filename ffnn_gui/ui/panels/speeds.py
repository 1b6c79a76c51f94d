"""The speeds that training can be slowed down to, so that a class can follow single updates."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class TrainingSpeed:
    """A stop of the speed slider; `updates_per_second` None is as fast as the machine goes."""

    text: str
    updates_per_second: float | None


SPEEDS = (
    TrainingSpeed("1 step/s", 1.0),
    TrainingSpeed("2 steps/s", 2.0),
    TrainingSpeed("5 steps/s", 5.0),
    TrainingSpeed("10 steps/s", 10.0),
    TrainingSpeed("30 steps/s", 30.0),
    TrainingSpeed("100 steps/s", 100.0),
    TrainingSpeed("300 steps/s", 300.0),
    TrainingSpeed("1,000 steps/s", 1000.0),
    TrainingSpeed("3,000 steps/s", 3000.0),
    TrainingSpeed("full speed", None),
)
FULL_SPEED = len(SPEEDS) - 1


def stop_for(updates_per_second: float | None) -> int:
    """The stop whose speed comes nearest, by their ratio; None is full speed."""
    if updates_per_second is None:
        return FULL_SPEED
    wanted = math.log(updates_per_second)
    slow = {stop: speed.updates_per_second for stop, speed in enumerate(SPEEDS) if speed.updates_per_second}
    return min(slow, key=lambda stop: abs(math.log(slow[stop]) - wanted))
