"""Common to the data sets of images: grey values of pixels, row by row, with the digit they show as the class.

The files are read once and kept as bytes; only what a run trains on is turned into floating-point numbers.
"""

from functools import lru_cache
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.augmentation import Hazard, ImageAugmentation
from ffnn_gui.data.normalization import AnyNormalization
from ffnn_gui.data.normalization.min_max import MinMax
from ffnn_gui.data.sets.base import DataSet, Samples
from ffnn_gui.data.sets.common_knobs import augmentation_knob
from ffnn_gui.data.task import Task
from ffnn_gui.resources import resource
from ffnn_gui.schema import knob


class ImageSet(DataSet):
    """Images of the ten digits from a shipped file. One range holds for all pixels, so that black stays 0."""

    file: ClassVar[str]
    shape: ClassVar[tuple[int, int]]
    max_pixel: ClassVar[int]

    samples: int
    normalization: AnyNormalization = knob(
        MinMax.default(), "Normalization", "How pixels are scaled, all alike, fitted on the training part only."
    )

    augmentation: ImageAugmentation = augmentation_knob(
        "Changes the images of the training part at random, anew each epoch.", ImageAugmentation.default()
    )

    @property
    def label_hazards(self) -> tuple[Hazard, ...]:
        """Those of all images, and those of digits."""
        flip = "A mirrored digit is not that digit any more: a 2 or a 7 turns into no digit at all."
        rotate = "Turned further than 45°, a 6 and a 9, a 1 and a 7 begin to look alike."
        return (Hazard("flip", 0, flip), Hazard("rotate", 45, rotate), *super().label_hazards)

    @property
    def task(self) -> Task:
        """Name the digit on an image."""
        rows, columns = self.shape
        digits = tuple(str(digit) for digit in range(10))
        return Task("classification", rows * columns, digits, image_shape=self.shape, max_pixel=self.max_pixel)

    @property
    def input_names(self) -> tuple[str, ...]:
        """Row and column of each pixel, counted from 1."""
        rows, columns = self.shape
        return tuple(f"pixel {row + 1},{column + 1}" for row in range(rows) for column in range(columns))

    def generate(self, rng: np.random.Generator) -> Samples:
        """The images as uint8 (examples, pixels): all in the file's order, or a random choice of as many as asked."""
        images, labels = _load(self.file)
        if self.samples == len(images):
            return Samples(images, labels)
        chosen = rng.choice(len(images), self.samples, replace=False)
        return Samples(images[chosen], labels[chosen])


def images_knob(most: int, step: float | None = None) -> Any:
    """How many of the file's images are used: at first all."""
    return knob(
        most, "Samples", "How many of the images are used, drawn at random.", ge=100, le=most, step=step,
        editor="slider",
    )  # fmt: skip


@lru_cache(maxsize=4)
def _load(file: str) -> tuple[NDArray[np.uint8], NDArray[Any]]:
    with np.load(resource("datasets", file), allow_pickle=False) as archive:
        images, labels = archive["images"], archive["labels"].astype(np.int64)
    images = images.reshape(len(images), -1)
    images.flags.writeable = labels.flags.writeable = False
    return images, labels
