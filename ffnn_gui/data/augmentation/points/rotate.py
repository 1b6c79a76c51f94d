"""Rotate: every point is turned about the origin by an angle of its own.

Labels survive it only where a class looks the same from every side, as the disc and the ring of the circle do.
"""

from typing import Any, ClassVar

import numpy as np

from ffnn_gui.data.augmentation.points.base import PointKind, Points
from ffnn_gui.schema import knob


class Rotate(PointKind):
    """(x₁, x₂) ← R(φ)·(x₁, x₂) with φ even between −s and s."""

    name: ClassVar[str] = "rotate"
    order: ClassVar[float] = 1
    strength: ClassVar[Any] = knob(
        0.0, "Rotate", "Points are turned about the origin by up to this angle, each by its own.",
        ge=0, le=180, step=5, editor="slider", unit="degrees", formula="x ← R(φ)·x, −s ≤ φ ≤ s", live=True,
    )  # fmt: skip

    def moved(self, points: Points, strength: float, rng: np.random.Generator) -> Points:
        angle = np.deg2rad(strength) * rng.uniform(-1, 1, len(points))
        cosine, sine = np.cos(angle), np.sin(angle)
        x, y = points.T
        return np.column_stack([cosine * x - sine * y, sine * x + cosine * y])
