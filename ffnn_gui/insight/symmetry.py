"""Units with equal weights are one unit several times: they get equal gradients, and so they never part.

That is why weights must not all start at 0, nor at any other one value.
"""

import numpy as np

from ffnn_gui.engine import Network
from ffnn_gui.engine.arrays import Array
from ffnn_gui.insight.thresholds import SAME


def groups(network: Network, layer: int) -> tuple[tuple[int, ...], ...]:
    """Groups of two or more units of a hidden layer with the same incoming and outgoing weights, bias and batch norm.

    None in the output layer, whose units have targets of their own.
    """
    if layer >= len(network.layers) - 1:
        return ()
    here, above = network.layers[layer], network.layers[layer + 1]
    rows = [here.block, above.W.T]
    if here.norm is not None:
        rows += [here.norm.gamma[None], here.norm.beta[None]]
    return _equal_columns(np.vstack(rows))


def _equal_columns(columns: Array) -> tuple[tuple[int, ...], ...]:
    """Groups of columns that are the same, each in order; looks closely only at columns with almost equal sums."""
    largest = float(np.abs(columns).max())
    if not np.isfinite(largest):
        return ()
    weights = np.random.default_rng(0).uniform(-1, 1, len(columns)).astype(columns.dtype)
    sums = weights.dot(columns)
    order = np.argsort(sums, kind="stable")
    near = np.diff(sums[order]) <= SAME * largest * len(columns)
    runs = np.split(order, np.flatnonzero(~near) + 1)
    found = [group for run in runs if len(run) > 1 for group in _grouped(columns, run.tolist(), SAME * largest)]
    return tuple(sorted(found))


def _grouped(columns: Array, candidates: list[int], tolerance: float) -> list[tuple[int, ...]]:
    found = []
    left = np.array(sorted(candidates))
    while len(left):
        same = (np.abs(columns[:, left] - columns[:, left[:1]]) <= tolerance).all(axis=0)
        if same.sum() > 1:
            found.append(tuple(left[same].tolist()))
        left = left[~same]
    return found
