"""Noise: every pixel is made a little lighter or darker at random, as by a camera in the dark.

A normal number for each of millions of pixels would cost more than training does: each image takes its noise from a
random place in a long row of such numbers, which is drawn anew each epoch.
"""

import math
from typing import Any, ClassVar

import numpy as np

from ffnn_gui.data.augmentation.base import Floats, Indices
from ffnn_gui.data.augmentation.images.base import Paint, Painting, Surface
from ffnn_gui.schema import knob

LEAST_NUMBERS = 2**16
"""Numbers drawn an epoch: 84 MNIST images' worth, so that two images hardly ever have the same noise."""

IMAGES = 16
"""… and at least so many images' worth."""


class Noise(Painting):
    """p ← p + s·ε with ε ~ N(0, 1), kept within 0…1."""

    name: ClassVar[str] = "noise"
    order: ClassVar[float] = 7
    strength: ClassVar[Any] = knob(
        0.0, "Noise", "The standard deviation of what is added to every pixel at random (1: from black to white).",
        ge=0, le=0.5, step=0.05, editor="slider", formula="p ← p + s·ε, ε ~ N(0, 1)", live=True,
    )  # fmt: skip

    def paint(self, strength: float, rng: np.random.Generator, surface: Surface) -> Paint:
        pixels, dtype = math.prod(surface.shape), surface.dtype
        numbers = rng.standard_normal(max(LEAST_NUMBERS, IMAGES * pixels), dtype=np.float32).astype(dtype)
        numbers *= dtype.type(strength)
        windows = np.lib.stride_tricks.sliding_window_view(numbers, pixels)
        starts = rng.integers(0, len(windows), surface.examples)
        black, white = dtype.type(0), dtype.type(1)

        def paint(which: Indices, images: Floats) -> None:
            np.add(images, windows[starts[which]].reshape(images.shape), images)
            np.clip(images, black, white, images)

        return paint
