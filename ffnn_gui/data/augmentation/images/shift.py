"""Shift: an image is moved sideways and up or down, and what comes in from outside is empty.

By whole pixels, so that strokes stay as sharp as they were.
"""

from typing import Any, ClassVar

import numpy as np

from ffnn_gui.data.augmentation.images.base import Maps, Moving, identities
from ffnn_gui.schema import knob


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

    def maps(self, strength: float, rng: np.random.Generator, examples: int) -> Maps:
        most = int(strength)
        maps = identities(examples)
        maps[:, 2] = -rng.integers(-most, most, (examples, 2), endpoint=True).T
        return maps
