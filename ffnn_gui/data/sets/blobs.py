"""Blobs: a round Gaussian cloud for each class, around centres on a circle.

Two blobs can be told apart by a straight line; more of them show what softmax does with several classes.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data.sets.plane import Labels, PlaneClasses, Points, polar
from ffnn_gui.schema import knob

RADIUS = 4.0


class Blobs(PlaneClasses):
    """The noise is the width of the clouds: without any, all points of a class fall on its centre."""

    kind: Literal["blobs"] = "blobs"
    label: ClassVar[str] = "Gaussian blobs"
    help: ClassVar[str] = (
        "A round Gaussian cloud for each class, as wide as the noise: a first look at several classes."
    )
    formula: ClassVar[str] = "centre of class k: r = 4, φ = 2π·k / classes"
    order: ClassVar[float] = 3

    classes: int = knob(3, "Classes", "How many clouds there are, one class each.", ge=2, le=6, editor="slider")
    noise: float = knob(
        0.9,
        "Noise",
        "The width of the clouds: the standard deviation in each direction.",
        ge=0,
        le=2,
        step=0.05,
        editor="slider",
        formula="x ~ N(centre, noise²)",
    )

    @property
    def class_names(self) -> tuple[str, ...]:
        """A blob each."""
        return tuple(f"blob {k + 1}" for k in range(self.classes))

    def places(self, y: Labels, rng: np.random.Generator) -> Points:
        """The centre of each point's class."""
        return polar(np.full(len(y), RADIUS), 2 * np.pi * y / self.classes)
