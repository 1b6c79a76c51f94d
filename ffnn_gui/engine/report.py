"""What the trainer says at the end of an epoch: scores, rate, gradient sizes, and why it stopped when it did."""

from dataclasses import dataclass

from ffnn_gui.engine.evaluation import Score


@dataclass(frozen=True, slots=True)
class EpochReport:
    """One epoch.

    Attributes:
        epoch: epochs done, from 1
        updates: updates done since the start
        learning_rate: the rate of this epoch
        train, validation: scores in evaluation mode after the epoch (validation None without such a part)
        penalty: L2 and L1 penalty, not part of the scores' loss
        gradient_norms: ‖∂L/∂θ‖ of each layer, of the epoch's last batch
        best_epoch: the epoch with the lowest validation loss so far (0: none yet)
        stopped: why training ended with this epoch; empty while it goes on
    """

    epoch: int
    updates: int
    learning_rate: float
    train: Score
    validation: Score | None
    penalty: float
    gradient_norms: tuple[float, ...]
    best_epoch: int
    stopped: str = ""
