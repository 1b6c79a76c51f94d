"""Rotate: an image is turned about its middle.

Small turns keep a digit what it is; at half a turn a 6 becomes a 9.
"""

from typing import Any, ClassVar

import numpy as np

from ffnn_gui.data.augmentation.images.base import Maps, Moving, identities
from ffnn_gui.schema import knob


class Rotate(Moving):
    """x ↦ R(φ)·x with φ even between −s and s."""

    name: ClassVar[str] = "rotate"
    order: ClassVar[float] = 4
    mild: ClassVar[float] = 10.0
    strength: ClassVar[Any] = knob(
        0.0, "Rotate", "Images are turned about their middle by up to this angle, to either side.",
        ge=0, le=180, step=5, editor="slider", unit="degrees", formula="x ↦ R(φ)·x, −s ≤ φ ≤ s", live=True,
    )  # fmt: skip

    def maps(self, strength: float, rng: np.random.Generator, examples: int) -> Maps:
        angle = np.deg2rad(strength) * rng.uniform(-1, 1, examples)
        maps = identities(examples)
        maps[0, 0] = maps[1, 1] = np.cos(angle)
        maps[0, 1] = np.sin(angle)
        maps[1, 0] = -maps[0, 1]
        return maps
