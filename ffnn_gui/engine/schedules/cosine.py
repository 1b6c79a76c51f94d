"""Cosine annealing: half a cosine wave down to a floor, where it stays.

Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts (2017), equation 5, without restarts.
"""

import math
from typing import ClassVar, Literal

from ffnn_gui.engine.schedules.base import Schedule
from ffnn_gui.schema import knob


class Cosine(Schedule):
    """η = η₀ (f + (1 − f)(1 + cos(π · epoch / T)) / 2)."""

    kind: Literal["cosine"] = "cosine"
    label: ClassVar[str] = "Cosine"
    help: ClassVar[str] = "The rate follows half a cosine wave from the base rate down to a floor."
    formula: ClassVar[str] = "η = η₀ (f + (1 − f)(1 + cos(π · epoch / T)) / 2)"
    order: ClassVar[float] = 5

    period: int = knob(
        200, "Period T", "In how many epochs the rate reaches its floor.", ge=1, le=1_000_000, unit="epochs"
    )
    floor: float = knob(0.0, "Floor f", "The smallest share of the base rate.", ge=0, le=1, step=0.05)

    def decay(self, epoch: int) -> float:
        """The factor in the given epoch after the warm-up."""
        progress = min(epoch / self.period, 1.0)
        return self.floor + (1.0 - self.floor) * (1.0 + math.cos(math.pi * progress)) / 2.0
