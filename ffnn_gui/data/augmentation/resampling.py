"""Moving the pixels of many images, each by a map of its own: whole pixels are copied, parts of pixels blended.

Images are kept as bytes with an empty margin, so that no place is outside. Each image's result is the same bits
whatever others it is moved with, so that a run goes on bit for bit from the middle of an epoch.
"""

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.augmentation.base import Floats, Indices
from ffnn_gui.data.augmentation.blending import STEPS, Block, Grid, paired
from ffnn_gui.data.augmentation.images.base import Maps

Bytes = NDArray[np.uint8]

FINE = 32
"""Maps are rounded to 1/32 of a step a pixel, so that float32 computes places exactly, in whatever order."""

KEPT_BLOCKS = 4


class Resampler:
    """Moves `images` (examples, rows, columns) of values from 0 to `largest`."""

    def __init__(self, images: Bytes, largest: int) -> None:
        self._images = images
        self._unit = 1 / largest
        self._moved: Copied | Blended | None = None

    def aim(self, maps: Maps) -> None:
        """Take these maps (2, 3, examples) from now on."""
        kind = Copied if _whole(maps) else Blended
        if not isinstance(self._moved, kind):
            # The other one's memory is given back.
            self._moved = kind(self._images)
        self._moved.aim(maps)

    def take(self, examples: Indices, out: Floats) -> None:
        """Write the moved images (m, rows, columns), of values 0…1, to `out`."""
        assert self._moved is not None
        self._moved.take(examples, out)
        np.multiply(out, out.dtype.type(self._unit * self._moved.unit), out)


class Copied:
    """Moves by whole pixels, and mirrors.

    In an image with a margin, row after row, a move is a step along it: one piece of memory has all rows of the moved
    image, with the margin's pixels between them. Mirrored images stand ready behind the others once they are needed.
    """

    unit = 1.0

    def __init__(self, images: Bytes) -> None:
        self._images = images
        self._margin, self._both = -1, False
        self._pieces: Bytes = images
        self._starts: NDArray[np.intp] = np.empty(0, np.intp)
        self._sources: NDArray[np.intp] = np.empty(0, np.intp)

    def aim(self, maps: Maps) -> None:
        """Maps that `_whole` finds whole."""
        examples, rows, columns = self._images.shape
        # Further than its own size, an image is gone.
        right, down = (np.clip(maps[axis, 2], -size, size) for axis, size in ((0, columns), (1, rows)))
        margin, mirrored = int(np.abs([right, down]).max(initial=0)), maps[0, 0] < 0
        if margin != self._margin or (mirrored.any() and not self._both):
            self._margin, self._both = margin, bool(mirrored.any())
            self._pieces = self._new_pieces()
        pitch = columns + 2 * margin
        # A mirrored image is moved the other way before it is mirrored.
        self._starts = ((down + margin) * pitch + np.where(mirrored, -right, right) + margin).astype(np.intp)
        self._sources = np.arange(examples) + examples * mirrored

    def take(self, examples: Indices, out: Floats) -> None:
        """Values as they are in the images."""
        _, rows, columns = self._images.shape
        pieces = self._pieces[self._sources[examples], self._starts[examples]]
        np.copyto(out, pieces.reshape(len(examples), rows, -1)[:, :, :columns])

    def _new_pieces(self) -> Bytes:
        """A view of all pieces of memory (images, starts, bytes) that may be a moved image."""
        images = np.concatenate([self._images, self._images[:, :, ::-1]]) if self._both else self._images
        _, rows, columns = images.shape
        flat = padded(images, self._margin).reshape(len(images), -1)
        # The last piece ends beyond the image, by the margin of a row.
        flat = np.pad(flat, ((0, 0), (0, 2 * self._margin))) if self._margin else flat
        return np.lib.stride_tricks.sliding_window_view(flat, rows * (columns + 2 * self._margin), 1)


class Blended:
    """Moves by any map: each new pixel is blended from the four old ones around the place it comes from."""

    unit = 1.0 / STEPS**2

    def __init__(self, images: Bytes) -> None:
        _, rows, columns = images.shape
        self._pairs = paired(padded(images, 1))
        self._middle = np.array([columns - 1, rows - 1]) / 2
        self._grid = Grid(rows, columns)
        self._maps: NDArray[np.float32] = np.empty((0, 2, 3), np.float32)
        self._blocks: dict[int, Block] = {}

    def aim(self, maps: Maps) -> None:
        """Any maps."""
        steps = maps * STEPS
        # From places about the middle to places in the image with its margin.
        steps[:, 2] += (self._middle[:, np.newaxis] + 1) * STEPS
        self._maps = np.moveaxis(np.rint(steps * FINE) / FINE, 2, 0).astype(np.float32)

    def take(self, examples: Indices, out: Floats) -> None:
        """STEPS² times the values in the images."""
        block = self._block(len(examples))
        block.find(self._maps[examples])
        block.pack(self._pairs, examples)
        block.blend(out)

    def _block(self, examples: int) -> Block:
        found = self._blocks.get(examples)
        if found is None:
            if len(self._blocks) >= KEPT_BLOCKS:
                self._blocks.clear()
            found = self._blocks[examples] = Block(self._grid, examples)
        return found


def padded(images: Bytes, margin: int) -> Bytes:
    """The images with so many empty rows and columns around each."""
    examples, rows, columns = images.shape
    result = np.zeros((examples, rows + 2 * margin, columns + 2 * margin), np.uint8)
    result[:, margin : margin + rows, margin : margin + columns] = images
    return result


def _whole(maps: Maps) -> bool:
    """Whether nothing but mirroring left to right and moves by whole pixels is in the maps."""
    straight = not maps[0, 1].any() and not maps[1, 0].any() and (maps[1, 1] == 1).all()
    return bool(straight and (np.abs(maps[0, 0]) == 1).all() and (maps[:, 2] == np.rint(maps[:, 2])).all())
