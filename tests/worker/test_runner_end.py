"""Errors reach the window as words while the thread lives on; closing while training is clean every time."""

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QThread

from ffnn_gui.engine import Trainer
from ffnn_gui.worker import Runner, RunState

LONG = 10**8


def fail(*args: Any) -> Any:
    """Something that fails."""
    raise OSError("the disk is gone")


def test_an_error_in_training_is_told_and_training_goes_on(
    runner: Any, witness: Any, until: Any, small: Any, at_update: Any, caplog: pytest.LogCaptureFixture
) -> None:
    at_update(10, fail)
    runner.load(small(epochs=LONG))
    runner.start()
    until(RunState.FAILED)
    assert witness.failed[0].startswith("Training stopped because of an error: the disk is gone.")
    assert runner.capture().updates == runner.updates == 9
    runner.start()
    until(lambda: runner.updates > 50)
    assert runner.state is RunState.RUNNING
    assert len(witness.failed) == len(caplog.records) == 1


def test_a_reset_after_an_error_begins_anew(
    runner: Any, until: Any, small: Any, at_update: Any, caplog: pytest.LogCaptureFixture
) -> None:
    at_update(1, fail)
    runner.load(small())
    runner.step_batch()
    until(RunState.FAILED)
    runner.reset()
    until(RunState.READY)
    runner.start()
    until(RunState.FINISHED)
    assert caplog.records


def test_a_run_that_cannot_be_prepared(
    runner: Any,
    witness: Any,
    until: Any,
    small: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("ffnn_gui.engine.trainer.prepare", fail)
        runner.load(small())
        runner.start()
        until(RunState.FAILED)
        assert runner.capture() is None
        runner.start()
    assert len(witness.failed) == 2
    assert "could not be prepared: the disk is gone." in witness.failed[0]
    assert runner.data is None
    assert not runner.request_snapshot({})
    runner.apply(small(learning_rate=0.5))
    until(RunState.READY)
    assert len(caplog.records) == 1


def test_a_broken_probe_is_told_while_training_goes_on(
    runner: Any, witness: Any, until: Any, small: Any, caplog: pytest.LogCaptureFixture
) -> None:
    runner.load(small(epochs=LONG))
    until(RunState.READY)
    runner.start()
    assert runner.request_snapshot({"surface": fail, "epoch": lambda trainer: trainer.epoch})
    until(lambda: bool(witness.snapshots))
    assert list(witness.snapshots[0].values) == ["epoch"]
    assert "“surface” could not be computed: the disk is gone." in witness.failed[0]
    assert runner.state is RunState.RUNNING
    assert len(caplog.records) == 1


def test_signals_come_in_the_window_s_thread(runner: Any, until: Any, small: Any) -> None:
    threads: list[QThread] = []
    for signal in (runner.state_changed, runner.epoch_finished, runner.prepared, runner.stopped):
        signal.connect(lambda *_: threads.append(QThread.currentThread()))
    runner.load(small())
    runner.start()
    until(RunState.FINISHED)
    assert len(threads) >= 5
    assert all(thread is QThread.currentThread() for thread in threads)


def test_closing_while_training_a_hundred_times(qtbot: Any, small: Any) -> None:
    joined = 0
    for number in range(100):
        runner = Runner()
        runner.load(small(epochs=LONG))
        runner.start()
        if number % 3:
            qtbot.waitUntil(lambda: runner.updates > 0, timeout=30_000)  # noqa: B023
        if number % 4 == 1:
            runner.request_snapshot({"weights": lambda trainer: trainer.network.theta.copy()})
        runner.shutdown()
        joined += runner._thread.isFinished()
    assert joined == 100


def test_after_the_end_nothing_is_told_and_nothing_hangs(runner: Any, witness: Any, until: Any, small: Any) -> None:
    runner.load(small(epochs=LONG))
    runner.start()
    until(lambda: runner.epoch > 2)
    runner.shutdown()
    runner.shutdown()
    told = len(witness.reports)
    for ask in (runner.start, runner.pause, runner.toggle, runner.step_batch, runner.step_epoch, runner.reset):
        ask()
    assert runner.capture() is None
    assert not runner.request_snapshot({})
    QCoreApplication.processEvents()
    assert len(witness.reports) == told


def test_closing_before_anything_was_loaded(qtbot: Any) -> None:
    Runner().shutdown()


def test_the_quitting_application_ends_the_thread(runner: Any, until: Any, small: Any) -> None:
    runner.load(small(epochs=LONG))
    runner.start()
    until(lambda: runner.updates > 0)
    QCoreApplication.instance().aboutToQuit.emit()
    assert runner._thread.isFinished()


def test_the_last_state_can_be_captured_before_the_end(runner: Any, until: Any, small: Any) -> None:
    runner.load(small(epochs=LONG))
    runner.start()
    until(lambda: runner.updates > 5)
    state = runner.capture()
    runner.shutdown()
    again = Trainer(small(epochs=LONG), state)
    assert (again.epoch, again.updates) == (state.epoch, state.updates)
    assert state.updates > 5
