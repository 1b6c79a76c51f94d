"""The stage on which training points are changed, before derived inputs are computed and all is scaled."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ffnn_gui.data.augmentation.base import Augmentation, Floats, Indices
from ffnn_gui.data.augmentation.points.base import PointKind, Points
from ffnn_gui.data.columns import columns_of

if TYPE_CHECKING:
    from ffnn_gui.data.prepare import PreparedData

BLOCK = 1024
"""Points moved at a time, so that what is made of them on the way needs little memory."""


class PointStage:
    """Changes the points of the training part of `data`, or the first ones, all of them at the start of an epoch."""

    def __init__(self, data: "PreparedData", kinds: Sequence[type[PointKind]], examples: int | None = None) -> None:
        self._data, self._kinds = data, kinds
        self._inputs: Floats = np.empty_like(data.train.X[:examples])
        self._std = columns_of(data.train.some, len(data.train)).std

    def begin(self, augmentation: Augmentation, seeds: np.random.SeedSequence) -> None:
        """Change each point as it is to be in an epoch."""
        data = self._data
        strengths = [(kind, getattr(augmentation, kind.name), kind.generator(seeds)) for kind in self._kinds]
        for start in range(0, len(self._inputs), BLOCK):
            some = slice(start, min(start + BLOCK, len(self._inputs)))
            points: Points = data.train.some(some).astype(np.float64)
            for kind, strength, rng in strengths:
                if strength:
                    points = kind().moved(points, self._std, strength, rng)
            self._inputs[some] = data.inputs_of(points)

    def take(self, examples: Indices, out: Floats) -> None:
        """Write the network's inputs (m, inputs) for these points, changed."""
        self._inputs.take(examples, 0, out, "clip")
