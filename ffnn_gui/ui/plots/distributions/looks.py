"""What the distributions plot looks at in a trainer: the numbers of one layer, counted while the trainer rests.

All are of the first training examples, as training sees them; the signs are of each example's own loss.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.engine import Trainer
from ffnn_gui.engine.activations import Activation
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.insight import trace_of, training_trace_of
from ffnn_gui.insight.shapes import FAR, largest_slope, largest_value, saturates
from ffnn_gui.insight.thresholds import SATURATED_SLOPE
from ffnn_gui.ui.plots.distributions.histogram import Histogram, around_zero, histogram
from ffnn_gui.ui.plots.ranges import Range, round_up

Quantity = Literal["z", "a", "W", "dW"]

LEAST = 3.0
"""Pre-activations are shown at least from −3 to 3, or until the activation is flat."""


@dataclass(frozen=True, eq=False)
class Distribution:
    """How one layer's numbers are distributed at an epoch.

    flat: the share of z where f′ is all but 0, else NaN; updates: how many the weights have had
    """

    quantity: Quantity
    layer: int
    epoch: int
    histogram: Histogram
    flat: float
    updates: int = 0


@dataclass(frozen=True, eq=False)
class Signs:
    """Signs of ∂L/∂w of each weight into a unit, per example, −1, 0 or 1; examples in the order of their ∂L/∂z.

    Attributes: delta: of ∂L/∂z (examples,); weights: (fan_in, examples)
    """

    layer: int
    unit: int
    epoch: int
    delta: NDArray[np.int8]
    weights: NDArray[np.int8]

    @property
    def shares(self) -> tuple[float, float]:
        """The shares of positive and of negative gradients."""
        return float((self.weights > 0).mean()), float((self.weights < 0).mean())

    @property
    def agreeing(self) -> float:
        """The share of examples whose gradients are all of one sign, of those that have any; NaN without."""
        some = self.weights.any(axis=0)
        both = (self.weights > 0).any(axis=0) & (self.weights < 0).any(axis=0)
        return 1 - float(both.sum() / some.sum()) if some.any() else math.nan


@dataclass(frozen=True, eq=False)
class Norms:
    """Pre-activations before and after batch norm; batch, running: mean and standard deviation a unit, (2, units)."""

    layer: int
    epoch: int
    before: Histogram
    after: Histogram
    batch: Array
    running: Array


def distribution(trainer: Trainer, quantity: Quantity = "z", layer: int = 0) -> Distribution:
    """Count one layer's pre-activations, activations, weights or gradients."""
    layer = min(layer, len(trainer.network.layers) - 1)
    with quiet():
        values, ends, flat = _READ[quantity](trainer, layer)
        return Distribution(quantity, layer, trainer.epoch, histogram(values, ends), flat, trainer.updates)


def signs(trainer: Trainer, layer: int = 0, unit: int = 0) -> Signs:
    """The signs of the gradients of the weights into a unit."""
    layer = min(layer, len(trainer.network.layers) - 1)
    unit = min(unit, trainer.network.layers[layer].fan_out - 1)
    seen = trace_of(trainer)
    delta = seen.layers[layer].dense_delta[:, unit]
    order = np.argsort(delta, kind="stable")
    with quiet():
        weights = np.sign(np.nan_to_num(seen.example_gradients(layer, unit)[order].T)).astype(np.int8)
        return Signs(layer, unit, trainer.epoch, np.sign(np.nan_to_num(delta[order])).astype(np.int8), weights)


def norms(trainer: Trainer, layer: int = 0) -> Norms | None:
    """What batch norm does in a layer; None where there is none."""
    layer = min(layer, len(trainer.network.layers) - 1)
    norm = trainer.network.layers[layer].norm
    if norm is None:
        return None
    part = training_trace_of(trainer).layers[layer]
    with quiet():
        ends = around_zero(np.stack([part.dense, part.z]), LEAST)
        batch = np.stack([part.dense.mean(axis=0), part.dense.std(axis=0)])
        running = np.stack([norm.running_mean, np.sqrt(norm.running_var)])
        return Norms(layer, trainer.epoch, histogram(part.dense, ends), histogram(part.z, ends), batch, running)


@lru_cache(maxsize=64)
def flat_below(activation: Activation) -> float:
    """|f′| below this is all but 0."""
    return SATURATED_SLOPE * largest_slope(activation)


Reading = tuple[Array, Range, float]


def _pre_activations(trainer: Trainer, layer: int) -> Reading:
    part, activation = training_trace_of(trainer).layers[layer], trainer.network.layers[layer].activation
    flat = math.nan if activation is None else float((np.abs(part.slope) < flat_below(activation)).mean())
    return part.z, around_zero(part.z, _least(activation)), flat


def _activations(trainer: Trainer, layer: int) -> Reading:
    a, activation = training_trace_of(trainer).layers[layer].a, trainer.network.layers[layer].activation
    if activation is not None and math.isfinite(largest_value(activation)):
        low, high = activation.value(np.array([-FAR, FAR])).tolist()
        return a, (low, high), math.nan
    low, high = around_zero(a)
    return a, ((0.0, high) if a.min(initial=0.0) >= 0 else (low, high)), math.nan


def _weights(trainer: Trainer, layer: int) -> Reading:
    W = trainer.network.layers[layer].W
    return W, around_zero(W), math.nan


def _gradients(trainer: Trainer, layer: int) -> Reading:
    gradient = training_trace_of(trainer).gradient_W(layer)
    return gradient, around_zero(gradient), math.nan


@lru_cache(maxsize=64)
def _least(activation: Activation | None) -> float:
    """From where on the activation is flat, and a little more; `LEAST` where it never is on both sides."""
    if activation is None or not saturates(activation):
        return LEAST
    z = np.linspace(0, FAR, 1001)
    flat = np.abs(activation.derivative(z)) < flat_below(activation)
    return round_up(1.3 * float(z[flat.argmax()]))


_READ: dict[Quantity, Callable[[Trainer, int], Reading]] = {
    "z": _pre_activations,
    "a": _activations,
    "W": _weights,
    "dW": _gradients,
}
