"""What is the matter with a unit: dead, saturated, the same as others, or dropped in the current step.

Each has a sign of its own in the picture, told apart without colours.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.engine.arrays import Array
from ffnn_gui.insight.health import UnitHealth
from ffnn_gui.insight.numbers import percent
from ffnn_gui.insight.thresholds import SATURATED

NO_GROUP = -1
SIGNS = {
    "dead": "dead: f′ = 0 for every example",
    "saturated": f"saturated for over {percent(SATURATED)} of the examples",
    "same": "same letter: the same weights, and the same gradient",
    "dropped": "dropped for the first example of the latest mini-batch",
}
"""What each sign means, in the order in which they are told."""

SHORT = {"dead": "dead", "saturated": "saturated", "same": "same weights", "dropped": "dropped"}
"""The same in a word or two."""


@dataclass(frozen=True, eq=False)
class Marks:
    """One layer's shown units: booleans (shown,), and the group of each, counted from 0, or NO_GROUP."""

    dead: NDArray[np.bool_]
    saturated: NDArray[np.bool_]
    dropped: NDArray[np.bool_]
    group: NDArray[np.intp]

    def present(self) -> set[str]:
        """Which signs there are."""
        found = {"dead": self.dead, "saturated": self.saturated, "dropped": self.dropped, "same": self.group >= 0}
        return {name for name, flags in found.items() if flags.any()}


def marks_of(health: UnitHealth, mask: Array | None, shown: int) -> Marks:
    """The marks of the first units; mask: what dropout multiplied by in the latest step (units, examples)."""
    group = np.full(len(health.dead), NO_GROUP)
    for index, members in enumerate(health.groups):
        group[list(members)] = index
    dropped = np.zeros(shown, bool) if mask is None else mask[:shown, 0] == 0
    with np.errstate(invalid="ignore"):
        saturated = np.asarray(health.saturated_share > SATURATED)
    return Marks(health.dead[:shown].copy(), saturated[:shown], dropped, group[:shown])


def letter(group: int) -> str:
    """What a group is called: A, B, …, Z, A2, …"""
    turn, place = divmod(group, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")
