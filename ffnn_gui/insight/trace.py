"""A trace is one look through a network: everything on the way from the inputs to the loss, and everything back.

It works on arrays of its own, so that the network, its gradient, its running statistics and its random numbers stay
untouched. Inside a trace arrays are (examples, units), and every loss is an example's own, undivided.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import DTypeLike

from ffnn_gui.engine import Network, Trainer
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.engine.batch_norm import EPSILON, BatchNorm
from ffnn_gui.engine.layer import Layer
from ffnn_gui.engine.losses import Loss

PROBED = 256
"""The training examples that are looked at: always the first ones (they were drawn at random)."""


@dataclass(frozen=True, eq=False)
class LayerTrace:
    """One layer's numbers for each example.

    Attributes:
        inputs: what the layer takes (examples, fan_in): the network's inputs, or the activations of the layer below
        dense: inputs · W + b (examples, units), before batch norm
        z: the pre-activations that f gets (examples, units); `dense` itself without batch norm
        a: f(z); in the output layer z itself
        slope: f′(z); ones in the output layer
        dLda, delta, dense_delta: ∂L/∂a, ∂L/∂z and ∂L/∂dense of the example's own loss (examples, units). With batch
            statistics an example also has an influence on the others, which `dense_delta` and all below it contain
    """

    inputs: Array
    dense: Array
    z: Array
    a: Array
    slope: Array
    dLda: Array
    delta: Array
    dense_delta: Array


@dataclass(frozen=True, eq=False)
class Trace:
    """What `trace` saw.

    Attributes:
        X, y: the network's inputs (examples, inputs), and the targets as they were given
        outputs: (examples, outputs)
        losses: the data loss of each example, (examples,)
        layers: hidden layers, then the output layer
    """

    X: Array
    y: Array
    outputs: Array
    losses: Array
    layers: tuple[LayerTrace, ...]

    def gradient_W(self, layer: int) -> Array:
        """∂L/∂W of the mean data loss, (fan_in, units)."""
        return self._gradients_W[layer]

    def gradient_b(self, layer: int) -> Array:
        """∂L/∂b of the mean data loss, (units,)."""
        return np.asarray(self.layers[layer].dense_delta.mean(axis=0))

    def example_gradients(self, layer: int, unit: int) -> Array:
        """∂L/∂w of each example's own loss for all weights into one unit, without its bias: (examples, fan_in)."""
        part = self.layers[layer]
        return np.asarray(part.inputs * part.dense_delta[:, unit, None])

    @cached_property
    def _gradients_W(self) -> list[Array]:
        with quiet():
            return [part.inputs.T.dot(part.dense_delta) / len(self.X) for part in self.layers]


def trace(
    network: Network,
    loss: Loss,
    X: Array,
    y: Array,
    batch_statistics: bool = False,
    dtype: DTypeLike | None = None,
) -> Trace:
    """Look through the network without dropout and without a side effect.

    X is (examples, inputs), y class indices (examples,) or values (examples, outputs). Batch norm uses its running
    statistics, or these examples' own with `batch_statistics`. Numbers are of the network's type, or of `dtype`.
    Raises ValueError when y does not fit, and what the network's `breathe` does.
    """
    kind = np.dtype(dtype) if dtype is not None else network.theta.dtype
    with quiet():
        ways = []
        x = np.asarray(X, kind)
        for layer in network.layers:
            network.breathe()
            way = _Way(layer, x, batch_statistics)
            ways.append(way)
            x = way.a
        targets = np.ascontiguousarray(loss.encode(y, network.n_outputs, kind.name).T)
        losses = loss.values(x.T, targets)
        gradient = np.array(x.T, order="C")
        loss.gradient(gradient, targets, np.empty(len(x), kind))
        dLda = np.ascontiguousarray(gradient.T) * kind.type(len(x))
        layers: list[LayerTrace] = []
        for way in reversed(ways):
            network.breathe()
            layers.append(way.back(dLda))
            if way is not ways[0]:
                dLda = layers[-1].dense_delta.dot(way.W.T)
    return Trace(ways[0].inputs, np.asarray(y), x, losses, tuple(reversed(layers)))


class _Norm(NamedTuple):
    """What batch norm did: x̂ (examples, units), its factor γ / √(σ² + ε) (units,), and whether σ is the batch's."""

    normalized: Array
    factor: Array
    batch: bool

    def back(self, delta: Array) -> Array:
        """∂L/∂dense from ∂L/∂z, summed over the examples' losses."""
        if not self.batch:
            return np.asarray(delta * self.factor)
        along = (delta * self.normalized).mean(axis=0)
        return np.asarray(self.factor * (delta - delta.mean(axis=0) - self.normalized * along))


class _Way:
    """The forward half of a layer's trace."""

    def __init__(self, layer: Layer, x: Array, batch_statistics: bool) -> None:
        self.inputs = x
        self.W = layer.W.astype(x.dtype, copy=False)
        self.dense = x.dot(self.W)
        self.dense += layer.b
        self.norm, self.z = None, self.dense
        if layer.norm is not None:
            self.norm, self.z = _normalize(self.dense, layer.norm, batch_statistics)
        self.activation = layer.activation
        self.a = self.z if self.activation is None else self.activation.value(self.z)

    def back(self, dLda: Array) -> LayerTrace:
        slope, delta = np.ones_like(self.z), dLda
        if self.activation is not None:
            self.activation.chain(self.z, self.a, slope, np.empty_like(slope))
            delta = dLda * slope
        dense_delta = delta if self.norm is None else self.norm.back(delta)
        return LayerTrace(self.inputs, self.dense, self.z, self.a, slope, dLda, delta, dense_delta)


def _normalize(dense: Array, norm: BatchNorm, batch: bool) -> tuple[_Norm, Array]:
    kind = dense.dtype
    mean, variance = (dense.mean(axis=0), dense.var(axis=0)) if batch else norm.running.astype(kind)
    gamma, beta = norm.gamma.astype(kind), norm.beta.astype(kind)
    inverse = 1 / np.sqrt(variance + kind.type(EPSILON))
    normalized = (dense - mean) * inverse
    return _Norm(normalized, gamma * inverse, batch), normalized * gamma + beta


class _Seen(NamedTuple):
    moment: tuple[int, ...]
    traces: dict[bool, Trace]


_seen: WeakKeyDictionary[Trainer, _Seen] = WeakKeyDictionary()


def trace_of(trainer: Trainer) -> Trace:
    """The trace of the first `PROBED` training examples in evaluation mode.

    All who ask at the same moment of the run share one.
    """
    return _trace_of(trainer, batch_statistics=False)


def training_trace_of(trainer: Trainer) -> Trace:
    """The same as training sees it: batch norm with these examples' own statistics, but no dropout.

    A network without batch norm has one trace for both.
    """
    return _trace_of(trainer, any(layer.norm for layer in trainer.network.layers))


def _trace_of(trainer: Trainer, batch_statistics: bool) -> Trace:
    seen = _seen.get(trainer)
    if seen is None or seen.moment != trainer.moment:
        seen = _seen[trainer] = _Seen(trainer.moment, {})
    if batch_statistics not in seen.traces:
        part = trainer.data.train
        X, y = part.X[:PROBED], part.y[:PROBED]
        seen.traces[batch_statistics] = trace(trainer.network, trainer.loss, X, y, batch_statistics)
    return seen.traces[batch_statistics]
