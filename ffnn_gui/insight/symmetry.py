"""Units with equal weights are one unit several times: they get equal gradients, and so they never part.

That is why weights must not all start at 0, nor at any other one value. Equal means equal to rounding, measured by the
units' own weights: how large the weights of other units are says nothing about two units.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ffnn_gui.engine import Network
from ffnn_gui.engine.arrays import Array
from ffnn_gui.insight.thresholds import SAME, SAME_BESIDE


class _Part(NamedTuple):
    """Numbers, a column a unit (numbers, units), and by how much those of equal units may differ, (units,)."""

    values: Array
    tolerance: Array


def groups(network: Network, layer: int) -> tuple[tuple[int, ...], ...]:
    """Groups of two or more units of a hidden layer with the same incoming and outgoing weights, bias and batch norm.

    None in the output layer, whose units have targets of their own, and none under dropout, which parts equal units.
    """
    if layer >= len(network.layers) - 1 or network.layers[layer].dropout:
        return ()
    parts = _parts(network, layer)
    if not all(np.isfinite(part.tolerance).all() for part in parts):
        return ()
    runs = [np.arange(network.layers[layer].fan_out)]
    for part in parts:
        runs = [closer for run in runs for closer in _near(part, run)]
    return tuple(sorted(group for run in runs for group in _grouped(parts, run)))


def _parts(network: Network, layer: int) -> list[_Part]:
    """What must be equal, each with its tolerance: a share of the unit's own numbers of that kind."""
    here, above = network.layers[layer], network.layers[layer + 1]
    same, eps = SAME[here.W.dtype.name], float(np.finfo(here.W.dtype).eps)
    weights, bias, outgoing = _largest(here.W), np.abs(here.b), _largest(above.W.T)
    parts = [
        # What is added to a large bias is lost in its rounding.
        _Part(here.W, same * weights + SAME_BESIDE * eps * bias),
        _Part(here.b[None], same * np.maximum(bias, weights)),
        _Part(above.W.T, same * outgoing),
    ]
    if here.norm is not None:
        gamma, beta = here.norm.gamma[None], here.norm.beta[None]
        scale = same * np.maximum(np.abs(gamma), np.abs(beta))[0]
        parts += [_Part(gamma, scale), _Part(beta, scale)]
    return parts


def _largest(values: Array) -> Array:
    """The size of each column's largest number, (units,), 0 of none."""
    return np.asarray(np.maximum(values.max(axis=0, initial=0.0), -values.min(axis=0, initial=0.0)))


def _near(part: _Part, run: Array) -> list[Array]:
    """Cut a run of units where random sums of their numbers lie too far apart to be those of equal ones."""
    if len(run) < 2:
        return []
    values = part.values if len(run) == part.values.shape[1] else part.values[:, run]
    sums = _mixer(len(values), values.dtype.name).dot(values)
    order = np.argsort(sums, kind="stable")
    run, tolerance = run[order], part.tolerance[run[order]]
    # Differences of the tolerance's size in all numbers move a sum by much less than this.
    reach = 4 * np.sqrt(len(values)) * np.maximum(tolerance[1:], tolerance[:-1])
    return np.split(run, np.flatnonzero(np.diff(sums[order]) > reach) + 1)


@lru_cache(maxsize=32)
def _mixer(length: int, dtype: str) -> Array:
    return np.random.default_rng(length).uniform(-1, 1, length).astype(dtype)


def _grouped(parts: list[_Part], candidates: Array) -> list[tuple[int, ...]]:
    found, left = [], np.sort(candidates)
    while len(left) > 1:
        same = np.ones(len(left), bool)
        for values, tolerance in parts:
            # The larger of two units decides, so that it does not matter which comes first.
            most = np.maximum(tolerance[left], tolerance[left[0]])
            same &= (np.abs(values[:, left] - values[:, left[:1]]) <= most).all(axis=0)
        if same.sum() > 1:
            found.append(tuple(left[same].tolist()))
        left = left[~same]
    return found
