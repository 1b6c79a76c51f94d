"""Activation functions: what a unit makes of its pre-activation z, and the derivative that learning needs.

Each file is one function and its derivative; the network composes the derivative with whatever comes from above.
"""

from typing import TYPE_CHECKING

from ffnn_gui.engine.activations.base import Activation
from ffnn_gui.schema import one_of

if TYPE_CHECKING:
    AnyActivation = Activation
else:
    AnyActivation = one_of(__name__, Activation, default="tanh")

__all__ = ["Activation", "AnyActivation"]
