"""Mini-batch gradient descent: the mean gradient of a few examples drawn anew each epoch."""

from typing import ClassVar, Literal

from ffnn_gui.engine.batching.base import Batching
from ffnn_gui.schema import knob


class MiniBatch(Batching):
    """g = (1/B) Σ ∂Lᵢ/∂θ over B examples."""

    kind: Literal["mini_batch"] = "mini_batch"
    label: ClassVar[str] = "Mini-batch"
    help: ClassVar[str] = "An update after every few examples: a noisier gradient, far more updates an epoch."
    formula: ClassVar[str] = "g = (1/B) Σ ∂Lᵢ/∂θ over B examples"
    order: ClassVar[float] = 2

    size: int = knob(32, "Batch size", "How many examples make one update.", ge=1, le=65_536, unit="examples")

    def batch_size(self, examples: int) -> int:
        """Examples in one batch."""
        return min(self.size, examples)
