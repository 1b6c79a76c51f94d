"""The constant schedule: the base rate in every epoch."""

from typing import ClassVar, Literal

from ffnn_gui.engine.schedules.base import Schedule


class Constant(Schedule):
    """η = η₀."""

    kind: Literal["constant"] = "constant"
    label: ClassVar[str] = "Constant"
    help: ClassVar[str] = "The rate stays as it is."
    formula: ClassVar[str] = "η = η₀"
    order: ClassVar[float] = 1

    def decay(self, epoch: int) -> float:
        """The factor in the given epoch after the warm-up."""
        return 1.0
