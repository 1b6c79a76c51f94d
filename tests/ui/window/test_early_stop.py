"""The end of a run by early stopping, as the window tells it: whose numbers stand there, how to go on without it."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.panels.readouts import loss_text, main_readouts
from ffnn_gui.worker import RunState
from tests.ui.window.conftest import GONE


def stopped_early(window: MainWindow, qtbot: QtBot, *, restore: bool) -> dict[str, str]:
    """Let a large network learn a few noisy examples by heart until it is stopped; what the readouts say then."""
    raw = {
        "data": {"kind": "circle", "samples": 60, "noise": 1.5, "validation_fraction": 0.5},
        "network": {"hidden": [{"units": 32}]},
        "regularization": {"early_stopping": {"enabled": True, "patience": 8, "restore_best": restore}},
        "epochs": 2_000,
    }
    window.store.replace(ExperimentConfig.model_validate(raw), "Overfit")
    window.experiment.reset()
    qtbot.waitUntil(lambda: window.runner.state is RunState.READY and not window.runner.pending, timeout=GONE)
    window.runner.start()
    qtbot.waitUntil(lambda: window.runner.state is RunState.FINISHED, timeout=GONE)
    return {readout.caption: readout.value for readout in main_readouts(window.runner)}


@pytest.mark.parametrize("restore", [True, False])
def test_the_numbers_are_those_of_the_weights_that_are_there(window: MainWindow, qtbot: QtBot, restore: bool) -> None:
    shown = stopped_early(window, qtbot, restore=restore)
    runner = window.runner
    best, losses = int(runner.history.last("best_epoch")), runner.history.column("validation_loss")
    assert runner.epoch == best + 8
    assert shown["Epoch"] == (f"{best} of {runner.epoch}" if restore else f"{runner.epoch}")
    assert shown["Validation loss"] == loss_text(losses.min() if restore else losses[-1])
    assert loss_text(losses.min()) != loss_text(losses[-1])


def test_a_run_that_was_stopped_goes_on_without_early_stopping(window: MainWindow, qtbot: QtBot) -> None:
    stopped_early(window, qtbot, restore=True)
    epoch = window.runner.epoch
    button = next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Go on without it")
    button.click()
    qtbot.waitUntil(lambda: window.runner.epoch > epoch + 20, timeout=GONE)
    assert not window.store.config.regularization.early_stopping.enabled
    window.runner.pause()
    qtbot.waitUntil(lambda: window.runner.state is RunState.PAUSED, timeout=GONE)
    shown = {readout.caption: readout.value for readout in main_readouts(window.runner)}
    assert shown["Epoch"] == f"{window.runner.epoch:,}"
