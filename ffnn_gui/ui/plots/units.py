"""The unit in which values to predict are told: that of their file, even where the network learns them scaled."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data import PreparedData

Values = NDArray[Any]


@dataclass(frozen=True)
class Unit:
    """What 0 of a learned value stands for, and how much more 1 does."""

    zero: float = 0.0
    one: float = 1.0

    def of(self, values: Values) -> Values:
        """Learned values in this unit; the same array where they are learned in it."""
        return values if self == Unit() else self.zero + self.one * values.astype(np.float64)


def unit_of(data: PreparedData, target: int = 0) -> Unit:
    """The unit of one of the values to predict."""
    scaling = data.target_scaling
    return Unit() if scaling is None else Unit(float(scaling.offset[target]), float(scaling.scale[target]))
