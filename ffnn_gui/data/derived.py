"""Derived inputs: simple functions of x₁ and x₂ that the network is given besides them.

One good feature can spare a whole hidden layer: with x₁² and x₂² a single unit separates the circle.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.schema import Config, knob

Numbers = NDArray[Any]

FUNCTIONS: dict[str, tuple[str, Callable[[Numbers, Numbers], Numbers]]] = {
    "x1_squared": ("x₁²", lambda x1, x2: x1 * x1),
    "x2_squared": ("x₂²", lambda x1, x2: x2 * x2),
    "x1_x2": ("x₁x₂", lambda x1, x2: x1 * x2),
    "sin_x1": ("sin x₁", lambda x1, x2: np.sin(x1)),
    "sin_x2": ("sin x₂", lambda x1, x2: np.sin(x2)),
}


class DerivedInputs(Config):
    """Which functions of the raw x₁ and x₂ are inputs too."""

    x1_squared: bool = knob(False, "x₁²", "Gives the network the square of x₁ as an input.", formula="x₁²")
    x2_squared: bool = knob(False, "x₂²", "Gives the network the square of x₂ as an input.", formula="x₂²")
    x1_x2: bool = knob(False, "x₁x₂", "Gives the network the product of both features as an input.", formula="x₁·x₂")
    sin_x1: bool = knob(False, "sin x₁", "Gives the network the sine of x₁ (in radians) as an input.", formula="sin x₁")
    sin_x2: bool = knob(False, "sin x₂", "Gives the network the sine of x₂ (in radians) as an input.", formula="sin x₂")

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the chosen functions, in the order of their columns."""
        return tuple(name for name, _ in self._chosen())

    def joined(self, X: Numbers) -> Numbers:
        """X (examples, 2) with a column for each chosen function; X itself when none is chosen."""
        columns = [function(X[:, 0], X[:, 1]) for _, function in self._chosen()]
        return np.column_stack([X, *columns]) if columns else X

    def _chosen(self) -> list[tuple[str, Callable[[Numbers, Numbers], Numbers]]]:
        return [FUNCTIONS[field] for field in FUNCTIONS if getattr(self, field)]
