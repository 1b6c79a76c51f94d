"""Units with equal weights are one unit several times: they get equal gradients, and so they never part.

That is why weights must not all start at 0, nor at any other one value.
"""

from functools import lru_cache

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
    parts = [here.block, above.W.T]
    if here.norm is not None:
        parts += [here.norm.gamma[None], here.norm.beta[None]]
    return _equal_columns(parts)


def _equal_columns(parts: list[Array]) -> tuple[tuple[int, ...], ...]:
    """Groups of columns that are the same in all parts; looks closely only at those with almost equal random sums."""
    largest = max(max(float(part.max()), -float(part.min())) for part in parts)
    if not np.isfinite(largest):
        return ()
    sums = sum(_mixer(len(part), part.dtype.name).dot(part) for part in parts)
    order = np.argsort(sums, kind="stable")
    # Differences of that size in all weights move a sum by much less than this.
    reach = 4 * SAME * largest * np.sqrt(sum(len(part) for part in parts))
    runs = np.split(order, np.flatnonzero(np.diff(np.asarray(sums)[order]) > reach) + 1)
    found = [group for run in runs if len(run) > 1 for group in _grouped(parts, run, SAME * largest)]
    return tuple(sorted(found))


@lru_cache(maxsize=32)
def _mixer(length: int, dtype: str) -> Array:
    return np.random.default_rng(length).uniform(-1, 1, length).astype(dtype)


def _grouped(parts: list[Array], candidates: Array, tolerance: float) -> list[tuple[int, ...]]:
    found, left = [], np.sort(candidates)
    while len(left) > 1:
        same = np.ones(len(left), bool)
        for part in parts:
            same &= (np.abs(part[:, left] - part[:, left[:1]]) <= tolerance).all(axis=0)
        if same.sum() > 1:
            found.append(tuple(left[same].tolist()))
        left = left[~same]
    return found
