"""The runner as the window sees it: states, signals, history, steps, pauses, all bit-equal to plain training."""

from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import Trainer
from ffnn_gui.worker import RunState

LONG = 10**8
DONE = "All 6 epochs are done; to go on, raise “Stop at epoch”."


def assert_same_weights(state: Any, trainer: Trainer) -> None:
    """Bit-equal weights, moments and place in the run."""
    expected = trainer.capture()
    assert (state.epoch, state.updates, state.generators) == (expected.epoch, expected.updates, expected.generators)
    for a, b in zip(
        [*state.arrays, *state.moments.values()], [*expected.arrays, *expected.moments.values()], strict=True
    ):
        np.testing.assert_array_equal(a, b)


def test_it_is_empty_at_first(runner: Any, witness: Any) -> None:
    for ask in (runner.start, runner.pause, runner.step_batch, runner.step_epoch, runner.reset):
        ask()
    assert runner.state is RunState.EMPTY
    assert (len(runner.history), runner.data, runner.epoch, runner.updates, runner.elapsed) == (0, None, 0, 0, 0)
    assert runner.capture() is None
    assert not runner.request_snapshot({})
    assert witness.states == []


def test_a_run_from_start_to_end(runner: Any, witness: Any, until: Any, small: Any) -> None:
    expected = list(Trainer(small()).run())
    runner.load(small())
    until(RunState.READY)
    assert len(runner.data.train) > 0
    assert runner.run_config == small()
    runner.start()
    assert runner.state is RunState.RUNNING
    until(RunState.FINISHED)
    assert witness.reports == expected
    np.testing.assert_array_equal(runner.history.column("epoch"), np.arange(1, 7))
    assert (runner.epoch, runner.updates) == (6, expected[-1].updates)
    assert runner.elapsed > 0
    assert runner.epochs_per_second == 0
    assert witness.states == [RunState.LOADING, RunState.READY, RunState.RUNNING, RunState.FINISHED]
    assert witness.stopped == [runner.stop_reason] == [DONE]


def test_reports_are_in_the_history_before_they_are_told(runner: Any, until: Any, small: Any) -> None:
    rows: list[tuple[int, int]] = []
    runner.epoch_finished.connect(lambda reports: rows.append((len(runner.history), reports[-1].epoch)))
    runner.load(small(epochs=300))
    runner.start()
    until(RunState.FINISHED)
    assert rows
    assert all(length == epoch for length, epoch in rows)


def test_a_start_while_loading_starts_as_soon_as_loaded(runner: Any, witness: Any, until: Any, small: Any) -> None:
    runner.load(small())
    runner.start()
    assert runner.state is RunState.LOADING
    until(RunState.FINISHED)
    assert witness.states == [RunState.LOADING, RunState.RUNNING, RunState.FINISHED]


def test_a_finished_run_only_says_why(runner: Any, witness: Any, until: Any, small: Any) -> None:
    runner.load(small())
    runner.start()
    until(RunState.FINISHED)
    runner.start()
    runner.step_epoch()
    runner.step_batch()
    assert runner.state is RunState.FINISHED
    assert witness.stopped == [DONE] * 4


def test_pauses_steps_and_snapshots_do_not_change_what_is_learnt(
    runner: Any, witness: Any, until: Any, small: Any
) -> None:
    trainer = Trainer(small(epochs=40))
    expected = list(trainer.run())
    runner.load(small(epochs=40))
    until(RunState.READY)
    while runner.state is not RunState.FINISHED:
        runner.request_snapshot({"outputs": lambda trainer: trainer.network.predict(trainer.data.train.X)})
        runner.start()
        runner.pause()
        until(lambda: runner.state is not RunState.RUNNING)
        updates = runner.updates
        runner.step_batch()
        until(lambda: runner.updates > updates or runner.state is RunState.FINISHED)  # noqa: B023
        if runner.state is not RunState.FINISHED:
            runner.step_epoch()
            until(lambda: runner.state is not RunState.RUNNING)
    assert witness.reports == expected
    assert_same_weights(runner.capture(), trainer)
    assert RunState.PAUSED in witness.states


def test_thousands_of_short_epochs_all_arrive_in_order(runner: Any, witness: Any, until: Any, small: Any) -> None:
    epochs = 20_500
    runner.load(small(data={"kind": "xor", "samples": 10}, network={"hidden": []}, batching="full", epochs=epochs))
    runner.start()
    until(RunState.FINISHED)
    assert [report.epoch for report in witness.reports] == list(range(1, epochs + 1))
    np.testing.assert_array_equal(runner.history.column("epoch"), np.arange(1, epochs + 1))
    np.testing.assert_array_equal(runner.history.column("train_loss"), [r.train.loss for r in witness.reports])


def test_a_reset_begins_with_the_same_weights(runner: Any, until: Any, small: Any) -> None:
    runner.load(small())
    runner.start()
    until(RunState.FINISHED)
    runner.reset()
    until(RunState.READY)
    assert (len(runner.history), runner.epoch, runner.updates, runner.elapsed, runner.stop_reason) == (0, 0, 0, 0, "")
    assert_same_weights(runner.capture(), Trainer(small()))


def test_a_reset_while_running_stops(runner: Any, witness: Any, until: Any, small: Any) -> None:
    runner.load(small(epochs=LONG))
    runner.start()
    until(lambda: runner.epoch > 0)
    runner.reset()
    old = len(witness.reports)
    until(RunState.READY)
    runner.step_epoch()
    until(RunState.PAUSED)
    # Nothing of the old run is told, although it was being trained when the new one was asked for.
    assert [report.epoch for report in witness.reports[old:]] == [1]
    assert len(runner.history) == 1


def test_only_the_latest_of_many_loads_is_there(runner: Any, witness: Any, until: Any, small: Any) -> None:
    prepared: list[Any] = []
    runner.prepared.connect(lambda: prepared.append(runner.run_config.seed))
    for seed in range(50):
        runner.load(small(seed=seed))
    until(RunState.READY)
    assert prepared == [49]
    assert_same_weights(runner.capture(), Trainer(small(seed=49)))


def test_a_start_right_after_a_pause_goes_on(runner: Any, witness: Any, until: Any, small: Any) -> None:
    runner.load(small(epochs=LONG))
    runner.start()
    until(RunState.RUNNING)
    for _ in range(20):
        runner.pause()
        runner.start()
    epoch = runner.epoch
    until(lambda: runner.epoch > epoch + 5)
    assert witness.states == [RunState.LOADING, RunState.RUNNING]


def test_toggling_twice_is_as_before(runner: Any, until: Any, small: Any) -> None:
    runner.load(small(epochs=LONG))
    until(RunState.READY)
    runner.toggle()
    until(lambda: runner.updates > 0)
    runner.toggle()
    until(RunState.PAUSED)
    runner.toggle()
    assert runner.state is RunState.RUNNING
    runner.toggle()
    until(RunState.PAUSED)


def test_nothing_is_told_after_a_pause(runner: Any, witness: Any, until: Any, small: Any) -> None:
    runner.load(small(epochs=LONG))
    runner.start()
    until(lambda: runner.epoch > 3)
    runner.pause()
    until(RunState.PAUSED)
    told = len(witness.reports)
    state = runner.capture()
    assert (state.epoch, state.updates) == (runner.epoch, runner.updates)
    assert len(witness.reports) == told


def test_a_pause_before_anything_was_trained_leaves_it_ready(runner: Any, until: Any, small: Any) -> None:
    runner.load(small())
    runner.start()
    runner.pause()
    until(lambda: runner.state in (RunState.READY, RunState.PAUSED))
    runner.capture()
    assert runner.state is (RunState.PAUSED if runner.updates else RunState.READY)


def test_single_steps_count_each(runner: Any, until: Any, small: Any) -> None:
    runner.load(small())
    for _ in range(7):
        runner.step_batch()
    assert runner.capture().updates == 7
    until(RunState.PAUSED)
    assert runner.updates == 7


def test_a_capture_in_mid_run_has_its_history(runner: Any, until: Any, small: Any) -> None:
    expected = list(Trainer(small(epochs=400)).run())
    runner.load(small(epochs=400))
    runner.start()
    until(lambda: runner.updates > 10)
    state = runner.capture()
    rows = runner.rows_until(state.epoch).copy()
    np.testing.assert_array_equal(rows[:, 0], np.arange(1, state.epoch + 1))
    runner.load(small(epochs=400), state, rows, elapsed=12.5)
    until(lambda: runner.state in (RunState.PAUSED, RunState.FINISHED))
    assert (runner.epoch, len(runner.history), runner.elapsed) == (state.epoch, state.epoch, 12.5)
    runner.start()
    until(RunState.FINISHED)
    np.testing.assert_array_equal(runner.history.column("train_loss"), [report.train.loss for report in expected])


def test_a_finished_session_is_finished_when_loaded(runner: Any, witness: Any, until: Any, small: Any) -> None:
    trainer = Trainer(small())
    list(trainer.run())
    runner.load(small(), trainer.capture())
    runner.start()
    until(RunState.FINISHED)
    assert witness.stopped == [DONE]
    assert witness.reports == []


def test_one_snapshot_is_out_at_a_time(runner: Any, witness: Any, until: Any, small: Any) -> None:
    runner.load(small(epochs=LONG))
    assert not runner.request_snapshot({})
    until(RunState.READY)
    runner.start()
    for number in range(1, 6):
        assert runner.request_snapshot({"n": lambda trainer: trainer.updates, "m": lambda trainer: trainer.epoch})
        assert not runner.request_snapshot({})
        until(lambda: len(witness.snapshots) == number)  # noqa: B023
    snapshot = witness.snapshots[-1]
    assert dict(snapshot.values) == {"n": snapshot.updates, "m": snapshot.epoch}
    assert runner.updates >= snapshot.updates
    assert len(runner.history) >= snapshot.epoch


def test_a_snapshot_of_an_old_run_is_dropped_and_blocks_nothing(
    runner: Any, witness: Any, until: Any, small: Any
) -> None:
    runner.load(small())
    until(RunState.READY)
    assert runner.request_snapshot({"seed": lambda trainer: trainer.config.seed})
    runner.load(small(seed=1))
    until(RunState.READY)
    assert runner.request_snapshot({"seed": lambda trainer: trainer.config.seed})
    until(lambda: bool(witness.snapshots))
    assert [snapshot.values["seed"] for snapshot in witness.snapshots] == [1]


def test_history_rows_must_fit_the_network(runner: Any, small: Any) -> None:
    with pytest.raises(ValueError, match="columns"):
        runner.load(small(), None, np.zeros((3, 2)))
    assert runner.state is RunState.EMPTY


def test_it_trains_only_while_granted_once_paced(runner: Any, until: Any, small: Any) -> None:
    runner.set_paced(True)
    runner.load(small())
    runner.start()
    # A capture is obeyed after the start, so that training would have begun.
    assert runner.capture().updates == 0
    runner.grant_frame(float("inf"))
    until(RunState.FINISHED)
    runner.reset()
    runner.set_paced(True)
    runner.start()
    assert runner.capture().updates == 0
    runner.grant_hidden()
    until(RunState.FINISHED)


def test_it_is_unpaced_again_when_told(runner: Any, until: Any, small: Any) -> None:
    runner.set_paced(True)
    runner.load(small())
    runner.start()
    runner.set_paced(False)
    until(RunState.FINISHED)


def test_a_speed_of_nothing_is_refused(runner: Any) -> None:
    with pytest.raises(ValueError, match="more than 0"):
        runner.set_speed(0)


def test_a_speed_limit_set_before_loading_holds(runner: Any, until: Any, small: Any) -> None:
    runner.set_speed(0.001)
    runner.load(small())
    runner.start()
    until(lambda: runner.updates == 1)
    assert runner.capture().updates == 1
    runner.set_speed(None)
    until(RunState.FINISHED)
