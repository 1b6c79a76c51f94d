"""Optimizers: what to do with the gradient. Each file is one rule; its state lives apart from its hyper-parameters.

So a learning rate or a momentum can change in mid-run, by swapping the frozen optimizer, and the moments stay.
"""

from typing import TYPE_CHECKING

from ffnn_gui.engine.optimizers.base import Optimizer
from ffnn_gui.engine.optimizers.state import OptimizerState
from ffnn_gui.schema import one_of

if TYPE_CHECKING:
    AnyOptimizer = Optimizer
else:
    AnyOptimizer = one_of(__name__, Optimizer, default="adam")

__all__ = ["AnyOptimizer", "Optimizer", "OptimizerState"]
