"""Normal weights with a fixed spread: right for one width and wrong for every other."""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.initializers.base import Initializer
from ffnn_gui.schema import knob


class Normal(Initializer):
    """W ~ N(0, σ), σ the standard deviation."""

    kind: Literal["normal"] = "normal"
    label: ClassVar[str] = "Normal"
    help: ClassVar[str] = "Draws from a normal distribution with a fixed spread, whatever the layer's width."
    formula: ClassVar[str] = "W ~ N(0, σ)"
    order: ClassVar[float] = 3

    std: float = knob(
        0.1, "Std. deviation", "The spread σ of the weights.", ge=0, le=100, formula="W ~ N(0, σ)", step=0.01
    )

    def draw(self, fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        """Unscaled weights of shape (fan_in, fan_out)."""
        return rng.normal(0.0, self.std, (fan_in, fan_out))
