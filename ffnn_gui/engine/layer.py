"""A layer's parameters: views of the network's one parameter vector, with the bias as the last row of the weights.

A constant 1 as an extra input makes the bias an ordinary weight, which saves a third of the calls on small networks.
"""

import numpy as np

from ffnn_gui.engine.activations.base import Activation
from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.batch_norm import BatchNorm
from ffnn_gui.engine.config import HiddenLayer, OutputLayer


class Layer:
    """One dense layer, with batch norm where its config says so.

    Attributes (all views of the network's theta and grad):
        W, grad_W: weights (fan_in, fan_out) and their gradient
        b, grad_b: biases (fan_out,) and their gradient
        block, grad_block: both in one, (fan_in + 1, fan_out)
        norm: the batch norm, or None
        activation: None for the output layer
        dropout: the share of units switched off in training
    """

    def __init__(self, config: HiddenLayer | OutputLayer, fan_in: int, fan_out: int, theta: Array, grad: Array) -> None:
        self.fan_in, self.fan_out = fan_in, fan_out
        dense = (fan_in + 1) * fan_out
        self.block = theta[:dense].reshape(fan_in + 1, fan_out)
        self.grad_block = grad[:dense].reshape(fan_in + 1, fan_out)
        self.W, self.b = self.block[:-1], self.block[-1]
        self.grad_W, self.grad_b = self.grad_block[:-1], self.grad_block[-1]
        self.activation: Activation | None = None
        self.dropout = 0.0
        self.norm: BatchNorm | None = None
        if isinstance(config, HiddenLayer):
            self.activation, self.dropout = config.activation, config.dropout
            if config.batch_norm:
                rest = np.split(theta[dense:], 2), np.split(grad[dense:], 2)
                self.norm = BatchNorm(*rest[0], *rest[1])

    @staticmethod
    def size(config: HiddenLayer | OutputLayer, fan_in: int, fan_out: int) -> int:
        """How many parameters the layer has."""
        norm = isinstance(config, HiddenLayer) and config.batch_norm
        return (fan_in + 1) * fan_out + (2 * fan_out if norm else 0)

    def start(self, config: HiddenLayer | OutputLayer, rng: np.random.Generator) -> None:
        """Draw the start weights and set the biases."""
        self.W[...] = config.init.weights(self.fan_in, self.fan_out, rng)
        self.b[...] = config.bias

    @property
    def gamma(self) -> Array:
        """Batch norm's scale (fan_out,); AttributeError without batch norm."""
        return self._the_norm.gamma

    @property
    def beta(self) -> Array:
        """Batch norm's shift (fan_out,)."""
        return self._the_norm.beta

    @property
    def running_mean(self) -> Array:
        """Batch norm's running mean (fan_out,)."""
        return self._the_norm.running_mean

    @property
    def running_var(self) -> Array:
        """Batch norm's running variance (fan_out,)."""
        return self._the_norm.running_var

    @property
    def _the_norm(self) -> BatchNorm:
        if self.norm is None:
            raise AttributeError("This layer has no batch normalization.")
        return self.norm
