"""The stage on which training images are changed: pixels moved once, painted on, and scaled as the network expects.

Images are taken a block at a time, so that what is made of them on the way needs little memory.
"""

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.augmentation.base import Augmentation, Floats, Indices
from ffnn_gui.data.augmentation.images.base import ImageKind, Moving, Painter, Painting, Shape, after, identities
from ffnn_gui.data.augmentation.resampling import Resampler

if TYPE_CHECKING:
    from ffnn_gui.data.prepare import PreparedData

PIXELS = 100_352
"""Pixels worked on at a time: 128 MNIST images. With fewer, calls cost more than the work that they do."""

WHITE = 255


class ImageStage:
    """Changes the images of the training part of `data`; `kinds` in the order in which they are applied."""

    def __init__(self, data: "PreparedData", kinds: Sequence[type[ImageKind]]) -> None:
        assert data.task.image_shape is not None
        rows, columns = data.task.image_shape
        self._kinds, self._dtype = kinds, data.dtype
        self._shape: Shape = (data.task.channels, rows, columns)
        images, largest = as_bytes(data.train.raw, data.task.max_pixel)
        self._examples = len(images)
        # Channels are images of their own here, moved alike.
        planes = np.moveaxis(images.reshape(-1, rows, columns, data.task.channels), 3, 1)
        self._resampler = Resampler(planes.reshape(-1, rows, columns), largest)
        self._painters: list[Painter] = []
        self._chunk = max(1, PIXELS // images.shape[1])
        self._planes = np.empty((self._chunk, *self._shape), data.dtype)
        # From values 0…1 to the network's inputs.
        self._factor = (data.task.max_pixel / data.scaling.scale).astype(data.dtype)
        self._offset = (data.scaling.offset / data.scaling.scale).astype(data.dtype)
        self._scales = bool((self._factor != 1).any() or self._offset.any())

    def begin(self, augmentation: Augmentation, seeds: np.random.SeedSequence) -> None:
        """Draw how each image is changed in an epoch."""
        maps, self._painters = [], []
        for kind in self._kinds:
            strength, rng = getattr(augmentation, kind.name), kind.generator(seeds)
            if strength and issubclass(kind, Moving):
                maps.append(kind().maps(strength, rng, self._examples))
            elif strength and issubclass(kind, Painting):
                self._painters.append(kind().painter(strength, rng, self._examples, self._shape, self._dtype))
        composed = reduce(after, maps) if maps else identities(self._examples)
        channels = self._shape[0]
        self._resampler.aim(composed if channels == 1 else composed.repeat(channels, axis=2))

    def take(self, examples: Indices, out: Floats) -> None:
        """Write the network's inputs (m, pixels) for these images, changed."""
        for start in range(0, len(examples), self._chunk):
            some = examples[start : start + self._chunk]
            self._fill(some, out[start : start + len(some)])

    def _fill(self, examples: Indices, out: Floats) -> None:
        channels, rows, columns = self._shape
        images = out.reshape(-1, *self._shape) if channels == 1 else self._planes[: len(examples)]
        planes = examples if channels == 1 else (examples[:, None] * channels + np.arange(channels)).reshape(-1)
        self._resampler.take(planes, images.reshape(-1, rows, columns))
        for paint in self._painters:
            paint(examples, images)
        if channels > 1:
            np.copyto(out.reshape(-1, rows, columns, channels), np.moveaxis(images, 1, 3))
        if self._scales:
            np.multiply(out, self._factor, out)
            np.subtract(out, self._offset, out)


def as_bytes(raw: NDArray[Any], largest: int) -> tuple[NDArray[np.uint8], int]:
    """Pixels as bytes, and the largest value they have; others than bytes are rounded to 255 steps."""
    if raw.dtype == np.uint8:
        return raw, largest
    return np.rint(raw * (WHITE / largest)).clip(0, WHITE).astype(np.uint8), WHITE
