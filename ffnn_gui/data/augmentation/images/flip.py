"""Flip: an image is mirrored left to right.

A cat stays a cat; a digit or a letter does not stay what it is.
"""

from typing import Any, ClassVar

import numpy as np

from ffnn_gui.data.augmentation.images.base import Maps, Moving, identities
from ffnn_gui.schema import knob


class Flip(Moving):
    """x ↦ −x with a probability."""

    name: ClassVar[str] = "flip"
    order: ClassVar[float] = 1
    strength: ClassVar[Any] = knob(
        0.0, "Flip", "The share of images mirrored left to right. A mirrored digit is no digit any more.",
        ge=0, le=1, step=0.1, editor="slider", formula="x ↦ −x, with this probability", live=True,
    )  # fmt: skip

    def maps(self, strength: float, rng: np.random.Generator, examples: int) -> Maps:
        maps = identities(examples)
        maps[0, 0] = np.where(rng.random(examples) < strength, -1.0, 1.0)
        return maps
