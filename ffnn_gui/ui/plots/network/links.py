"""The weights that are drawn between two layers: the strongest as lines, or all as an image of cells.

They are chosen where the network is read, since the picture would be too slow to look through half a million.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.engine.arrays import Array
from ffnn_gui.ui.plots.network.geometry import Way

MOST_LINES = 300
MOST_CELLS = 96
"""Cells along an edge of the image; of larger matrices each cell is the strongest weight of a block."""


@dataclass(frozen=True, eq=False)
class Links:
    """Some weights into a layer.

    Attributes:
        rows, columns: which weights these are, (lines,) or (cells down, cells across)
        weights: their values, in the same shape
        largest: the largest size of a weight in the layer
        total: how many weights the layer has
        fan_in, fan_out: the shape of its matrix
    """

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    weights: NDArray[np.float64]
    largest: float
    total: int
    fan_in: int
    fan_out: int

    @property
    def is_matrix(self) -> bool:
        """Whether they are cells of an image rather than lines."""
        return self.weights.ndim == 2

    @property
    def are_all(self) -> bool:
        """Whether no weight is left out."""
        return self.weights.size == self.total

    def listed(self) -> Iterator[tuple[int, int, float]]:
        """(row, column, weight) of each."""
        parts = (part.reshape(-1).tolist() for part in (self.rows, self.columns, self.weights))
        return zip(*parts, strict=True)


def links_of(W: Array, way: Way) -> Links | None:
    """What is drawn of a matrix W (fan_in, units); None where the tiles show it."""
    if way == "tiles":
        return None
    return _strongest(W) if way == "lines" else _cells(W)


def _strongest(W: Array) -> Links:
    flat = W.reshape(-1)
    chosen = np.arange(flat.size)
    if flat.size > MOST_LINES:
        chosen = np.sort(np.argpartition(np.abs(flat), -MOST_LINES)[-MOST_LINES:])
    rows, columns = np.divmod(chosen, W.shape[1])
    return _links(W, rows, columns)


def _cells(W: Array) -> Links:
    """One weight a cell: the strongest of a block, of a single one where there are few."""
    high, wide = (-(-size // MOST_CELLS) for size in W.shape)
    down, across = -(-W.shape[0] // high), -(-W.shape[1] // wide)
    sizes = np.zeros((down * high, across * wide), W.dtype)
    np.abs(W, out=sizes[: W.shape[0], : W.shape[1]])
    blocks = sizes.reshape(down, high, across, wide).transpose(0, 2, 1, 3).reshape(down, across, high * wide)
    row, column = np.divmod(blocks.argmax(axis=2), wide)
    top, left = np.indices((down, across))
    return _links(W, top * high + row, left * wide + column)


def _links(W: Array, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Links:
    weights = W[rows, columns].astype(np.float64)
    largest = max(float(weights.max()), -float(weights.min()))
    if not 0 < largest < np.inf:
        weights, largest = np.zeros_like(weights), 1.0
    return Links(rows, columns, weights, largest, W.size, *W.shape)
