"""Inverse-time decay: one over a line that rises with the epochs."""

from typing import ClassVar, Literal

from ffnn_gui.engine.schedules.base import Schedule
from ffnn_gui.schema import knob


class InverseTime(Schedule):
    """η = η₀ / (1 + k · epoch)."""

    kind: Literal["inverse_time"] = "inverse_time"
    label: ClassVar[str] = "Inverse time"
    help: ClassVar[str] = "The rate falls with one over the time: quickly first, then ever more slowly."
    formula: ClassVar[str] = "η = η₀ / (1 + k · epoch)"
    order: ClassVar[float] = 4

    decay_rate: float = knob(
        0.01, "Decay k", "How quickly the rate falls.", ge=0, le=100, formula="η = η₀ / (1 + k · epoch)", step=0.01
    )

    def decay(self, epoch: int) -> float:
        """The factor in the given epoch after the warm-up."""
        return 1.0 / (1.0 + self.decay_rate * epoch)
