"""An image is changed by moving its pixels, by painting on it, or both.

A kind draws for all training images of an epoch at once; what it drew is applied to a block of them at a time.
"""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.augmentation.base import Floats, Indices, Kind

Maps = NDArray[np.float64]
"""Affine maps, matrix and offset (2, 3, examples), from a place in the new image to one in the old. Places are (x, y)
in pixels from the middle, x to the right and y down."""

Paint = Callable[[Indices, Floats], None]
"""Changes images (m, channels, rows, columns) of values 0…1 in place; it is told which training examples they are."""


@dataclass(frozen=True)
class Surface:
    """What is painted on: so many examples, images of the shape (channels, rows, columns); empty: the background's."""

    examples: int
    shape: tuple[int, int, int]
    dtype: "np.dtype[Any]"
    empty: float


class ImageKind(Kind):
    """A way to change images."""


class Moving(ImageKind):
    """Moves pixels; one image resampled from many maps is as sharp as from one."""

    @abstractmethod
    def maps(self, strength: float, rng: np.random.Generator, examples: int) -> Maps:
        """For each example, where in the old image the pixels of the new one come from."""


class Painting(ImageKind):
    """Changes values and leaves pixels where they are."""

    @abstractmethod
    def paint(self, strength: float, rng: np.random.Generator, surface: Surface) -> Paint:
        """What paints one epoch's images."""


def identities(examples: int) -> Maps:
    """Maps that leave everything where it is, to be filled in."""
    maps = np.zeros((2, 3, examples))
    maps[0, 0] = maps[1, 1] = 1
    return maps


def after(first: Maps, then: Maps) -> Maps:
    """The map of an image that was changed by `first` and `then` by another: places go the other way."""
    composed: Maps = first[:, :1] * then[0] + first[:, 1:2] * then[1]
    composed[:, 2] += first[:, 2]
    return composed
