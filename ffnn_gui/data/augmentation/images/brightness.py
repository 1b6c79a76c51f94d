"""Brightness: all pixels of an image are made lighter or darker by the same factor.

The network learns that the light, or the pressure of the pen, does not make a class.
"""

from typing import Any, ClassVar

import numpy as np

from ffnn_gui.data.augmentation.base import Floats, Indices
from ffnn_gui.data.augmentation.images.base import Paint, Painting, Surface
from ffnn_gui.schema import knob


class Brightness(Painting):
    """p ← min(f·p, 1) with f even between 1 − s and 1 + s."""

    name: ClassVar[str] = "brightness"
    order: ClassVar[float] = 6
    strength: ClassVar[Any] = knob(
        0.0, "Brightness", "Images become lighter or darker by up to this share, each by its own factor.",
        ge=0, le=0.9, step=0.05, editor="slider", formula="p ← f·p, 1 − s ≤ f ≤ 1 + s", live=True,
    )  # fmt: skip

    def paint(self, strength: float, rng: np.random.Generator, surface: Surface) -> Paint:
        factors = rng.uniform(1 - strength, 1 + strength, surface.examples).astype(surface.dtype)
        black, white = surface.dtype.type(0), surface.dtype.type(1)

        def paint(which: Indices, images: Floats) -> None:
            # In two dimensions, so that the inner loop is as long as an image.
            flat = images.reshape(len(which), -1)
            np.multiply(flat, factors[which, None], flat)
            np.clip(flat, black, white, flat)

        return paint
