"""A point is changed by moving it in the space of its raw features."""

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.augmentation.base import Kind

Points = NDArray[np.float64]


class PointKind(Kind):
    """A way to move points. Class attribute: features, how many they must have; None: any number."""

    features: ClassVar[int | None] = None

    def moved(self, points: Points, std: Points, strength: float, rng: np.random.Generator) -> Points:
        """The points (examples, features), moved; std (features,) is that of the originals."""
        raise NotImplementedError
