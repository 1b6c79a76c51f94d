"""Bilinear blending of a block of images in few and simple passes, whatever the place each new pixel comes from.

The four neighbours of a place are packed into one 32-bit number: one gather fetches them all, and one multiplication
blends two pairs at once. Places are known to 1/256 of a pixel, and the blending itself is exact.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.augmentation.base import Floats, Indices

STEPS = 256
"""Places within a pixel; the packed arithmetic is made for 8 bits of them."""

BITS = 8
PAIRS, LOW = 0x00FF00FF, 0xFFFF


class Grid:
    """The pixels of images of (rows, columns), and of such images with a margin of one pixel.

    Attributes: basis: (x, y, 1) of each pixel (3, pixels), in pixels from the middle, which float32 holds exactly
    """

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns, self.pitch = rows, columns, columns + 2
        self.pixels, self.padded = rows * columns, (rows + 2) * (columns + 2)
        y, x = np.mgrid[:rows, :columns].reshape(2, -1)
        self.basis = np.array([x - (columns - 1) / 2, y - (rows - 1) / 2, np.ones(len(x))], np.float32)


class Block:
    """The buffers for so many images of a grid; nothing is allocated while it works."""

    def __init__(self, grid: Grid, images: int) -> None:
        self._grid = grid
        shape, packed = (images, grid.pixels), images * grid.padded
        self._places = np.empty(shape, np.float32)
        self._x, self._y, self._x_part, self._y_part = np.empty((4, *shape), np.int32)
        self._starts = np.repeat(np.arange(images, dtype=np.int32) * grid.padded, grid.pixels).reshape(shape)
        self._index = np.empty(shape, np.intp)
        # A row more, for the neighbours below the last one.
        self._pairs = np.zeros(packed + grid.pitch, np.uint16)
        self._fours = np.zeros(packed, np.uint32)
        self._left, self._right = np.empty((2, *shape), np.uint32)

    def find(self, maps: NDArray[np.float32]) -> None:
        """Find where each new pixel comes from; maps (images, 2, 3) in steps, into the image with its margin."""
        grid = self._grid
        axes = ((0, grid.columns, self._x, self._x_part), (1, grid.rows, self._y, self._y_part))
        for axis, size, whole, part in axes:
            np.matmul(maps[:, axis], grid.basis, self._places)
            # All is empty in the margin, so that what is further out may as well be there.
            np.clip(self._places, np.float32(0), np.float32((size + 1) * STEPS), self._places)
            np.copyto(whole, self._places, casting="unsafe")
            np.bitwise_and(whole, STEPS - 1, part)
            np.right_shift(whole, BITS, whole)
        np.multiply(self._y, grid.pitch, self._y)
        np.add(self._x, self._y, self._x)
        np.add(self._x, self._starts, self._index)

    def pack(self, pairs: NDArray[np.uint16], examples: Indices) -> None:
        """Put each pixel of these images, its right neighbour and the two below into one number, from low to high."""
        inside, pitch = self._fours.size, self._grid.pitch
        pairs.take(examples, 0, self._pairs[:inside].reshape(len(examples), -1), "clip")
        np.left_shift(self._pairs[pitch:], np.uint32(2 * BITS), self._fours, dtype=np.uint32)
        np.bitwise_or(self._fours, self._pairs[:inside], self._fours)

    def blend(self, out: Floats) -> None:
        """Write STEPS² times the blended values to `out` (images, rows, columns)."""
        left, right = self._left, self._right
        self._fours.take(self._index, 0, right, "clip")
        np.bitwise_and(right, PAIRS, left)
        np.right_shift(right, BITS, right)
        np.bitwise_and(right, PAIRS, right)
        # Now two pairs in each number: above in its low half, below in the high one.
        _between(left, right, self._x_part.view(np.uint32))
        np.bitwise_and(right, LOW, left)
        np.right_shift(right, 2 * BITS, right)
        _between(left, right, self._y_part.view(np.uint32))
        np.copyto(out.reshape(right.shape), right.view(np.int32))


def pair(images: NDArray[np.uint8], out: NDArray[np.uint16]) -> None:
    """Write each pixel of images (images, rows, columns) and, above it in the same number, its right neighbour.

    `out` (images, pixels with a margin of one) is empty before: it holds the background.
    """
    _, rows, columns = images.shape
    out.reshape(-1, rows + 2, columns + 2)[:, 1:-1, 1:-1] = images
    out[:, :-1] |= out[:, 1:] << BITS


def _between(first: NDArray[Any], second: NDArray[Any], part: NDArray[Any]) -> None:
    """second ← STEPS · first + part · (second − first): sums wrap around, and come out right since the result fits."""
    np.subtract(second, first, second)
    np.multiply(second, part, second)
    np.left_shift(first, BITS, first)
    np.add(second, first, second)
