"""Bumps: hills and hollows in turn on an otherwise flat plane.

A smooth surface that bends in several places, for watching a network fit one after the other.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data.sets.plane import PlaneValues, Points, polar
from ffnn_gui.schema import knob

RADIUS = 3.5


class Bumps(PlaneValues):
    """Gaussian bumps of height +1 and −1 in turn, around centres on a circle."""

    kind: Literal["bumps"] = "bumps"
    label: ClassVar[str] = "Bumps (regression)"
    help: ClassVar[str] = "Hills and hollows in turn on a flat plane: a smooth surface that bends in several places."
    formula: ClassVar[str] = "y = Σₖ (−1)ᵏ · exp(−‖x − cₖ‖² / (2·width²))"
    order: ClassVar[float] = 8

    bumps: int = knob(4, "Bumps", "How many hills and hollows there are.", ge=1, le=6, editor="slider")
    width: float = knob(
        1.2,
        "Width",
        "How wide a bump is: the standard deviation of its Gaussian.",
        ge=0.5,
        le=2,
        step=0.1,
        editor="slider",
    )

    @property
    def centres(self) -> Points:
        """The top of each bump (bumps, 2)."""
        return polar(np.full(self.bumps, RADIUS), 2 * np.pi * (np.arange(self.bumps) + 0.5) / self.bumps)

    def surface(self, X: Points) -> Points:
        """The sum of all bumps."""
        squared = ((X[:, np.newaxis] - self.centres) ** 2).sum(axis=2)
        signs = (-1.0) ** np.arange(self.bumps)
        return np.asarray(np.exp(-squared / (2 * self.width**2)) @ signs)
