"""Exponential decay: the same factor in each epoch."""

from typing import ClassVar, Literal

from ffnn_gui.engine.schedules.base import Schedule
from ffnn_gui.schema import knob


class Exponential(Schedule):
    """η = η₀ · γ^epoch."""

    kind: Literal["exponential"] = "exponential"
    label: ClassVar[str] = "Exponential"
    help: ClassVar[str] = "The rate shrinks by the same factor each epoch."
    formula: ClassVar[str] = "η = η₀ · γ^epoch"
    order: ClassVar[float] = 3

    gamma: float = knob(
        0.99, "Factor", "What the rate is multiplied by each epoch.", gt=0, le=1, formula="η ← γ η", step=0.001
    )

    def decay(self, epoch: int) -> float:
        """The factor in the given epoch after the warm-up."""
        return float(self.gamma**epoch)
