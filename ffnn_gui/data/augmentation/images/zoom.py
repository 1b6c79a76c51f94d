"""Zoom: an image is made larger or smaller about its middle.

The network learns that size does not make a class.
"""

from typing import Any, ClassVar

import numpy as np

from ffnn_gui.data.augmentation.images.base import Maps, Moving, identities
from ffnn_gui.schema import knob


class Zoom(Moving):
    """x ↦ f·x with ln f even between −ln(1 + s) and ln(1 + s): as often larger as smaller."""

    name: ClassVar[str] = "zoom"
    order: ClassVar[float] = 2
    mild: ClassVar[float] = 0.1
    strength: ClassVar[Any] = knob(
        0.0, "Zoom", "Images become larger or smaller, each by its own factor of at most 1 + this share.",
        ge=0, le=0.5, step=0.05, editor="slider", formula="x ↦ f·x, 1/(1+s) ≤ f ≤ 1+s", live=True,
    )  # fmt: skip

    def maps(self, strength: float, rng: np.random.Generator, examples: int) -> Maps:
        maps = identities(examples)
        maps[0, 0] = maps[1, 1] = (1 + strength) ** rng.uniform(-1, 1, examples)
        return maps
