"""Step decay: the rate drops by a factor every so many epochs."""

from typing import ClassVar, Literal

from ffnn_gui.engine.schedules.base import Schedule
from ffnn_gui.schema import knob


class Step(Schedule):
    """η = η₀ · γ^⌊epoch / every⌋."""

    kind: Literal["step"] = "step"
    label: ClassVar[str] = "Step"
    help: ClassVar[str] = "The rate is multiplied by a factor every so many epochs."
    formula: ClassVar[str] = "η = η₀ · γ^⌊epoch / every⌋"
    order: ClassVar[float] = 2

    every: int = knob(50, "Every", "How many epochs a step lasts.", ge=1, le=1_000_000, unit="epochs")
    gamma: float = knob(
        0.5, "Factor", "What the rate is multiplied by at each step.", gt=0, le=1, formula="η ← γ η", step=0.05
    )

    def decay(self, epoch: int) -> float:
        """The factor in the given epoch after the warm-up."""
        return float(self.gamma ** (epoch // self.every))
