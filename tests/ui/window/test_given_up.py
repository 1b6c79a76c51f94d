"""A long run that a reset has ended can be brought back, bit for bit."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import TrainerState
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.window import given_up
from ffnn_gui.worker import RunState


@pytest.fixture(autouse=True)
def every_run_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given_up, "SHORT", 0.0)


def train(window: MainWindow, qtbot: QtBot, epochs: int = 3) -> TrainerState:
    """The state after some epochs more."""
    for _ in range(epochs):
        window.runner.step_epoch()
    goal = window.runner.epoch + epochs
    qtbot.waitUntil(lambda: window.runner.state is RunState.PAUSED and window.runner.epoch == goal)
    return state_of(window)


def state_of(window: MainWindow) -> TrainerState:
    state = window.runner.capture()
    assert state is not None
    return state


def do(window: MainWindow, qtbot: QtBot, command: str) -> None:
    """Choose a command that begins another run."""
    window.actions_[command].trigger()
    qtbot.waitUntil(lambda: window.runner.state in (RunState.READY, RunState.PAUSED))


def is_equal(one: TrainerState, other: TrainerState) -> bool:
    pairs = zip(one.arrays, other.arrays, strict=True)
    return one.epoch == other.epoch and all(np.array_equal(*pair) for pair in pairs)


def test_before_a_reset_there_is_nothing_to_bring_back(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.actions_["bring_back"].isEnabled()
    do(window, qtbot, "reset")
    train(window, qtbot)
    assert not window.actions_["bring_back"].isEnabled()


def test_the_run_goes_on_as_if_it_had_not_been_reset(window: MainWindow, qtbot: QtBot) -> None:
    before = train(window, qtbot)
    losses = window.runner.history.rows.copy()
    after = train(window, qtbot)
    window.runner.load(window.runner.run_config, before, losses, 1.0)
    qtbot.waitUntil(lambda: window.runner.state is RunState.PAUSED)
    do(window, qtbot, "reset")
    assert "up to epoch 3 " in window.notice.text
    assert window.runner.updates == 0
    do(window, qtbot, "bring_back")
    assert window.notice.text == ""
    assert is_equal(state_of(window), before)
    assert np.array_equal(window.runner.history.rows, losses)
    assert is_equal(train(window, qtbot), after)


def test_the_settings_come_back_with_it_and_can_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    before = train(window, qtbot)
    seed = window.store.config.seed
    do(window, qtbot, "new_seed")
    other = window.store.config.seed
    do(window, qtbot, "bring_back")
    assert window.store.config.seed == window.runner.run_config.seed == seed != other
    assert is_equal(state_of(window), before)
    assert not window.runner.pending
    window.store.undo_stack.undo()
    assert window.store.config.seed == other
    assert [change.path for change in window.runner.pending] == ["seed"]


def test_a_change_that_waited_waits_again(window: MainWindow, qtbot: QtBot) -> None:
    train(window, qtbot)
    window.store.set("network.hidden.0.units", 5)
    do(window, qtbot, "reset")
    assert not window.runner.pending
    do(window, qtbot, "bring_back")
    assert len(window.runner.pending) == 1
    assert window.store.config.network.hidden[0].units == 5


def test_two_runs_take_turns(window: MainWindow, qtbot: QtBot) -> None:
    first = train(window, qtbot)
    do(window, qtbot, "new_seed")
    second = train(window, qtbot, 2)
    for state in (first, second, first):
        do(window, qtbot, "bring_back")
        assert is_equal(state_of(window), state)


def test_a_short_run_does_not_replace_a_long_one(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = train(window, qtbot)
    do(window, qtbot, "reset")
    monkeypatch.setattr(given_up, "SHORT", 1e9)
    train(window, qtbot, 1)
    do(window, qtbot, "reset")
    do(window, qtbot, "bring_back")
    assert is_equal(state_of(window), long)
    assert not window.actions_["bring_back"].isEnabled()


def test_another_session_has_no_such_run(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.save_session(tmp_path / "other.ffnn")
    train(window, qtbot)
    do(window, qtbot, "reset")
    assert window.actions_["bring_back"].isEnabled()
    assert window.open_session(tmp_path / "other.ffnn")
    assert not window.actions_["bring_back"].isEnabled()
    assert window.notice.text == ""


def test_a_worker_that_is_busy_does_not_hold_up_the_reset(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(window, qtbot)
    monkeypatch.setattr(window.runner, "capture", lambda timeout: None)
    do(window, qtbot, "reset")
    assert window.runner.updates == 0
    assert not window.actions_["bring_back"].isEnabled()
