"""Moving the pixels of many images, each by a map of its own: whole pixels are copied, parts of pixels blended.

Images are kept as bytes with an empty margin, so that no place is outside. Each image's result is the same bits
whatever others it is moved with, so that a run goes on bit for bit from the middle of an epoch.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.augmentation.base import Floats, Indices
from ffnn_gui.data.augmentation.blending import STEPS, Block, Grid, pair
from ffnn_gui.data.augmentation.images.base import Maps

Bytes = NDArray[np.uint8]

FINE = 32
"""Maps are rounded to 1/32 of a step a pixel, so that float32 computes places exactly, in whatever order."""

KEPT_BLOCKS = 4


@dataclass(frozen=True, eq=False)
class Images:
    """Images as bytes that are read when they are needed: what is made of them stays, and they need not.

    shape: (examples, rows, columns). read: all of them in order, a block (some, rows, columns) at a time. largest:
    their greatest value; empty: the background's.
    """

    shape: tuple[int, int, int]
    read: Callable[[], Iterable[Bytes]]
    largest: int
    empty: int = 0

    def blocks(self) -> Iterator[tuple[slice, Bytes]]:
        """Which images come, and their values."""
        start = 0
        for block in self.read():
            yield slice(start, start + len(block)), block
            start += len(block)


class Resampler:
    """Moves images."""

    def __init__(self, images: Images) -> None:
        self._images = images
        self._moved: Copied | Blended | None = None

    def set_maps(self, maps: Maps) -> None:
        """Take these maps (2, 3, examples) from now on."""
        kind = Copied if _whole(maps) else Blended
        if not isinstance(self._moved, kind):
            # The other one's memory is given back.
            self._moved = kind(self._images)
        self._moved.set_maps(maps)

    def take(self, examples: Indices, out: Floats) -> None:
        """Write the moved images (m, rows, columns), of values 0…1, to `out`."""
        assert self._moved is not None
        self._moved.take(examples, out)
        np.multiply(out, out.dtype.type(self._moved.unit / self._images.largest), out)


class Copied:
    """Moves by whole pixels, and mirrors.

    In an image with a margin, row after row, a move is a step along it: one piece of memory has all rows of the moved
    image, with the margin's pixels between them. Mirrored images stand ready behind the others once they are needed.
    """

    unit = 1.0

    def __init__(self, images: Images) -> None:
        self._images = images
        self._margin, self._both = -1, False
        self._pieces: Bytes = np.empty((0, 0, 0), np.uint8)
        self._starts: NDArray[np.intp] = np.empty(0, np.intp)
        self._sources: NDArray[np.intp] = np.empty(0, np.intp)

    def set_maps(self, maps: Maps) -> None:
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
        examples, rows, columns = self._images.shape
        margin, pitch = self._margin, columns + 2 * self._margin
        # The last piece ends beyond the image, by the margin of a row.
        shape = examples * (1 + self._both), rows + 2 * margin + bool(margin), pitch
        kept = np.full(shape, self._images.empty, np.uint8)
        inside = kept[:, margin : margin + rows, margin : margin + columns]
        for some, block in self._images.blocks():
            inside[some] = block
        if self._both:
            inside[examples:] = inside[:examples, :, ::-1]
        return np.lib.stride_tricks.sliding_window_view(kept.reshape(len(kept), -1), rows * pitch, 1)


class Blended:
    """Moves by any map: each new pixel is blended from the four old ones around the place it comes from."""

    unit = 1.0 / STEPS**2

    def __init__(self, images: Images) -> None:
        examples, rows, columns = images.shape
        self._pairs = np.full((examples, (rows + 2) * (columns + 2)), images.empty, np.uint16)
        for some, block in images.blocks():
            pair(block, self._pairs[some])
        self._middle = np.array([columns - 1, rows - 1]) / 2
        self._grid = Grid(rows, columns)
        self._maps: NDArray[np.float32] = np.empty((0, 2, 3), np.float32)
        self._blocks: dict[int, Block] = {}

    def set_maps(self, maps: Maps) -> None:
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


def _whole(maps: Maps) -> bool:
    """Whether nothing but mirroring left to right and moves by whole pixels is in the maps."""
    straight = not maps[0, 1].any() and not maps[1, 0].any() and (maps[1, 1] == 1).all()
    return bool(straight and (np.abs(maps[0, 0]) == 1).all() and (maps[:, 2] == np.rint(maps[:, 2])).all())
