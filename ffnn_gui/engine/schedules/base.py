"""What every schedule can do: give the factor on the base rate for an epoch, counted from 0.

During the warm-up the factor rises linearly to its full size; the schedule's own epochs count from the warm-up's end.
"""

from abc import abstractmethod

from ffnn_gui.schema import Choice, knob


class Schedule(Choice):
    """A rule for the learning rate over the epochs, with an optional linear warm-up."""

    warm_up: int = knob(
        0,
        "Warm-up",
        "So many epochs rise linearly to the full rate before the schedule begins; 0 for none.",
        ge=0,
        le=100_000,
        unit="epochs",
        formula="η = η₀ (epoch + 1) / (warm-up + 1)",
    )

    def factor(self, epoch: int) -> float:
        """The factor on the base rate in the given epoch (counted from 0)."""
        if epoch < self.warm_up:
            return (epoch + 1) / (self.warm_up + 1)
        return self.decay(epoch - self.warm_up)

    @abstractmethod
    def decay(self, epoch: int) -> float:
        """The factor without warm-up, 1 at epoch 0."""
