"""The stage on which training images are changed: pixels moved once, painted on, and scaled as the network expects.

Images are taken a block at a time, so that what is made of them on the way needs little memory.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.augmentation.base import Augmentation, Floats, Indices
from ffnn_gui.data.augmentation.images.base import ImageKind, Moving, Paint, Painting, Surface, after, identities
from ffnn_gui.data.augmentation.resampling import Images, Resampler
from ffnn_gui.data.framing import LOOKED_AT, empty_of

if TYPE_CHECKING:
    from ffnn_gui.data.prepare import PreparedData

PIXELS = 100_352
"""Pixels worked on at a time: 128 MNIST images. With fewer, calls cost more than the work that they do."""

WHITE = 255


class ImageStage:
    """Changes the images of the training part of `data`, or the first ones; `kinds` in the order of their use."""

    def __init__(self, data: "PreparedData", kinds: Sequence[type[ImageKind]], examples: int | None = None) -> None:
        assert data.task.image_shape is not None
        rows, columns = data.task.image_shape
        count = len(data.train.X[:examples])
        self._data, self._kinds = data, kinds
        self._chunk = max(1, PIXELS // data.task.n_features)
        empty = empty_of(data.train.some(slice(LOOKED_AT)), data.task)
        self._surface = Surface(count, (data.task.channels, rows, columns), data.dtype, empty)
        # Channels are images of their own here, moved alike.
        largest = data.task.max_pixel if data.train.drawn.dtype == np.uint8 else WHITE
        shape = count * data.task.channels, rows, columns
        self._resampler = Resampler(Images(shape, self._read, largest, round(empty * largest)))
        self._paints: list[Paint] = []
        self._planes = np.empty((self._chunk, *self._surface.shape), data.dtype)
        # From values 0…1 to the network's inputs.
        self._factor = (data.task.max_pixel / data.scaling.scale).astype(data.dtype)
        self._offset = (data.scaling.offset / data.scaling.scale).astype(data.dtype)
        self._scales = bool((self._factor != 1).any() or self._offset.any())

    def begin(self, augmentation: Augmentation, seeds: np.random.SeedSequence) -> None:
        """Draw how each image is changed in an epoch."""
        examples, maps = self._surface.examples, []
        self._paints = []
        for kind in self._kinds:
            strength, rng = getattr(augmentation, kind.name), kind.generator(seeds)
            if strength and issubclass(kind, Moving):
                maps.append(kind().maps(strength, rng, examples))
            elif strength and issubclass(kind, Painting):
                self._paints.append(kind().paint(strength, rng, self._surface))
        composed = reduce(after, maps) if maps else identities(examples)
        channels = self._surface.shape[0]
        self._resampler.set_maps(composed if channels == 1 else composed.repeat(channels, axis=2))

    def take(self, examples: Indices, out: Floats) -> None:
        """Write the network's inputs (m, pixels) for these images, changed."""
        for start in range(0, len(examples), self._chunk):
            some = examples[start : start + self._chunk]
            self._fill(some, out[start : start + len(some)])

    def _read(self) -> Iterator[NDArray[np.uint8]]:
        """All images, channel by channel."""
        channels, rows, columns = self._surface.shape
        for start in range(0, self._surface.examples, self._chunk):
            some = slice(start, min(start + self._chunk, self._surface.examples))
            block = as_bytes(self._data.train.some(some), self._data.task.max_pixel)
            yield np.moveaxis(block.reshape(-1, rows, columns, channels), 3, 1).reshape(-1, rows, columns)

    def _fill(self, examples: Indices, out: Floats) -> None:
        channels, rows, columns = self._surface.shape
        images = out.reshape(-1, *self._surface.shape) if channels == 1 else self._planes[: len(examples)]
        planes = examples if channels == 1 else (examples[:, None] * channels + np.arange(channels)).reshape(-1)
        self._resampler.take(planes, images.reshape(-1, rows, columns))
        for paint in self._paints:
            paint(examples, images)
        if channels > 1:
            np.copyto(out.reshape(-1, rows, columns, channels), np.moveaxis(images, 1, 3))
        if self._scales:
            np.multiply(out, self._factor, out)
            np.subtract(out, self._offset, out)


def as_bytes(raw: NDArray[Any], largest: int) -> NDArray[np.uint8]:
    """Pixels as bytes; others than bytes are rounded to 255 steps up to the largest."""
    if raw.dtype == np.uint8:
        return raw
    return np.rint(raw * (WHITE / largest)).clip(0, WHITE).astype(np.uint8)
