"""One way through the network and back, for a fixed number of examples, in buffers that are allocated once.

Inside, arrays are (units, examples): so a layer's activations without the constant 1 are one piece of memory, and
each elementwise call costs a third of what it costs on a strided view.
"""

import numpy as np

from ffnn_gui.engine.arrays import Array, constant
from ffnn_gui.engine.batch_norm import BatchNormPass
from ffnn_gui.engine.layer import Layer


class LayerPass:
    """The buffers of one layer for `examples` examples.

    Attributes:
        z: pre-activations (fan_out, examples), after batch norm; in the output layer the outputs, then their gradient
        a: activations before dropout
        inputs_next: what the next layer takes: activations after dropout, and the row of ones
        mask: what dropout multiplies by (fan_out, examples): 0 or 1 / keep; None without dropout
        gradient: ∂L/∂a on the way back, which becomes ∂L/∂z
    """

    def __init__(self, layer: Layer, examples: int, rng: np.random.Generator) -> None:
        self.layer = layer
        shape, dtype = (layer.fan_out, examples), layer.block.dtype
        self.inputs_next = np.ones((layer.fan_out + 1, examples), dtype)
        self._rng = rng
        self._outputs = self.inputs_next[:-1]
        self.z = np.empty(shape, dtype)
        # The loss turns outputs into their gradient in place; a hidden layer needs both.
        self.gradient = np.empty(shape, dtype) if layer.activation else self.z
        self._gradient_t = self.gradient.T
        self._scratch = np.empty(shape, dtype)
        self._norm = BatchNormPass(layer.norm, examples) if layer.norm else None
        self.mask = np.empty(shape, dtype) if layer.dropout else None
        self.a = np.empty(shape, dtype) if layer.dropout else self._outputs
        self._dense = layer.block.T.dot
        self._back = layer.W.dot

    def forward(self, x: Array) -> None:
        """From the inputs x (fan_in + 1, examples) to z and, in a hidden layer, to the next layer's inputs."""
        layer, z = self.layer, self.z
        self._dense(x, z)
        if self._norm is not None:
            self._norm.forward(z)
        if layer.activation is not None:
            layer.activation.apply(z, self.a)
            if self.mask is not None:
                self._drop(self.mask)

    def evaluate(self, x: Array) -> None:
        """As `forward`, with the whole network: running statistics, no dropout."""
        layer, z = self.layer, self.z
        self._dense(x, z)
        if layer.norm is not None:
            layer.norm.evaluate(z)
        if layer.activation is not None:
            layer.activation.apply(z, self._outputs)

    def backward(self, x: Array, below: Array | None) -> None:
        """From ∂L/∂a in `gradient` to the parameters' gradients and, where there is one, to `below`'s ∂L/∂a."""
        layer, gradient = self.layer, self.gradient
        if self.mask is not None:
            np.multiply(gradient, self.mask, gradient)
        if layer.activation is not None:
            layer.activation.chain(self.z, self.a, gradient, self._scratch)
        if self._norm is not None:
            self._norm.backward(gradient)
        x.dot(self._gradient_t, layer.grad_block)
        if self._norm is not None:
            # Batch norm takes the mean out, and any bias with it. What is left in its sum is rounding noise, which an
            # optimizer that divides by the gradient's size would take for a direction.
            layer.grad_b[...] = 0
        if below is not None:
            self._back(gradient, below)

    def _drop(self, mask: Array) -> None:
        """Inverted dropout: ⌊u + keep⌋ is 1 with probability `keep`, and the kept ones are scaled by 1 / keep."""
        keep = 1.0 - self.layer.dropout
        self._rng.random(dtype=mask.dtype.type, out=mask)
        np.add(mask, constant(keep, mask.dtype), mask)
        np.floor(mask, mask)
        np.multiply(mask, constant(1.0 / keep, mask.dtype), mask)
        np.multiply(self.a, mask, self._outputs)


class Pass:
    """The whole network's buffers for `examples` examples.

    Attributes:
        rows: a place for input rows (examples, inputs + 1), whose last column stays 1
        row: one number an example, free for the loss to use
        layers: one LayerPass a layer
    """

    def __init__(self, layers: list[Layer], examples: int, rng: np.random.Generator) -> None:
        self.rows = np.ones((examples, layers[0].fan_in + 1), layers[0].block.dtype)
        self.layers = [LayerPass(layer, examples, rng) for layer in layers]
        self.outputs = self.layers[-1].z
        self.row = np.empty(examples, self.rows.dtype)

    def fill(self, X: Array) -> Array:
        """Copy input rows X (examples, inputs) in; returns what the first layer takes, (inputs + 1, examples)."""
        self.rows[:, :-1] = X
        return self.rows.T

    def evaluate(self, x: Array) -> Array:
        """The outputs (outputs, examples) of the whole network; a view that the next call overwrites."""
        for layer in self.layers:
            layer.evaluate(x)
            x = layer.inputs_next
        return self.outputs

    def forward(self, x: Array) -> Array:
        """The outputs (outputs, examples) in training; a view that the next call overwrites."""
        for layer in self.layers:
            layer.forward(x)
            x = layer.inputs_next
        return self.outputs

    def backward(self, x: Array) -> None:
        """Fill all gradients, from ∂L/∂outputs in the last layer's `gradient`."""
        above = self.layers[-1]
        for below in reversed(self.layers[:-1]):
            above.backward(below.inputs_next, below.gradient)
            above = below
        above.backward(x, None)
