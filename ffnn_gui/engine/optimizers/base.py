"""What every optimizer can do: make its state for a parameter vector, and update the vector with a gradient."""

from abc import abstractmethod
from typing import ClassVar

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.optimizers.state import OptimizerState
from ffnn_gui.schema import Choice


class Optimizer(Choice):
    """A rule θ ← θ − step(g).

    moments: what it remembers for each parameter; squares: those of them that sum up squares, which are never negative
    and by which it scales each parameter's step; scaled: those kept in a scaled form, see `OptimizerState.keep`.
    """

    moments: ClassVar[tuple[str, ...]] = ()
    squares: ClassVar[tuple[str, ...]] = ()
    scaled: ClassVar[tuple[str, ...]] = ()

    def init_state(self, theta: Array) -> OptimizerState:
        """A fresh state for parameters like theta."""
        return OptimizerState(theta, self.moments)

    def update(self, theta: Array, grad: Array, state: OptimizerState, learning_rate: float) -> None:
        """Change theta (parameters,) in place, with the gradient `grad` of the same shape; advances the state."""
        state.step += 1
        factors = self.factors(state, learning_rate, theta.dtype)
        for block in state.blocks(theta, grad):
            self.update_block(factors, *block)
        if self.moments:
            state.flush()

    @abstractmethod
    def factors(self, state: OptimizerState, learning_rate: float, dtype: "np.dtype[np.float64]") -> tuple[Array, ...]:
        """The numbers of this step, as 0-d arrays of `dtype`, computed once for all blocks."""

    @abstractmethod
    def update_block(
        self, factors: tuple[Array, ...], theta: Array, grad: Array, scratch: Array, *moments: Array
    ) -> None:
        """Update one block in place; `scratch` has the block's shape and is free to use."""
