"""The stage on which training points are changed, before derived inputs are computed and all is scaled."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ffnn_gui.data.augmentation.base import Augmentation, Floats, Indices
from ffnn_gui.data.augmentation.points.base import PointKind, Points

if TYPE_CHECKING:
    from ffnn_gui.data.prepare import PreparedData


class PointStage:
    """Changes the points of the training part of `data`, all of them at the start of an epoch: they are few."""

    def __init__(self, data: "PreparedData", kinds: Sequence[type[PointKind]]) -> None:
        self._data, self._kinds = data, kinds
        self._inputs: Floats = data.train.X

    def begin(self, augmentation: Augmentation, seeds: np.random.SeedSequence) -> None:
        """Change each point as it is to be in an epoch."""
        points: Points = self._data.train.raw.astype(np.float64)
        for kind in self._kinds:
            if strength := getattr(augmentation, kind.name):
                points = kind().moved(points, strength, kind.generator(seeds))
        self._inputs = self._data.inputs_of(points)

    def take(self, examples: Indices, out: Floats) -> None:
        """Write the network's inputs (m, inputs) for these points, changed."""
        self._inputs.take(examples, 0, out, "clip")
