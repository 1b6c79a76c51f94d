"""The lowest and highest value, mean and standard deviation of each column of a table, however large the table is.

A block of rows at a time, in one pass, so that nothing as large as the table is made on the way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[Any]

NUMBERS = 2**18
"""Numbers of a block: 2 MiB of float64."""


@dataclass(frozen=True, eq=False)
class Columns:
    """low, high, mean, std: of each column, (columns,) float64."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    mean: NDArray[np.float64]
    std: NDArray[np.float64]


def columns_of(rows: Callable[[slice], Rows], count: int) -> Columns:
    """Of the first `count` rows; `rows` gives those of a slice (rows, columns). At least one row."""
    first = rows(slice(1))
    step = max(NUMBERS // max(first.shape[1], 1), 1)
    low = high = mean = first[0].astype(np.float64)
    squares = np.zeros_like(mean)
    for start in range(0, count, step):
        block = rows(slice(start, min(start + step, count))).astype(np.float64)
        low, high = np.minimum(low, block.min(axis=0)), np.maximum(high, block.max(axis=0))
        # The sums of squares about two means become one about the common mean (T. F. Chan and others, 1979).
        block_mean, seen = block.mean(axis=0), len(block)
        away = block_mean - mean
        block -= block_mean
        squares = squares + np.einsum("ij,ij->j", block, block) + away**2 * (start * seen / (start + seen))
        mean = mean + away * (seen / (start + seen))
    return Columns(low, high, mean, np.sqrt(squares / count))
