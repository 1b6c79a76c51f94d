"""Erase: a square somewhere on the image is made empty.

The network must not rely on any one part (T. DeVries and G. W. Taylor, Improved regularization with cutout, 2017).
"""

from typing import Any, ClassVar

import numpy as np

from ffnn_gui.data.augmentation.base import Floats, Hazard, Indices
from ffnn_gui.data.augmentation.images.base import Paint, Painting, Surface
from ffnn_gui.data.task import Task
from ffnn_gui.schema import knob

MOST = 0.5
"""Of the shorter side: a larger square may hide all that an image shows."""


class Erase(Painting):
    """p ← the background in a square of s times the shorter side, at a random place."""

    name: ClassVar[str] = "erase"
    order: ClassVar[float] = 8
    strength: ClassVar[Any] = knob(
        0.0, "Erase", "The side of a square that is made empty at a random place, as a share of the image's side.",
        ge=0, le=0.8, step=0.05, editor="slider", formula="p ← background in a square of side s·n", live=True,
    )  # fmt: skip

    @classmethod
    def hazard(cls, task: Task) -> Hazard | None:
        return Hazard(cls.name, MOST, "A square of more than half the side may hide what an image shows.")

    def paint(self, strength: float, rng: np.random.Generator, surface: Surface) -> Paint:
        channels, rows, columns = surface.shape
        side = max(1, round(strength * min(rows, columns)))
        square = (np.arange(side)[:, None] * columns + np.arange(side)).reshape(-1)
        corners = rng.integers(0, (rows - side, columns - side), (surface.examples, 2), endpoint=True) @ (columns, 1)

        def paint(which: Indices, images: Floats) -> None:
            planes = np.arange(len(which) * channels) * (rows * columns)
            starts = np.repeat(corners[which], channels) + planes
            images.reshape(-1)[starts[:, None] + square] = surface.empty

        return paint
