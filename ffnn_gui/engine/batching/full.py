"""Full-batch gradient descent: the true gradient of the training loss, one update an epoch."""

from typing import ClassVar, Literal

from ffnn_gui.engine.batching.base import Batching


class Full(Batching):
    """g = (1/N) Σ ∂Lᵢ/∂θ over all N."""

    kind: Literal["full"] = "full"
    label: ClassVar[str] = "Full batch"
    help: ClassVar[str] = "One update an epoch, from the mean gradient of all examples: smooth, but slow on much data."
    formula: ClassVar[str] = "g = (1/N) Σ ∂Lᵢ/∂θ over all N"
    order: ClassVar[float] = 1
    shuffles: ClassVar[bool] = False

    def batch_size(self, examples: int) -> int:
        """Examples in one batch."""
        return examples
