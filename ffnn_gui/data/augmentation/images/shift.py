"""Shift: an image is moved sideways and up or down, and what comes in from outside is empty.

By whole pixels, so that strokes stay as sharp as they were.
"""

from typing import Any, ClassVar

import numpy as np

from ffnn_gui.data.augmentation.base import Hazard
from ffnn_gui.data.augmentation.images.base import Maps, Moving, identities
from ffnn_gui.data.task import Task
from ffnn_gui.schema import knob

MOST = 0.2
"""Of the shorter side: beyond, what an image shows may be pushed out of it."""


class Shift(Moving):
    """x ↦ x + t with whole t₁, t₂ between −s and s, all equally likely."""

    name: ClassVar[str] = "shift"
    order: ClassVar[float] = 5
    number: ClassVar[type[int] | type[float]] = int
    mild: ClassVar[float] = 1
    strength: ClassVar[Any] = knob(
        0, "Shift", "Images are moved by up to so many whole pixels, sideways and up or down.",
        ge=0, le=10, editor="slider", unit="pixels", formula="x ↦ x + t, −s ≤ t₁, t₂ ≤ s", live=True,
    )  # fmt: skip

    @classmethod
    def hazard(cls, task: Task) -> Hazard | None:
        assert task.image_shape is not None
        most = max(1, int(MOST * min(task.image_shape)))
        rows, columns = task.image_shape
        pixels = f"{most} pixel" if most == 1 else f"{most} pixels"
        sentence = f"Moved by more than {pixels}, much of what {rows}×{columns} pixels show is pushed out of the image."
        return Hazard(cls.name, most, sentence)

    def maps(self, strength: float, rng: np.random.Generator, examples: int) -> Maps:
        most = int(strength)
        maps = identities(examples)
        maps[:, 2] = -rng.integers(-most, most, (examples, 2), endpoint=True).T
        return maps
