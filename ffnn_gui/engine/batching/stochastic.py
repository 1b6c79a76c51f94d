"""Stochastic gradient descent in its strict form: one example, one update."""

from typing import ClassVar, Literal

from ffnn_gui.engine.batching.base import Batching


class Stochastic(Batching):
    """g = ∂Lᵢ/∂θ of one example i."""

    kind: Literal["stochastic"] = "stochastic"
    label: ClassVar[str] = "Stochastic"
    help: ClassVar[str] = "An update after every single example: the noisiest gradient, the most updates an epoch."
    formula: ClassVar[str] = "g = ∂Lᵢ/∂θ of one example i"
    order: ClassVar[float] = 3

    def batch_size(self, examples: int) -> int:
        """Examples in one batch."""
        return 1
