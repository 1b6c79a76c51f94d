"""Divergence is found within one step: training stops, the last finite numbers stay, and the report says where.

Every number that a step changes counts: weights, moments, running statistics, the optimizer's step.
"""

import warnings
from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.engine.optimizers import AnyOptimizer
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import kind_name

PLANE = {"kind": "plane", "samples": 50}
RELU = {"units": 8, "activation": "relu"}
HUGE = {"kind": "normal", "std": 100.0, "scale": 100.0}

# Each diverges by itself.
DIVERGING: dict[str, dict[str, Any]] = {
    "rate 100 on a squared error": {"optimizer": "gd", "learning_rate": 100.0},
    "rate 100, float64": {"optimizer": "gd", "learning_rate": 100.0, "precision": "float64"},
    "rate 100, momentum": {"optimizer": {"kind": "momentum", "beta": 0.99}, "learning_rate": 100.0},
    "rate 100, nesterov": {"optimizer": {"kind": "nesterov", "beta": 0.99}, "learning_rate": 100.0},
    "huge start weights": {"network": {"hidden": [{**RELU, "init": HUGE}] * 12}, "learning_rate": 1.0},
    "huge start weights, adagrad": {"network": {"hidden": [{**RELU, "init": HUGE}] * 9}, "optimizer": "adagrad"},
    "huge start weights, batch norm": {
        "network": {"hidden": [*[{**RELU, "init": HUGE}] * 6, {**RELU, "batch_norm": True, "init": HUGE}]}
    },
    "large penalty": {"optimizer": "gd", "learning_rate": 100.0, "regularization": {"l2": 10.0}},
    "full batch": {"optimizer": "gd", "learning_rate": 100.0, "batching": "full"},
    "dropout": {
        "network": {"hidden": [{**RELU, "dropout": 0.5, "batch_norm": True}]}, "optimizer": "momentum",
        "learning_rate": 100.0,
    },
}  # fmt: skip
QUANTITIES = "gradient|weights|moments|running statistics|loss"


def trainer(**parts: Any) -> Trainer:
    small = {"data": PLANE, "network": {"hidden": [RELU]}, "batching": {"size": 10}, "epochs": 300}
    return Trainer(ExperimentConfig.model_validate({**small, **parts}))


def numbers(run: Trainer) -> list[np.ndarray]:
    """A copy of all that an update changes."""
    state = run.optimizer_state
    moments = [state.moment(name) for name in state.moments]
    return [*(array.copy() for array in run.network.arrays()), *moments, np.array([float(state.step)])]


def watched(run: Trainer) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Drains the run; returns the numbers before its last step, and after it."""
    before, steps = numbers(run), run.steps()
    with quiet():
        while True:
            last, before = before, numbers(run)
            if next(steps, steps) is steps:
                return last, before


def planted(run: Trainer, where: str) -> None:
    """Put a NaN or an infinity somewhere."""
    if where == "data":
        X = run.data.train.X
        X.base.flags.writeable = X.flags.writeable = True
        X[3, 1] = np.nan
    elif where == "weight":
        run.network.layers[0].W[1, 2] = np.nan
    elif where == "infinite weight":
        run.network.layers[0].W[1, 2] = np.inf
    else:
        run.network.layers[-1].b[0] = np.nan


@pytest.mark.parametrize("name", DIVERGING)
def test_the_last_finite_numbers_stay(name: str) -> None:
    run = trainer(**DIVERGING[name])
    before, after = watched(run)
    assert run.diverged is not None
    assert run.finished
    for old, new in zip(before, after, strict=True):
        assert np.isfinite(new).all()
        if run.diverged.quantity != "loss":
            np.testing.assert_array_equal(new, old)


@pytest.mark.parametrize("name", DIVERGING)
def test_the_last_report_says_what_where_and_when(name: str) -> None:
    run = trainer(**DIVERGING[name])
    *earlier, last = run.run()
    found = run.diverged
    assert found is not None
    assert all(report.stopped == "" for report in earlier)
    assert last.stopped == run.stopped == str(found)
    assert found.quantity in QUANTITIES.split("|")
    assert last.epoch == run.epoch == found.epoch
    assert f"the {found.quantity}" in last.stopped
    assert f"in epoch {found.epoch:,} (update {found.update:,})" in last.stopped
    assert found.layer in last.stopped
    assert bool(found.layer) == (found.quantity != "loss")
    assert "Try a smaller learning rate" in last.stopped
    assert ("and reset: from these weights no learning rate helps" in last.stopped) == (found.quantity != "weights")


@pytest.mark.parametrize("where", ["data", "weight", "infinite weight", "bias of the output"])
@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("optimizer", kinds_of(AnyOptimizer), ids=kind_name)
def test_a_planted_number_is_found_in_the_next_epoch(where: str, precision: str, optimizer: type) -> None:
    run = trainer(optimizer=optimizer(), precision=precision, batching="full")
    before = numbers(run)
    planted(run, where)
    before[0] = run.network.theta.copy()
    assert [report.epoch for report in run.run()] == [1]
    assert run.diverged is not None
    assert (run.diverged.quantity, run.diverged.epoch, run.diverged.update) == ("gradient", 1, 1)
    assert run.updates == 0
    for old, new in zip(before, numbers(run), strict=True):
        np.testing.assert_array_equal(new, old)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "leaky_relu", "linear"])
@pytest.mark.parametrize("loss", ["binary_cross_entropy", "cross_entropy", "mse"])
@pytest.mark.parametrize("batch_norm", [False, True])
def test_nothing_hides_a_weight_that_is_not_a_number(activation: str, loss: str, batch_norm: bool) -> None:
    layer = {"units": 4, "activation": activation, "batch_norm": batch_norm}
    run = trainer(data={"kind": "moons", "samples": 50}, network={"hidden": [layer, layer]}, loss=loss)
    planted(run, "weight")
    statistics = [array.copy() for array in run.network.arrays()[1:]]
    with quiet():
        report = next(run.steps())
    assert report is not None
    assert "of hidden layer" in report.stopped or "of the output layer" in report.stopped
    for old, new in zip(statistics, run.network.arrays()[1:], strict=True):
        np.testing.assert_array_equal(new, old)


def test_moments_that_overflow_are_found_before_they_freeze_the_weights() -> None:
    """g² may be infinite where g is not: Adam would divide by it and never move again."""
    run = trainer(optimizer="adam")
    before = numbers(run)
    run.network.grad[5] = 1e25
    with quiet():
        trouble = run._guard.apply(run._step, run.optimizer_state)
    assert trouble == ("moments", "hidden layer 1")
    for old, new in zip(before, numbers(run), strict=True):
        np.testing.assert_array_equal(new, old)


def test_a_decay_changed_in_the_diverging_step_spoils_no_moment() -> None:
    run = trainer(optimizer="adam")
    with quiet():
        for _ in range(3):
            next(run.steps())
    before = numbers(run)
    run.apply(run.config.with_value("optimizer.beta1", 0.5))
    run.network.grad[5] = 1e25
    with quiet():
        assert run._guard.apply(run._step, run.optimizer_state) is not None
    for old, new in zip(before, numbers(run), strict=True):
        np.testing.assert_array_equal(new, old)


def test_large_gradients_that_stay_finite_go_on_as_usual() -> None:
    run, plain = trainer(optimizer="gd", precision="float64"), trainer(optimizer="gd", precision="float64")
    run._guard._careful = True
    for one in (run, plain):
        with quiet():
            for _ in range(20):
                next(one.steps())
    assert run.diverged is None
    np.testing.assert_array_equal(run.network.theta, plain.network.theta)


def test_running_statistics_that_overflow_are_found() -> None:
    """The variance of 1e25 is infinite in float32, and an infinite variance lets no gradient through to tell."""
    run = trainer(network={"hidden": [{**RELU, "units": 8}, {**RELU, "batch_norm": True}]})
    run.network.layers[0].b[...] = 0
    run.network.layers[0].W[...] *= 1e20
    before = numbers(run)
    list(run.run())
    assert run.diverged is not None
    assert (run.diverged.quantity, run.diverged.layer) == ("running statistics", "hidden layer 2")
    for old, new in zip(before, numbers(run), strict=True):
        np.testing.assert_array_equal(new, old)


def test_a_loss_that_overflows_is_found_at_the_epochs_end() -> None:
    """(z − y)² may be infinite while its gradient z − y and all weights are finite."""
    run = trainer(optimizer="gd", learning_rate=1e-6, network={"hidden": []}, batching="full")
    run.network.layers[0].W[...] = 1e21
    list(run.run())
    assert run.diverged is not None
    assert (run.diverged.quantity, run.diverged.layer) == ("loss", "")
    assert np.isfinite(run.network.theta).all()


@pytest.mark.parametrize("name", DIVERGING)
def test_no_warning_escapes(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert list(trainer(**DIVERGING[name]).run())[-1].stopped


@pytest.mark.parametrize("name", DIVERGING)
def test_what_stays_can_be_shown_captured_and_trained_on(name: str) -> None:
    run = trainer(**DIVERGING[name])
    list(run.run())
    state = run.capture()
    assert all(np.isfinite(array).all() for array in (*state.arrays, *state.moments.values()))
    resumed = Trainer(run.config, state)
    assert resumed.finished
    assert resumed.stopped == run.stopped
    resumed.apply(run.config.with_value("learning_rate.base", 1e-6))
    assert not resumed.finished
    assert resumed.diverged is None


@pytest.mark.parametrize(
    ("path", "value", "goes_on"),
    [
        ("epochs", 900, False),
        ("regularization.early_stopping.enabled", True, False),
        ("learning_rate.base", 0.01, True),
        ("optimizer", "adam", True),
        ("batching.size", 20, True),
        ("regularization.l2", 0.1, True),
        ("network.hidden.0.dropout", 0.5, True),
    ],
)
@pytest.mark.parametrize("resumed", [False, True])
def test_only_a_change_that_can_matter_lets_it_go_on(path: str, value: Any, goes_on: bool, resumed: bool) -> None:
    run = trainer(**DIVERGING["rate 100 on a squared error"])
    watched(run)
    if resumed:
        run = Trainer(run.config, run.capture())
    stopped = run.stopped
    run.apply(run.config.with_value(path, value))
    assert run.finished != goes_on
    assert run.stopped == ("" if goes_on else stopped)


def test_an_epoch_without_an_update_is_none() -> None:
    """The weights that are kept have no finite gradient: another rate changes nothing, and counts nothing."""
    run = trainer(network={"hidden": [RELU, RELU]}, optimizer="gd", learning_rate=100.0)
    reports = list(run.run())
    assert reports[-1].stopped
    epoch, updates = run.epoch, run.updates
    for rate in (0.01, 1e-5):
        run.apply(run.config.with_value("learning_rate.base", rate))
        assert not run.finished
        planted(run, "infinite weight")
        assert list(run.run()) == []
        assert (run.epoch, run.updates, run.capture().order.size) == (epoch, updates, 0)
        assert run.diverged is not None
        assert run.stopped == str(run.diverged)
