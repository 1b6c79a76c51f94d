"""A captured state goes on bit for bit: with every optimizer, dropout, batch norm and precision, in mid-epoch too."""

from itertools import islice
from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer, TrainerState
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.engine.optimizers import AnyOptimizer
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import kind_name

each_optimizer = pytest.mark.parametrize("optimizer", kinds_of(AnyOptimizer), ids=kind_name)


def config(optimizer: str = "adam", dropout: float = 0.2, batch_norm: bool = True, **parts: Any) -> ExperimentConfig:
    layers = [{"units": units, "dropout": dropout, "batch_norm": batch_norm} for units in (6, 4)]
    small = {
        "data": {"kind": "circle", "samples": 100},
        "network": {"hidden": layers},
        "optimizer": optimizer,
        "batching": {"size": 10},
        "learning_rate": {"schedule": {"kind": "exponential", "gamma": 0.8}},
        "regularization": {"early_stopping": {"enabled": True, "patience": 50}},
        "epochs": 5,
    }
    return ExperimentConfig.model_validate({**small, **parts})


def go(trainer: Trainer, updates: int) -> Trainer:
    with quiet():
        list(islice(trainer.steps(), updates))
    return trainer


def same(one: Any, other: Any) -> bool:
    """Equal to the last bit, whatever it is made of."""
    if isinstance(one, np.ndarray):
        return (one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes())
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def equal(one: TrainerState, other: TrainerState) -> None:
    assert [name for name in vars(one) if not same(vars(one)[name], vars(other)[name])] == []


@each_optimizer
@pytest.mark.parametrize("dropout", [0.0, 0.3])
@pytest.mark.parametrize("batch_norm", [False, True])
@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_a_resumed_run_is_the_run_itself(optimizer: type, dropout: float, batch_norm: bool, precision: str) -> None:
    parts = config(kind_name(optimizer), dropout, batch_norm, precision=precision)
    whole = Trainer(parts)
    for updates in (0, 3, 5, 5, 20):  # the start, mid-epoch, the end of an epoch, mid-epoch, later
        state = go(whole, updates).capture()
        resumed = Trainer(parts, state)
        equal(resumed.capture(), state)
        assert (resumed.epoch, resumed.updates, resumed.finished) == (whole.epoch, whole.updates, False)
    rest = list(resumed.run())
    assert rest == list(whole.run())
    assert rest[-1].epoch == 5
    equal(resumed.capture(), whole.capture())


def test_a_capture_is_a_copy_that_training_does_not_touch() -> None:
    trainer = go(Trainer(config()), 11)
    first, second = trainer.capture(), trainer.capture()
    go(trainer, 20)
    equal(first, second)
    assert not same(first.arrays, trainer.capture().arrays)


def test_a_resumed_run_leaves_its_state_as_it_was() -> None:
    trainer = go(Trainer(config()), 11)
    state, before = trainer.capture(), trainer.capture()
    go(Trainer(config(), state), 30)
    equal(state, before)


def test_capturing_changes_nothing() -> None:
    captured, plain = Trainer(config()), go(Trainer(config()), 30)
    for _ in range(30):
        go(captured, 1).capture()
    equal(captured.capture(), plain.capture())


def test_the_rest_of_the_epoch_is_in_the_state() -> None:
    trainer = go(Trainer(config()), 3)
    assert len(trainer.capture().order) == 80 - 30
    assert len(go(trainer, 5).capture().order) == 0


def test_a_resumed_run_may_be_live_changed_as_the_run_itself() -> None:
    whole = go(Trainer(config()), 11)
    resumed = Trainer(config(), whole.capture())
    for trainer in (whole, resumed):
        trainer.apply(trainer.config.with_value("batching.size", 7).with_value("optimizer.beta1", 0.5))
    assert list(whole.run()) == list(resumed.run())
    equal(whole.capture(), resumed.capture())


def test_with_another_optimizer_the_weights_go_on_with_fresh_moments() -> None:
    state = go(Trainer(config("adam")), 11).capture()
    resumed = Trainer(config("momentum"), state)
    assert same(resumed.network.theta, state.arrays[0])
    assert resumed.optimizer_state.step == 0
    assert not resumed.optimizer_state.moment("v").any()


def test_a_finished_run_stays_finished_and_can_get_more_epochs() -> None:
    whole = Trainer(config())
    list(whole.run())
    resumed = Trainer(config(), whole.capture())
    assert resumed.finished
    assert list(resumed.run()) == []
    resumed.apply(resumed.config.with_value("epochs", 6))
    assert [report.epoch for report in resumed.run()] == [6]


def test_a_state_of_another_network_is_refused() -> None:
    state = go(Trainer(config()), 3).capture()
    with pytest.raises(ValueError, match=r"broadcast|shorter|longer"):
        Trainer(config(network={"hidden": [{"units": 3}]}), state)
