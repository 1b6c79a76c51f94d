"""Jitter: every point is moved a little at random.

Around each example the network then learns a small cloud of its class, which makes the border smoother.
"""

from typing import Any, ClassVar

import numpy as np

from ffnn_gui.data.augmentation.points.base import PointKind, Points
from ffnn_gui.schema import knob


class Jitter(PointKind):
    """x ← x + s·σ·ε with ε ~ N(0, 1), σ being each feature's standard deviation over the originals."""

    name: ClassVar[str] = "jitter"
    order: ClassVar[float] = 2
    mild: ClassVar[float] = 0.1
    strength: ClassVar[Any] = knob(
        0.0, "Jitter", "How far points are moved at random, as a share of each feature's standard deviation.",
        ge=0, le=1, step=0.05, editor="slider", formula="x ← x + s·σ·ε, ε ~ N(0, 1)", live=True,
    )  # fmt: skip

    def moved(self, points: Points, std: Points, strength: float, rng: np.random.Generator) -> Points:
        moves: Points = strength * std * rng.standard_normal(points.shape)
        return points + moves
