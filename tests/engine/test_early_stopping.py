"""Early stopping: patience, the least improvement, and the best weights brought back to the last bit."""

from itertools import islice
from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import EarlyStopping, ExperimentConfig, Network, NetworkConfig, Trainer
from ffnn_gui.engine.early_stopping import BestSoFar, has_restored, reason
from ffnn_gui.schema import ConfigError, validated


def overfitting(**rule: Any) -> Trainer:
    """A large network on a few noisy examples: the validation loss soon rises."""
    raw = {
        "data": {"kind": "circle", "samples": 60, "noise": 1.5, "validation_fraction": 0.5},
        "network": {"hidden": [{"units": 32, "batch_norm": True}, {"units": 32}]},
        "regularization": {"early_stopping": {"enabled": True, "patience": 8, **rule}},
        "epochs": 400,
    }
    return Trainer(ExperimentConfig.model_validate(raw))


def looked(losses: list[float], **rule: Any) -> tuple[BestSoFar, list[int]]:
    """What is remembered after these validation losses, and the patience left after each."""
    network = Network(NetworkConfig(hidden=()), 2, 1, np.random.default_rng(1))
    best, declared, left = BestSoFar(), EarlyStopping(enabled=True, patience=3, **rule), []
    for epoch, loss in enumerate(losses, 1):
        network.theta[...] = epoch
        best.look(loss, epoch, network, declared)
        left.append(best.patience_left(epoch, declared))
    return best, left


def test_patience_counts_the_epochs_since_the_best() -> None:
    best, left = looked([1.0, 0.9, 0.95, 0.8, 0.8, 0.9, 0.81])
    assert left == [3, 3, 2, 3, 2, 1, 0]
    assert (best.loss, best.epoch) == (0.8, 4)
    assert best.arrays[0].tolist() == [4, 4, 4]


def test_an_improvement_must_be_larger_than_the_least() -> None:
    best, left = looked([1.0, 0.95, 0.91, 0.85, 0.85], min_delta=0.1)
    assert left == [3, 2, 1, 3, 2]
    assert best.epoch == 4


def test_a_loss_that_is_not_a_number_is_no_improvement() -> None:
    best, left = looked([np.nan, np.inf, 1.0, np.nan])
    assert left == [2, 1, 3, 2]
    assert best.epoch == 3


def test_weights_are_kept_only_where_they_shall_come_back() -> None:
    assert looked([1.0], restore_best=False)[0].arrays == []


@pytest.mark.parametrize("restore", [True, False])
def test_the_run_stops_when_patience_is_over(restore: bool) -> None:
    trainer = overfitting(restore_best=restore)
    reports = list(trainer.run())
    last = reports[-1]
    losses = [report.validation.loss for report in reports]
    assert len(reports) < 400
    assert last.best_epoch == int(np.argmin(losses)) + 1
    assert last.epoch == last.best_epoch + 8
    assert all(report.stopped == "" for report in reports[:-1])
    assert last.stopped.startswith("Early stopping: no better validation loss in 8 epochs.")
    assert ("are back" in last.stopped) == restore
    assert trainer.finished
    assert trainer.stopped == last.stopped
    assert trainer.diverged is None


@pytest.mark.parametrize("restore", [True, False])
def test_the_best_weights_and_statistics_come_back_exactly(restore: bool) -> None:
    trainer = overfitting(restore_best=restore)
    after = {report.epoch: [array.copy() for array in trainer.network.arrays()] for report in trainer.run()}
    # The last report comes after the weights are back, so the epoch before it tells where they were.
    source = overfitting(restore_best=restore)
    best_epoch = trainer.best.epoch
    list(islice(source.run(), best_epoch))
    expected = [array.tobytes() for array in source.network.arrays()]
    assert len(expected) == 3
    assert ([array.tobytes() for array in trainer.network.arrays()] == expected) == restore
    assert [array.tobytes() for array in after[best_epoch]] == expected


def test_a_stopped_run_goes_on_with_more_patience() -> None:
    trainer = overfitting()
    stopped_at = list(trainer.run())[-1].epoch
    trainer.apply(trainer.config.with_value("regularization.early_stopping.patience", 12))
    assert not trainer.finished
    assert [report.epoch for report in trainer.run()][-1] >= stopped_at + 4


@pytest.mark.parametrize(
    ("path", "value"),
    [("learning_rate.base", 0.5), ("epochs", 900), ("regularization.early_stopping.patience", 7)],
)
def test_a_stopped_run_stays_so_when_the_change_cannot_matter(path: str, value: Any) -> None:
    trainer = overfitting()
    stopped = list(trainer.run())[-1].stopped
    trainer.apply(trainer.config.with_value(path, value))
    assert trainer.finished
    assert trainer.stopped == stopped


def test_switched_on_when_the_loss_has_risen_it_brings_the_best_weights_back() -> None:
    trainer = overfitting(enabled=False)
    steps = trainer.run()
    after = {}
    for report in islice(steps, 150):
        after[report.epoch] = [array.tobytes() for array in trainer.network.arrays()]
    trainer.apply(trainer.config.with_value("regularization.early_stopping.enabled", True))
    assert report.best_epoch < 100
    last = list(steps)[-1]
    assert (last.epoch, last.best_epoch) == (151, report.best_epoch)
    assert [array.tobytes() for array in trainer.network.arrays()] == after[report.best_epoch]
    assert has_restored(last.stopped)


def test_switched_on_within_its_patience_it_waits_for_the_rest() -> None:
    early, always = overfitting(enabled=False), overfitting()
    steps = early.run()
    list(islice(steps, 5))
    early.apply(early.config.with_value("regularization.early_stopping.enabled", True))
    assert list(steps)[-1].stopped == list(always.run())[-1].stopped


@pytest.mark.parametrize("restored", [0, 12_345])
def test_the_reason_tells_whether_weights_are_back(restored: int) -> None:
    stopped = reason(EarlyStopping(patience=1_000), restored)
    assert stopped.startswith("Early stopping: no better validation loss in 1,000 epochs.")
    assert ("12,345" in stopped) == has_restored(stopped) == bool(restored)


@pytest.mark.parametrize("other", ["", "Stopped at epoch 300, as set.", "The loss is not finite; weights are back."])
def test_no_other_reason_says_that_weights_are_back(other: str) -> None:
    assert not has_restored(other)


def test_a_stopped_run_is_stopped_after_resuming_too() -> None:
    trainer = overfitting()
    list(trainer.run())
    resumed = Trainer(trainer.config, trainer.capture())
    assert resumed.finished
    assert resumed.stopped == trainer.stopped
    assert list(resumed.run()) == []


def test_switched_off_it_only_marks_the_best_epoch() -> None:
    trainer = overfitting(enabled=False)
    trainer.apply(trainer.config.with_value("epochs", 200))
    reports = list(trainer.run())
    assert len(reports) == 200
    assert reports[-1].best_epoch == int(np.argmin([report.validation.loss for report in reports])) + 1 < 200


def test_without_a_validation_part_it_is_refused_with_what_to_do() -> None:
    raw = {
        "data": {"kind": "circle", "validation_fraction": 0.0},
        "regularization": {"early_stopping": {"enabled": True}},
    }
    with pytest.raises(ConfigError, match="give the data a validation part"):
        validated(ExperimentConfig, raw)


@pytest.mark.parametrize(
    ("path", "value"), [("data.validation_fraction", 0.0), ("regularization.early_stopping.enabled", True)]
)
def test_neither_half_can_be_set_where_the_other_stands_against_it(path: str, value: Any) -> None:
    config = ExperimentConfig()
    other = {"data.validation_fraction": 0.0, "regularization.early_stopping.enabled": True}
    for name, setting in other.items():
        if name != path:
            config = config.with_value(name, setting)
    with pytest.raises(ConfigError, match="validation part"):
        config.with_value(path, value)


def test_the_least_improvement_counts_only_where_early_stopping_is_on() -> None:
    network, rule = Network(NetworkConfig(hidden=()), 2, 1, np.random.default_rng(1)), EarlyStopping(min_delta=0.1)
    best = BestSoFar()
    for epoch, loss in enumerate([1.0, 0.95], 1):
        best.look(loss, epoch, network, rule)
    assert (best.loss, best.epoch) == (0.95, 2)
