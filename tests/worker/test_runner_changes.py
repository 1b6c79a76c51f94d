"""Changes of the config: live ones hold at once, the others wait, and where nothing is lost a new run begins."""

from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import Trainer
from ffnn_gui.worker import RunState

LONG = 10**8


def paths(runner: Any) -> list[str]:
    """The fields that wait for a reset."""
    return [change.path for change in runner.pending]


@pytest.fixture
def trained(runner: Any, until: Any, small: Any) -> Any:
    """A runner paused after three updates."""
    runner.load(small())
    for _ in range(3):
        runner.step_batch()
    until(lambda: runner.updates == 3)
    return runner


def test_a_live_change_keeps_the_weights(trained: Any, small: Any) -> None:
    weights = trained.capture().arrays[0]
    assert not trained.apply(small(optimizer="momentum", batching="full"))
    state = trained.capture()
    assert state.optimizer == "momentum"
    np.testing.assert_array_equal(state.arrays[0], weights)
    assert trained.run_config == small(optimizer="momentum", batching="full")
    assert trained.pending == ()


@pytest.mark.parametrize("change", [{"learning_rate": 0.7}, {"optimizer": "rmsprop"}, {"batching": "full"}])
def test_a_live_change_while_running_does_not_stop_it(
    runner: Any, until: Any, small: Any, change: dict[str, Any]
) -> None:
    runner.load(small(epochs=LONG))
    runner.start()
    until(lambda: runner.epoch > 2)
    weights = runner.capture().arrays[0].copy()
    runner.apply(small(epochs=LONG, **change))
    epoch = runner.epoch
    until(lambda: runner.epoch > epoch + 2)
    assert runner.state is RunState.RUNNING
    start = Trainer(small()).network.theta
    now = runner.capture().arrays[0]
    assert np.linalg.norm(now - weights) > 0
    assert np.linalg.norm(weights - start) > 0
    assert runner.run_config == small(epochs=LONG, **change)


def test_other_changes_wait_for_a_reset(trained: Any, witness: Any, until: Any, small: Any) -> None:
    assert trained.apply(small(seed=5, precision="float64", learning_rate=0.5))
    assert paths(trained) == ["seed", "precision"]
    assert trained.run_config == small(learning_rate=0.5)
    trained.reset()
    assert trained.pending == ()
    assert witness.pending == 2
    until(RunState.READY)
    assert trained.run_config == small(seed=5, precision="float64", learning_rate=0.5)
    np.testing.assert_array_equal(
        trained.capture().arrays[0], Trainer(small(seed=5, precision="float64")).network.theta
    )


def test_an_augmented_run_goes_on_as_before_when_other_data_are_imported(
    runner: Any, witness: Any, until: Any, small: Any, imported: Any
) -> None:
    config = small(data=imported(0, 2), epochs=LONG).with_value("data.augmentation.jitter", 0.5)
    runner.load(config)
    runner.start()
    until(lambda: runner.epoch > 2)
    assert runner.apply(config.with_value("data", imported(1, 2)))
    assert paths(runner) == ["data"]
    epoch = runner.epoch
    until(lambda: runner.epoch > epoch + 2)
    assert runner.run_config == config
    trainer = Trainer(config)
    assert witness.reports == [report for report, _ in zip(trainer.run(), witness.reports, strict=False)]


def test_a_field_set_back_no_longer_waits(trained: Any, witness: Any, small: Any) -> None:
    assert trained.apply(small(seed=5))
    assert trained.apply(small(seed=5))
    assert not trained.apply(small())
    assert trained.pending == ()
    assert witness.pending == 2


def test_nothing_happens_for_the_same_config(trained: Any, witness: Any, small: Any) -> None:
    assert not trained.apply(small())
    trained.capture()
    assert (witness.states, witness.pending) == ([], 0)


@pytest.mark.parametrize("change", [{"seed": 5}, {"network": {"hidden": [{"units": 9}]}}, {"precision": "float64"}])
def test_before_training_a_change_begins_a_new_run(runner: Any, until: Any, small: Any, change: dict[str, Any]) -> None:
    runner.load(small())
    until(RunState.READY)
    assert not runner.apply(small(**change))
    assert runner.state is RunState.LOADING
    until(RunState.READY)
    np.testing.assert_array_equal(runner.capture().arrays[0], Trainer(small(**change)).network.theta)


def test_before_training_a_live_change_needs_no_new_run(runner: Any, witness: Any, until: Any, small: Any) -> None:
    runner.load(small())
    until(RunState.READY)
    runner.apply(small(learning_rate=0.5, optimizer="gd"))
    assert witness.states == [RunState.LOADING, RunState.READY]
    runner.start()
    until(RunState.FINISHED)
    assert witness.reports == list(Trainer(small(learning_rate=0.5, optimizer="gd")).run())


def test_a_change_while_loading_keeps_the_wish_to_start(runner: Any, witness: Any, until: Any, small: Any) -> None:
    runner.load(small())
    runner.start()
    runner.apply(small(seed=1))
    until(RunState.FINISHED)
    assert witness.reports == list(Trainer(small(seed=1)).run())


def test_the_first_config_applied_is_loaded(runner: Any, until: Any) -> None:
    runner.apply(runner.run_config)
    until(RunState.READY)


def test_a_session_being_loaded_is_not_thrown_away(trained: Any, until: Any, small: Any) -> None:
    trained.load(small(), trained.capture())
    assert trained.apply(small(seed=1))
    until(RunState.PAUSED)
    assert trained.updates == 3
    assert paths(trained) == ["seed"]


def test_more_epochs_let_a_finished_run_go_on(runner: Any, witness: Any, until: Any, small: Any) -> None:
    runner.load(small())
    runner.start()
    until(RunState.FINISHED)
    runner.apply(small(epochs=9))
    runner.start()
    assert runner.stop_reason == ""
    until(RunState.FINISHED)
    assert witness.reports == list(Trainer(small(epochs=9)).run())
    assert len(witness.stopped) == 2


def test_a_change_without_more_epochs_leaves_it_finished(runner: Any, witness: Any, until: Any, small: Any) -> None:
    runner.load(small())
    runner.start()
    until(RunState.FINISHED)
    runner.apply(small(learning_rate=0.5))
    runner.capture()
    assert runner.state is RunState.FINISHED
    assert len(witness.stopped) == 1


def test_the_end_by_early_stopping_is_told(runner: Any, witness: Any, until: Any, small: Any) -> None:
    rule = {"early_stopping": {"enabled": True, "patience": 1, "min_delta": 10.0}}
    runner.load(small(regularization=rule, epochs=LONG))
    runner.start()
    until(RunState.FINISHED)
    assert witness.stopped == [runner.stop_reason]
    assert "Early stopping" in runner.stop_reason
    assert witness.reports[-1].stopped == runner.stop_reason
