"""A feed-forward network: dense layers whose parameters all live in one contiguous vector.

So an optimizer is a handful of calls on the whole vector, and a copy of the network's weights is one copy.
"""

import math
from collections.abc import Callable

import numpy as np

from ffnn_gui.engine.arrays import Array, constant, quiet
from ffnn_gui.engine.config import HiddenLayer, NetworkConfig, OutputLayer
from ffnn_gui.engine.layer import Layer
from ffnn_gui.engine.losses import Loss, loss_named
from ffnn_gui.engine.passes import Pass

CHUNK = 2048
"""Examples evaluated at a time: few calls, and the buffers of a wide network still fit into the cache."""

LOOK = 2**29
"""Multiplications of a chunk of `predict` at most, where that leaves LEAST examples: some 50 ms between two breaths."""

LEAST = 64
KEPT_PASSES = 6


class Interrupted(Exception):
    """What was asked of the network is given up, since there is something more urgent to do."""


def no_hurry() -> None:
    """Nothing is more urgent."""


class Network:
    """A network with start weights drawn from `rng`.

    Attributes:
        theta, grad: all parameters and their gradient, (parameters,)
        layers: hidden layers, then the output layer; their W, b, gamma, beta are views of theta
        sizes: the number of parameters of each layer
        breathe: called now and then by whoever asks the network for much beside training; may raise Interrupted
    """

    def __init__(
        self, config: NetworkConfig, n_inputs: int, n_outputs: int, rng: np.random.Generator, dtype: str = "float32"
    ) -> None:
        configs: list[HiddenLayer | OutputLayer] = [*config.hidden, config.output]
        widths = (n_inputs, *(layer.units for layer in config.hidden), n_outputs)
        specs = list(zip(configs, widths, widths[1:], strict=False))
        self.sizes = [Layer.size(*spec) for spec in specs]
        self.theta, self.grad, self._scratch, self._weight_mask = np.zeros((4, sum(self.sizes)), dtype)
        self.dropout_rng = rng
        self.breathe: Callable[[], None] = no_hurry
        self.layers: list[Layer] = []
        start = 0
        for spec, size in zip(specs, self.sizes, strict=True):
            part = slice(start, start + size)
            layer = Layer(*spec, self.theta[part], self.grad[part])
            layer.start(spec[0], rng)
            # Penalties are on weights only: 1 where theta holds a weight, 0 at biases and batch norm.
            self._weight_mask[part][: layer.W.size] = 1
            self.layers.append(layer)
            start += size
        self._grad_parts = np.split(self.grad, np.cumsum(self.sizes)[:-1])
        self._passes: dict[int, Pass] = {}
        self._used: Pass | None = None
        self._latest: Pass | None = None

    @property
    def n_inputs(self) -> int:
        """The number of inputs."""
        return self.layers[0].fan_in

    @property
    def n_outputs(self) -> int:
        """The number of outputs."""
        return self.layers[-1].fan_out

    def layer_name(self, index: int) -> str:
        """What people call a layer: "hidden layer 2", "the output layer"."""
        return f"hidden layer {index + 1}" if index < len(self.layers) - 1 else "the output layer"

    def pass_for(self, examples: int) -> Pass:
        """The buffers for so many examples, made once; the few sizes used last are kept."""
        found = self._passes.get(examples)
        if found is None:
            while len(self._passes) >= KEPT_PASSES:
                del self._passes[next(iter(self._passes))]
            found = Pass(self.layers, examples, self.dropout_rng)
        if found is not self._used:
            # Those used last stand at the end.
            self._passes.pop(examples, None)
            self._passes[examples] = self._used = found
        return found

    def set_dropout(self, rates: list[float]) -> None:
        """Change the hidden layers' dropout rates; from the next pass on they hold."""
        for layer, rate in zip(self.layers, rates, strict=False):
            layer.dropout = rate
        self._passes.clear()
        self._used = self._latest = None

    def backpropagate(self, x: Array, targets: Array, loss: Loss) -> None:
        """Fill `grad` with the gradient of the mean data loss, in training mode.

        `x` is (inputs + 1, examples) with a last row of ones, `targets` encoded, (outputs, examples).
        """
        way = self._latest = self.pass_for(x.shape[1])
        loss.gradient(way.forward(x), targets, way.row)
        way.backward(x)

    def loss_and_gradient(
        self, X: Array, y: Array, loss: Loss | str, l2: float = 0.0, l1: float = 0.0
    ) -> tuple[float, float]:
        """Fill `grad` in training mode; returns the mean data loss and the total with the penalties.

        `X` is (examples, inputs); `y` class indices (examples,) or values (examples, outputs); `loss` may be the name
        of its kind. Raises ValueError when their shapes do not fit the network, there are no examples or no such loss.
        """
        loss = _loss(loss)
        rows = self._checked(X)
        if not len(rows):
            raise ValueError("There are no examples.")
        targets = loss.encode(y, self.n_outputs, self.theta.dtype.name).T
        if targets.shape[1] != len(rows):
            raise ValueError(f"There are {len(rows)} examples but {targets.shape[1]} targets.")
        way = self.pass_for(len(rows))
        with quiet():
            x = way.fill(rows)
            outputs = way.forward(x)
            data_loss = float(loss.values(outputs, targets).mean())
            loss.gradient(outputs, targets, way.row)
            way.backward(x)
            self.add_penalty_gradient(l2, l1)
            return data_loss, data_loss + self.penalty(l2, l1)

    def arrays(self) -> list[Array]:
        """All that training changes: theta, then each batch norm's running mean and variance."""
        norms = [layer.norm for layer in self.layers if layer.norm]
        return [self.theta, *(array for norm in norms for array in (norm.running_mean, norm.running_var))]

    def dropout_masks(self) -> tuple[Array | None, ...]:
        """What each hidden layer's dropout did in the latest step: (units, examples) of 0 and 1 / keep, or None.

        They are the step's own buffers, valid until the next one; None too before the first step.
        """
        if self._latest is None:
            return (None,) * (len(self.layers) - 1)
        return tuple(layer.mask for layer in self._latest.layers[:-1])

    def gradient_norms(self) -> tuple[float, ...]:
        """The Euclidean norm of each layer's part of `grad`."""
        return tuple(math.sqrt(part.dot(part)) for part in self._grad_parts)

    def penalty(self, l2: float, l1: float) -> float:
        """(λ₂/2) ΣW² + λ₁ Σ|W|, over weight matrices only."""
        if not (l2 or l1):
            return 0.0
        weights = [layer.W.reshape(-1) for layer in self.layers]
        squares = sum(float(w.dot(w)) for w in weights) if l2 else 0.0
        sizes = sum(float(np.abs(w).sum()) for w in weights) if l1 else 0.0
        return 0.5 * l2 * squares + l1 * sizes

    def add_penalty_gradient(self, l2: float, l1: float) -> None:
        """Add λ₂W + λ₁ sign(W) to the weights' gradient."""
        scratch, dtype = self._scratch, self.theta.dtype
        if l2:
            np.multiply(self.theta, self._weight_mask, scratch)
            np.multiply(scratch, constant(l2, dtype), scratch)
            np.add(self.grad, scratch, self.grad)
        if l1:
            np.sign(self.theta, scratch)
            np.multiply(scratch, self._weight_mask, scratch)
            np.multiply(scratch, constant(l1, dtype), scratch)
            np.add(self.grad, scratch, self.grad)

    def predict(self, X: Array) -> Array:
        """The outputs (examples, outputs) for X (examples, inputs) in evaluation mode: logits, or values.

        May raise what `breathe` does.
        """
        rows = self._checked(X)
        outputs = np.empty((len(rows), self.n_outputs), self.theta.dtype)
        chunk = min(CHUNK, max(LEAST, LOOK // self.theta.size))
        with quiet():
            for start in range(0, len(rows), chunk):
                self.breathe()
                part = rows[start : start + chunk]
                way = self.pass_for(len(part))
                outputs[start : start + chunk] = way.evaluate(way.fill(part)).T
        return outputs

    def _checked(self, X: Array) -> Array:
        rows = np.asarray(X)
        if rows.ndim != 2 or rows.shape[1] != self.n_inputs:
            raise ValueError(f"The inputs must be (examples, {self.n_inputs}), not {rows.shape}.")
        return rows


def _loss(loss: Loss | str) -> Loss:
    try:
        return loss_named(loss) if isinstance(loss, str) else loss
    except KeyError:
        raise ValueError(f"There is no loss “{loss}”.") from None
