"""Batch normalisation: each unit's pre-activation is centred and scaled over the mini-batch, then shifted by γ and β.

Training uses the batch's own mean and variance and keeps running averages of them; evaluation uses the averages.
Ioffe and Szegedy, Batch normalization (2015), algorithms 1 and 2.
"""

import numpy as np

from ffnn_gui.engine.arrays import Array, constant

EPSILON = 1e-5
MOMENTUM = 0.1


class BatchNorm:
    """One layer's γ and β (views of theta), their gradients and the running statistics: (units,) each.

    `running` is both statistics in one, (2, units).
    """

    def __init__(self, gamma: Array, beta: Array, grad_gamma: Array, grad_beta: Array) -> None:
        self.gamma, self.beta = gamma, beta
        self.grad_gamma, self.grad_beta = grad_gamma, grad_beta
        self.running = np.zeros((2, gamma.size), gamma.dtype)
        self.running_mean, self.running_var = self.running
        self.running_var[...] = 1
        self._before = self.running.copy()
        gamma[...] = 1
        beta[...] = 0

    def remember(self) -> None:
        """Keep the running statistics as they are before a training pass."""
        np.copyto(self._before, self.running)

    def undo(self) -> None:
        """Bring the running statistics back to what they were before the last training pass."""
        np.copyto(self.running, self._before)

    def evaluate(self, z: Array) -> None:
        """Normalize z (units, examples) in place with the running statistics."""
        scale = self.gamma / np.sqrt(self.running_var + constant(EPSILON, z.dtype))
        shift = self.beta - self.running_mean * scale
        np.multiply(z, scale[:, None], z)
        np.add(z, shift[:, None], z)


class BatchNormPass:
    """The buffers of one training pass of a batch norm over `examples` examples."""

    def __init__(self, norm: BatchNorm, examples: int) -> None:
        units, dtype = norm.gamma.size, norm.gamma.dtype
        self._norm = norm
        self._examples = examples
        self._mean_weights = np.full(examples, 1.0 / examples, dtype)
        self._normalized = np.empty((units, examples), dtype)
        self._scratch = np.empty((units, examples), dtype)
        self._mean, self._var, self._inverse_std, self._row = np.empty((4, units), dtype)
        self._inverse_column = self._inverse_std[:, None]

    def forward(self, z: Array) -> None:
        """Normalize z (units, examples) in place with the batch's statistics, and update the running ones."""
        norm, x = self._norm, self._normalized
        z.dot(self._mean_weights, self._mean)
        np.subtract(z, self._mean[:, None], z)
        np.multiply(z, z, self._scratch)
        self._scratch.dot(self._mean_weights, self._var)
        np.add(self._var, constant(EPSILON, z.dtype), self._row)
        np.sqrt(self._row, self._row)
        np.divide(constant(1.0, z.dtype), self._row, self._inverse_std)
        np.multiply(z, self._inverse_column, x)
        np.multiply(x, norm.gamma[:, None], z)
        np.add(z, norm.beta[:, None], z)
        self._update_running()

    def backward(self, gradient: Array) -> None:
        """Turn ∂L/∂y (units, examples) into ∂L/∂z in place; fills the gradients of γ and β.

        ∂L/∂z = (γ/σ) (g − mean(g) − x̂ mean(g x̂)), g = ∂L/∂y, x̂ the normalized pre-activation.
        """
        norm, x, scratch = self._norm, self._normalized, self._scratch
        np.multiply(gradient, x, scratch)
        scratch.sum(axis=1, out=norm.grad_gamma)
        gradient.sum(axis=1, out=norm.grad_beta)
        share = constant(1.0 / self._examples, gradient.dtype)
        np.multiply(norm.grad_gamma, share, self._row)
        np.multiply(x, self._row[:, None], scratch)
        np.subtract(gradient, scratch, gradient)
        np.multiply(norm.grad_beta, share, self._row)
        np.subtract(gradient, self._row[:, None], gradient)
        np.multiply(norm.gamma, self._inverse_std, self._row)
        np.multiply(gradient, self._row[:, None], gradient)

    def _update_running(self) -> None:
        norm, dtype = self._norm, self._mean.dtype
        norm.remember()
        keep, add = constant(1.0 - MOMENTUM, dtype), constant(MOMENTUM, dtype)
        np.multiply(norm.running_mean, keep, norm.running_mean)
        np.multiply(self._mean, add, self._row)
        np.add(norm.running_mean, self._row, norm.running_mean)
        if self._examples == 1:
            return  # a single example has no unbiased variance
        unbiased = constant(MOMENTUM * self._examples / (self._examples - 1), dtype)
        np.multiply(norm.running_var, keep, norm.running_var)
        np.multiply(self._var, unbiased, self._row)
        np.add(norm.running_var, self._row, norm.running_var)
