"""Spirals: arms wound around each other, a class each.

The classic hard case of the plane: the more turns, the more hidden units and patience it takes.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data.sets.plane import Labels, PlaneClasses, Points, polar
from ffnn_gui.schema import knob

INNER, OUTER = 0.5, 5.5


class Spirals(PlaneClasses):
    """Archimedean spirals: the radius grows evenly with the angle."""

    kind: Literal["spirals"] = "spirals"
    label: ClassVar[str] = "Spirals"
    help: ClassVar[str] = "Arms wound around each other, one class each: needs a network with some capacity."
    formula: ClassVar[str] = "r = 0.5 + 5t, φ = 2π(turns·t + k / arms), 0 ≤ t ≤ 1"
    order: ClassVar[float] = 4

    arms: int = knob(2, "Arms", "How many spiral arms there are, one class each.", ge=2, le=5, editor="slider")
    turns: float = knob(
        1.25,
        "Turns",
        "How often each arm winds around the centre.",
        ge=0.25,
        le=3,
        step=0.25,
        editor="slider",
    )

    @property
    def class_names(self) -> tuple[str, ...]:
        """An arm each."""
        return tuple(f"arm {k + 1}" for k in range(self.arms))

    def places(self, y: Labels, rng: np.random.Generator) -> Points:
        """Points drawn evenly along the radius of their arm."""
        t = rng.uniform(0, 1, len(y))
        return polar(INNER + (OUTER - INNER) * t, 2 * np.pi * (self.turns * t + y / self.arms))
