"""The numbers of the run in words and figures: what the run bar and the status bar show."""

import math
from dataclasses import dataclass
from functools import partial

from ffnn_gui.engine.early_stopping import has_restored
from ffnn_gui.insight.numbers import number
from ffnn_gui.worker import Runner, RunState


@dataclass(frozen=True)
class Readout:
    """A caption and a value."""

    caption: str
    value: str


NOTHING = "–"


def main_readouts(runner: Runner) -> tuple[Readout, ...]:
    """What the eye looks for: epoch, losses, accuracy (R² for regression); the same captions at all times.

    Where early stopping has brought weights back, the numbers are those of the weights that are there.
    """
    last, epoch = runner.history.last, f"{runner.epoch:,}"
    if has_restored(runner.stop_reason):
        best = runner.history.epoch_of_weights(runner.stop_reason)
        last, epoch = partial(runner.history.at, epoch=best), f"{best:,} of {epoch}"
    regression = runner.data is not None and runner.data.task.kind == "regression"
    quality = "R²" if regression else "acc."
    show = _plain if regression else _percent
    return (
        Readout("Epoch", epoch),
        Readout("Training loss", loss_text(last("train_loss"))),
        Readout("Validation loss", loss_text(last("validation_loss"))),
        Readout(f"Training {quality}", show(last("train_accuracy"))),
        Readout(f"Validation {quality}", show(last("validation_accuracy"))),
    )


def detail_readouts(runner: Runner) -> tuple[Readout, ...]:
    """The rest: updates, time, speed, current rate."""
    config = runner.run_config
    # Of the epoch under way, or of the last one where all are done.
    rate = config.learning_rate.rate(min(runner.epoch, config.epochs - 1))
    speed = runner.epochs_per_second
    return (
        Readout("Updates", f"{runner.updates:,}{_within_epoch(runner)}"),
        Readout("Time", time_text(runner.elapsed)),
        Readout("Speed", f"{speed:,.0f} epochs/s" if speed >= 10 else f"{speed:.1f} epochs/s" if speed else NOTHING),
        Readout("Learning rate", number(rate, 3)),
    )


def _within_epoch(runner: Runner) -> str:
    """How far beyond an epoch a run has paused: its weights, and what is drawn of them, are later than its losses."""
    updates = runner.history.last("updates")
    if runner.state is RunState.RUNNING or math.isnan(updates) or updates == runner.updates:
        return ""
    return f", {runner.updates - int(updates):,} after epoch {runner.epoch:,}"


def loss_text(loss: float) -> str:
    """A loss in few figures, with four places while it is below 1: 0.0312, 203.1, 1.25·10⁻⁷; a dash for none."""
    return f"{loss:.4f}" if 1e-3 <= loss < 1 or loss == 0 else number(loss)


def time_text(seconds: float) -> str:
    """4.2 s, 3:07 or 1:02:45."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _percent(share: float) -> str:
    return NOTHING if math.isnan(share) else f"{share:.1%}".replace("%", " %")


def _plain(value: float) -> str:
    return NOTHING if not math.isfinite(value) else f"{value:.3f}"
