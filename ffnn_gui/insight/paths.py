"""The gradient as a sum over paths: each way from the weight through one unit a layer to the loss is one product.

There are as many paths as the product of the widths of the layers above: too many to list, but the strongest can be
found without listing them.
"""

from dataclasses import dataclass
from math import prod

import numpy as np

from ffnn_gui.engine import Network
from ffnn_gui.engine.arrays import Array
from ffnn_gui.insight.factors import norm_factor
from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.insight.trace import Trace


@dataclass(frozen=True)
class Path:
    """One way from the weight's unit (first) to an output (last), and its part of the gradient."""

    units: tuple[Unit, ...]
    product: float


@dataclass(frozen=True)
class Paths:
    """The strongest paths, best first, and what they are of the whole.

    Attributes:
        shown: those with the largest |product|
        total: how many paths there are
        share: what the shown ones make of the sum of |product| over all paths, 0 to 1 (1 when all are 0)
        sum_shown: the sum of the shown products, to be compared with the gradient
    """

    shown: tuple[Path, ...]
    total: int
    share: float
    sum_shown: float


def strongest_paths(network: Network, seen: Trace, weight: Weight, count: int) -> Paths:
    """The `count` paths with the largest |product|, exactly; `seen` is the trace of one example.

    From the output back, each unit keeps its `count` best ways on to the loss. That loses nothing: if one of the best
    paths through a unit did not go on by one of that unit's `count` best ways, replacing its end by each of these
    would make `count` paths at least as strong.
    """
    first, last = weight.layer, len(network.layers) - 1
    # gates[l]: what a unit of layer l multiplies a path by; outputs multiply it by ∂L/∂z.
    gates = [_gates(network, seen, index) for index in range(first, last + 1)]
    matrices = [network.layers[index].W.astype(np.float64) for index in range(first + 1, last + 1)]
    if matrices:
        matrices[0] = matrices[0][weight.column : weight.column + 1]
        gates[0] = gates[0][weight.column : weight.column + 1]
    columns = slice(weight.column, weight.column + 1)
    best, flow = gates[-1][:, None], np.abs(gates[-1])
    if not matrices:
        best, flow = best[columns], flow[columns]
    choices: list[tuple[Array, Array]] = []
    for gate, W in zip(reversed(gates[:-1]), reversed(matrices), strict=True):
        best, *choice = _best_ways(W, best, count)
        choices.insert(0, (choice[0], choice[1]))
        best = best * gate[:, None]
        flow = np.abs(gate) * np.abs(W).dot(flow)
    part = seen.layers[first].inputs[0]
    incoming = 1.0 if weight.row == len(part) else float(part[weight.row])
    products = best[0] * incoming
    shown = tuple(Path(_units(weight, choices, rank), float(product)) for rank, product in enumerate(products))
    whole, visible = float(flow[0]) * abs(incoming), float(np.abs(products).sum())
    total = prod(layer.fan_out for layer in network.layers[first + 1 :])
    share = min(visible / whole, 1.0) if whole else 1.0
    return Paths(shown, total, share, float(products.sum()))


def _gates(network: Network, seen: Trace, index: int) -> Array:
    layer, part = network.layers[index], seen.layers[index]
    if layer.activation is None:
        return np.asarray(part.delta[0])
    scales = np.array([norm_factor(layer, unit) for unit in range(layer.fan_out)])
    return np.asarray(part.slope[0] * scales)


def _best_ways(W: Array, best: Array, count: int) -> tuple[Array, Array, Array]:
    """For each unit below its best ways: their products, the unit above, and which of that one's ways they take.

    W is (below, above), `best` (above, ways) with the best way first; each result is (below, up to `count`).
    """
    # Only through the `count` units with the best first ways can the best ways go.
    heads = np.abs(W * best[:, 0])
    above = _largest(heads, count)
    candidates = np.take_along_axis(W, above, 1)[:, :, None] * best[above]
    flat = candidates.reshape(len(W), -1)
    picked = _largest(np.abs(flat), count)
    picked_above = np.take_along_axis(above, picked // best.shape[1], 1)
    return np.take_along_axis(flat, picked, 1), picked_above, picked % best.shape[1]


def _largest(values: Array, count: int) -> Array:
    """The places of the `count` largest values in each row, the largest first."""
    if count < values.shape[1]:
        places = np.argpartition(-values, count - 1, axis=1)[:, :count]
    else:
        places = np.broadcast_to(np.arange(values.shape[1]), values.shape)
    order = np.argsort(-np.take_along_axis(values, places, 1), axis=1, kind="stable")
    return np.take_along_axis(places, order, 1)


def _units(weight: Weight, choices: list[tuple[Array, Array]], rank: int) -> tuple[Unit, ...]:
    units, row = [Unit(weight.layer, weight.column)], 0
    for depth, (above, ways) in enumerate(choices, start=1):
        row, rank = int(above[row, rank]), int(ways[row, rank])
        units.append(Unit(weight.layer + depth, row))
    return tuple(units)
