"""Shear: an image leans to the left or to the right, as handwriting does.

Rows are moved against each other, the more the further they are from the middle.
"""

from typing import Any, ClassVar

import numpy as np

from ffnn_gui.data.augmentation.images.base import Maps, Moving, identities
from ffnn_gui.schema import knob


class Shear(Moving):
    """x ↦ x + a·y with a even between −s and s."""

    name: ClassVar[str] = "shear"
    order: ClassVar[float] = 3
    mild: ClassVar[float] = 0.1
    strength: ClassVar[Any] = knob(
        0.0, "Shear", "Images lean left or right by up to so many columns a row, each by its own slope.",
        ge=0, le=1, step=0.05, editor="slider", formula="x ↦ x + a·y, −s ≤ a ≤ s", live=True,
    )  # fmt: skip

    def maps(self, strength: float, rng: np.random.Generator, examples: int) -> Maps:
        maps = identities(examples)
        maps[0, 1] = -strength * rng.uniform(-1, 1, examples)
        return maps
