"""Initializers: where the weights start, which decides whether signals and gradients keep their size with depth.

Each file is one scheme; all draw from the generator they are given and obey one common scale factor.
"""

from typing import TYPE_CHECKING

from ffnn_gui.engine.initializers.base import Initializer
from ffnn_gui.schema import one_of

if TYPE_CHECKING:
    AnyInitializer = Initializer
else:
    AnyInitializer = one_of(__name__, Initializer, default="xavier_uniform")

__all__ = ["AnyInitializer", "Initializer"]
