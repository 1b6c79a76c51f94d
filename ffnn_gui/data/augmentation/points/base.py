"""A point is changed by moving it in the space of its raw features."""

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.augmentation.base import Kind

Points = NDArray[np.float64]


class PointKind(Kind):
    """A way to move points."""

    def moved(self, points: Points, strength: float, rng: np.random.Generator) -> Points:
        """The points (examples, features), moved."""
        raise NotImplementedError
