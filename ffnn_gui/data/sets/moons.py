"""Moons: two half circles, the tip of each in the hollow of the other.

The curve between them bends twice, which a handful of hidden units can follow.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data.sets.plane import Labels, PlaneClasses, Points, polar

RADIUS = 3.4
CENTRE = np.array([1.7, 0.85])


class Moons(PlaneClasses):
    """The lower moon is the upper one turned by half a turn around the origin."""

    kind: Literal["moons"] = "moons"
    label: ClassVar[str] = "Moons"
    help: ClassVar[str] = "Two half circles that reach into each other: the boundary between them has to bend twice."
    formula: ClassVar[str] = "upper: (3.4·cos φ − 1.7, 3.4·sin φ − 0.85), 0 ≤ φ ≤ π, lower: the same times −1"
    order: ClassVar[float] = 5

    @property
    def class_names(self) -> tuple[str, ...]:
        """Upper and lower."""
        return "upper moon", "lower moon"

    def places(self, y: Labels, rng: np.random.Generator) -> Points:
        """Points drawn evenly along the moon of their class."""
        upper: Points = polar(np.full(len(y), RADIUS), rng.uniform(0, np.pi, len(y))) - CENTRE
        sign: Points = np.where(y == 0, 1.0, -1.0)
        return sign[:, np.newaxis] * upper
