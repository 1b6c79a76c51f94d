"""The worker's loop on a clock of the test's own: what is trained, told and when, without a thread or a window."""

import math
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import Trainer
from ffnn_gui.worker.commands import Answer, Apply, Capture, Go, Limit, Load, Look, Pause, Quit, StepBatch
from ffnn_gui.worker.events import Finished, Paused, Prepared, Progress, Snapshot

FOREVER = math.inf

QT_FREE = """
import sys
sys.modules["PySide6"] = None  # any import of it fails
import ffnn_gui.worker.loop, ffnn_gui.worker.record
print("imported")
"""


def capture(worker: Any, run_id: int = 1) -> Any:
    """The state in which the worker is."""
    answer = Answer()
    worker.post(Capture(run_id, answer)).work()
    assert answer.given.is_set()
    return answer.state


def assert_same(state: Any, trainer: Trainer) -> None:
    """Bit-equal to the trainer's own state."""
    expected = trainer.capture()
    assert (state.epoch, state.updates, state.generators) == (expected.epoch, expected.updates, expected.generators)
    for a, b in zip(
        [*state.arrays, *state.moments.values()], [*expected.arrays, *expected.moments.values()], strict=True
    ):
        np.testing.assert_array_equal(a, b)


def after(config: Any, updates: int) -> Trainer:
    """A trainer that has made so many updates by itself."""
    trainer = Trainer(config)
    steps = trainer.steps()
    while trainer.updates < updates:
        next(steps)
    return trainer


def test_a_run_is_bit_equal_to_the_trainers_own(worker: Any, small: Any) -> None:
    trainer = Trainer(small())
    expected = list(trainer.run())
    worker.post(Load(1, 1, small()), Go(1, 2, FOREVER)).work()
    assert worker.reports == expected
    assert_same(capture(worker), trainer)


def test_what_is_told_comes_in_order(worker: Any, small: Any) -> None:
    worker.post(Load(1, 1, small()), Go(1, 2, FOREVER)).work()
    prepared, progress, finished = worker.events
    assert (prepared.run_id, prepared.epoch, prepared.updates, prepared.stopped) == (1, 0, 0, "")
    assert progress.updates == worker.reports[-1].updates
    assert finished == Finished(1, 2, "All 6 epochs are done; to go on, raise “Stop at epoch”.")


def test_of_a_single_epoch_it_is_said_that_it_is_done(worker: Any, small: Any) -> None:
    worker.post(Load(1, 1, small(epochs=1)), Go(1, 2, FOREVER)).work()
    assert worker.events[-1] == Finished(1, 2, "The only epoch is done; to go on, raise “Stop at epoch”.")


def test_pauses_steps_and_looks_do_not_change_what_is_learnt(worker: Any, small: Any, at_update: Any) -> None:
    expected = list(Trainer(small()).run())
    worker.post(Load(1, 1, small()))
    for ticket in range(2, 200, 3):
        worker.post(StepBatch(1, ticket), Look(1, {"θ": lambda trainer: trainer.network.theta.copy()})).work()
        at_update(ticket % 4 + 1, lambda: worker.post(Pause(1, ticket + 2)))  # noqa: B023
        worker.post(Go(1, ticket + 1, FOREVER)).work()
    assert worker.reports == expected
    assert len(worker.told(Snapshot)) == 66


@pytest.mark.parametrize("updates", [1, 2, 3, 4, 9])
def test_a_pause_comes_after_the_batch_in_hand(worker: Any, small: Any, at_update: Any, updates: int) -> None:
    at_update(updates, lambda: worker.post(Pause(1, 3)))
    worker.post(Load(1, 1, small()), Go(1, 2, FOREVER)).work()
    assert worker.events[-1] == Paused(1, 3)
    assert worker.updates == updates


def test_it_trains_only_while_it_holds_a_grant(worker: Any, small: Any) -> None:
    worker.clock.tick = 0.001
    worker.pacing.grant(0)
    worker.post(Load(1, 1, small(epochs=1000)), Go(1, 2, FOREVER)).work()
    assert worker.updates == 0
    for frames in (1, 2, 3):
        worker.pacing.grant(0.02)
        worker.work()
        # One slice, told once; the clock ticks a few more times than there are batches.
        assert len(worker.told(Progress)) == frames
        assert 10 * frames <= worker.updates <= 20 * frames


def test_a_long_grant_is_cut_into_slices_with_a_rest_between(worker: Any, small: Any) -> None:
    worker.clock.tick = 0.001
    worker.pacing.grant(1.0)
    worker.post(Load(1, 1, small(epochs=10_000)), Go(1, 2, FOREVER)).work()
    assert 10 <= len(worker.told(Progress)) <= 25
    rests = [sleep for sleep in worker.alarm.sleeps if sleep is not None]
    assert 10 <= len(rests) <= 25


def test_a_command_is_obeyed_without_a_grant(worker: Any, small: Any) -> None:
    worker.pacing.grant(0)
    worker.post(Load(1, 1, small()), StepBatch(1, 2)).work()
    assert capture(worker).updates == 1


@pytest.mark.parametrize("limit", [1, 10, 100, 2000])
def test_the_speed_limit_holds(worker: Any, small: Any, limit: float) -> None:
    worker.clock.tick = 1e-5
    seconds = 10 if limit <= 100 else 2
    worker.post(Limit(limit), Load(1, 1, small(epochs=100_000)), Go(1, 2, FOREVER))
    worker.work(until=worker.clock.now + seconds)
    assert worker.updates == pytest.approx(limit * seconds, rel=0.03, abs=1)
    assert len(worker.told(Progress)) <= min(limit, 100) * seconds + 1


def test_a_limit_ends_when_it_is_lifted(worker: Any, small: Any) -> None:
    worker.clock.tick = 1e-6
    worker.post(Limit(1), Load(1, 1, small(epochs=50)), Go(1, 2, FOREVER)).work(until=worker.clock.now + 3)
    start = worker.clock.now
    worker.post(Limit(None)).work()
    assert worker.told(Finished)
    assert worker.clock.now - start < 1


def test_steps_are_made_one_by_one(worker: Any, small: Any) -> None:
    worker.post(Load(1, 1, small()), *(StepBatch(1, ticket) for ticket in range(2, 9))).work()
    assert_same(capture(worker), after(small(), 7))
    assert [event.ticket for event in worker.told(Paused)] == list(range(2, 9))


def test_a_step_ends_a_run(worker: Any, small: Any) -> None:
    worker.post(Load(1, 1, small()), Go(1, 2, FOREVER), StepBatch(1, 3)).work()
    assert worker.updates <= 2
    assert worker.events[-1] == Paused(1, 3)


def test_epochs_are_trained_one_by_one_from_wherever_it_stands(worker: Any, small: Any) -> None:
    worker.post(Load(1, 1, small()), StepBatch(1, 2), Go(1, 3, 1.0)).work()
    assert [report.epoch for report in worker.reports] == [1]
    worker.post(Go(1, 4, 1.0), Go(1, 5, 1.0)).work()
    assert [report.epoch for report in worker.reports] == [1, 2, 3]
    assert worker.events[-1] == Paused(1, 5)


def test_an_epoch_wanted_while_running_is_the_last(worker: Any, small: Any) -> None:
    worker.post(Load(1, 1, small()), Go(1, 2, FOREVER), Go(1, 3, 1.0)).work()
    assert [report.epoch for report in worker.reports] == [1]


def test_a_finished_run_says_so_again(worker: Any, small: Any) -> None:
    worker.post(Load(1, 1, small()), Go(1, 2, FOREVER)).work()
    worker.post(Go(1, 3, FOREVER), StepBatch(1, 4)).work()
    assert [event.ticket for event in worker.told(Finished)] == [2, 3, 4]
    assert len(worker.reports) == 6


def test_a_finished_run_goes_on_when_more_epochs_are_wanted(worker: Any, small: Any) -> None:
    worker.post(Load(1, 1, small()), Go(1, 2, FOREVER)).work()
    worker.post(Apply(1, 3, small(epochs=9)), Go(1, 4, FOREVER)).work()
    assert worker.told(Paused) == [Paused(1, 3)]
    assert worker.reports == list(Trainer(small(epochs=9)).run())


@pytest.mark.parametrize(
    "change",
    [
        {"learning_rate": 0.5},
        {"optimizer": "momentum"},
        {"optimizer": {"kind": "adam", "beta1": 0.5}},
        {"batching": {"kind": "mini_batch", "size": 7}},
        {"batching": "full"},
        {"regularization": {"l2": 0.1}},
        {"network": {"hidden": [{"units": 3, "dropout": 0.5}, {"units": 2}]}},
    ],
    ids=str,
)
@pytest.mark.parametrize("updates", [3, 8])
def test_live_changes_hold_from_the_next_batch_and_keep_the_weights(
    worker: Any, small: Any, change: dict[str, Any], updates: int
) -> None:
    trainer = after(small(), updates)
    trainer.apply(small(**change))
    worker.post(Load(1, 1, small()), *[StepBatch(1, 2)] * updates, Apply(1, 3, small(**change))).work()
    assert_same(capture(worker), trainer)
    expected = [report for report in trainer.steps() if report]
    worker.events.clear()
    worker.post(Go(1, 4, FOREVER)).work()
    assert worker.reports == expected


def test_a_live_change_in_the_middle_of_a_run_does_not_stop_it(worker: Any, small: Any) -> None:
    worker.post(Load(1, 1, small()), Go(1, 2, FOREVER), Apply(1, 3, small(learning_rate=0.5))).work()
    assert worker.told(Paused) == []
    assert {report.learning_rate for report in worker.reports} == {0.5}
    assert worker.told(Finished)[0].ticket == 3


def test_an_end_moved_into_the_past_stops_at_once_and_can_be_moved_back(
    worker: Any, small: Any, at_update: Any
) -> None:
    expected = list(Trainer(small()).run())
    at_update(expected[3].updates + 2, lambda: worker.post(Apply(1, 3, small(epochs=2))))
    worker.post(Load(1, 1, small()), Go(1, 2, FOREVER)).work()
    assert worker.events[-1] == Finished(1, 3, "All 2 epochs are done; to go on, raise “Stop at epoch”.")
    assert worker.reports == expected[:4]
    worker.post(Apply(1, 4, small()), Go(1, 5, FOREVER)).work()
    assert worker.reports == expected


@pytest.mark.parametrize("updates", [1, 4, 5, 11])
def test_a_run_goes_on_from_a_captured_state(worker: Any, small: Any, updates: int) -> None:
    trainer = Trainer(small())
    expected = list(trainer.run())
    state = after(small(), updates).capture()
    worker.post(Load(1, 1, small(), state), Go(1, 2, FOREVER)).work()
    assert worker.told(Prepared)[0].updates == updates
    assert worker.reports == expected[state.epoch :]
    assert_same(capture(worker), trainer)


def test_a_finished_state_is_told_as_finished(worker: Any, small: Any) -> None:
    trainer = Trainer(small())
    list(trainer.run())
    worker.post(Load(1, 1, small(), trainer.capture())).work()
    assert worker.told(Prepared)[0].stopped == "All 6 epochs are done; to go on, raise “Stop at epoch”."


def test_reports_are_told_before_a_snapshot_and_a_capture(worker: Any, small: Any, at_update: Any) -> None:
    answer = Answer()
    at_update(10, lambda: worker.post(Look(1, {}), Capture(1, answer), Pause(1, 3)))
    worker.post(Load(1, 1, small()), Go(1, 2, FOREVER)).work()
    _prepared, progress, snapshot, _paused = worker.events
    assert progress.updates == snapshot.updates == answer.state.updates == 10
    assert progress.reports[-1].epoch == snapshot.epoch == answer.state.epoch > 1


def test_commands_for_an_old_run_are_dropped(worker: Any, small: Any) -> None:
    old = Answer()
    worker.post(Load(1, 1, small()), Go(1, 2, FOREVER), Look(1, {}), Capture(1, old), Load(2, 3, small(seed=1))).work()
    assert [(type(event), event.run_id) for event in worker.events] == [(Prepared, 2)]
    assert old.given.is_set()
    assert old.state is None


def test_a_new_run_begins_while_the_old_one_trains(worker: Any, small: Any, at_update: Any) -> None:
    at_update(8, lambda: worker.post(Load(2, 3, small(seed=1)), Go(2, 4, FOREVER)))
    worker.post(Load(1, 1, small(epochs=10**6)), Go(1, 2, FOREVER)).work()
    reports = [report for event in worker.told(Progress) if event.run_id == 2 for report in event.reports]
    assert reports == list(Trainer(small(seed=1)).run())


def test_commands_without_a_run_do_nothing(worker: Any) -> None:
    worker.post(Go(0, 1, FOREVER), StepBatch(0, 2), Pause(0, 3), Look(0, {})).work()
    assert worker.events == []
    assert capture(worker, run_id=0) is None


def test_a_diverged_run_tells_why(worker: Any, small: Any) -> None:
    config = small(learning_rate=100.0, optimizer="gd", loss="mse", data={"kind": "plane", "samples": 60}, epochs=500)
    config = config.with_value("network.hidden", [{"units": 3, "activation": {"kind": "linear"}}])
    worker.post(Load(1, 1, config), Go(1, 2, FOREVER)).work()
    assert worker.told(Finished)[0].stopped.startswith("Training diverged")
    assert worker.reports[-1].stopped == worker.told(Finished)[0].stopped


def test_the_loop_ends_after_the_batch_in_hand(worker: Any, small: Any, at_update: Any) -> None:
    updates: list[int] = []
    at_update(10, lambda: worker.post(Quit()))
    at_update(11, lambda: updates.append(11))
    worker.post(Load(1, 1, small(epochs=10**8)), Go(1, 2, FOREVER))
    worker.loop.run()
    assert updates == []


def test_the_loop_needs_no_qt() -> None:
    result = subprocess.run([sys.executable, "-c", QT_FREE], capture_output=True, encoding="utf-8", check=False)
    assert result.stdout.strip() == "imported", result.stderr
