"""Rotate: every point is turned about the origin by an angle of its own.

Labels survive a large angle only where a class looks the same from every side, as the circle's disc and ring do.
"""

from typing import Any, ClassVar

import numpy as np

from ffnn_gui.data.augmentation.base import Hazard
from ffnn_gui.data.augmentation.points.base import PointKind, Points
from ffnn_gui.data.task import Task
from ffnn_gui.schema import knob

FAR = 20
"""Degrees: a turn that most classes survive."""


class Rotate(PointKind):
    """(x₁, x₂) ← R(φ)·(x₁, x₂) with φ even between −s and s."""

    name: ClassVar[str] = "rotate"
    order: ClassVar[float] = 1
    features: ClassVar[int | None] = 2
    strength: ClassVar[Any] = knob(
        0.0, "Rotate", "Points are turned about the origin by up to this angle, each by its own.",
        ge=0, le=180, step=5, editor="slider", unit="degrees", formula="x ← R(φ)·x, −s ≤ φ ≤ s", live=True,
    )  # fmt: skip

    @classmethod
    def hazard(cls, task: Task) -> Hazard | None:
        if task.kind == "classification":
            return Hazard(cls.name, FAR, f"Turned further than {FAR}°, points land where another class is at home.")
        return Hazard(cls.name, 0, "The value belongs to a place: a point that is turned away from it has another.")

    def moved(self, points: Points, std: Points, strength: float, rng: np.random.Generator) -> Points:
        angle = np.deg2rad(strength) * rng.uniform(-1, 1, len(points))
        cosine, sine = np.cos(angle), np.sin(angle)
        x, y = points.T
        return np.column_stack([cosine * x - sine * y, sine * x + cosine * y])
