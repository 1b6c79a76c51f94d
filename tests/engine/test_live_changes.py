"""Live changes: what may change while training runs takes effect at the next batch, and no weight is lost."""

from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.engine.optimizers import AnyOptimizer
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import kind_name

CONFIG = {
    "data": {"kind": "circle", "samples": 100},
    "network": {"hidden": [{"units": 6, "dropout": 0.2}, {"units": 4}]},
    "batching": {"size": 10},
    "precision": "float64",
}
LIVE = [
    ("learning_rate.base", 0.5),
    ("learning_rate.schedule", {"kind": "exponential", "gamma": 0.5, "warm_up": 3}),
    ("optimizer.beta1", 0.5),
    ("optimizer", "momentum"),
    ("batching.size", 17),
    ("batching", "full"),
    ("batching", "stochastic"),
    ("regularization.l2", 0.7),
    ("regularization.l1", 0.7),
    ("network.hidden.0.dropout", 0.7),
    ("network.hidden.1.dropout", 0.7),
]
FIXED = [
    ("network.hidden.0.units", 7),
    ("network.hidden.1.activation", "relu"),
    ("network.hidden.0.batch_norm", True),
    ("network.hidden", []),
    ("network.output.bias", 0.5),
    ("data.samples", 50),
    ("data", "moons"),
    ("loss", "mse"),
    ("seed", 5),
    ("precision", "float32"),
]


class Run:
    """A trainer whose batches are written down."""

    def __init__(self, **parts: Any) -> None:
        self.trainer = Trainer(ExperimentConfig.model_validate({**CONFIG, **parts}))
        self.seen: list[list[int]] = []
        self._numbers = {row.tobytes(): i for i, row in enumerate(self.trainer.data.train.X)}
        backpropagate = self.trainer.network.backpropagate

        def spy(x: np.ndarray, *rest: Any) -> None:
            self.seen.append([self._numbers[row.tobytes()] for row in np.ascontiguousarray(x[:-1].T)])
            backpropagate(x, *rest)

        self.trainer.network.backpropagate = spy
        self._steps = self.trainer.steps()

    def go(self, updates: int) -> None:
        with quiet():
            for _ in range(updates):
                next(self._steps)

    def set(self, path: str, value: Any) -> None:
        self.trainer.apply(self.trainer.config.with_value(path, value))

    def to_the_end_of_the_epoch(self) -> None:
        with quiet():
            while next(self._steps) is None:
                pass


@pytest.mark.parametrize(("path", "value"), LIVE, ids=str)
@pytest.mark.parametrize("updates", [3, 8], ids=["mid-epoch", "between epochs"])
def test_a_live_change_keeps_the_weights_and_acts_at_the_next_batch(path: str, value: Any, updates: int) -> None:
    run, unchanged = Run(), Run()
    for one in (run, unchanged):
        one.go(updates)
    before = run.trainer.network.theta.copy()
    run.set(path, value)
    np.testing.assert_array_equal(run.trainer.network.theta, before)
    assert run.trainer.updates == updates
    for one in (run, unchanged):
        one.go(1)
    assert not np.array_equal(run.trainer.network.theta, unchanged.trainer.network.theta)


@pytest.mark.parametrize(("path", "value"), LIVE, ids=str)
@pytest.mark.parametrize("updates", [1, 3, 7, 8, 9, 15])
def test_after_a_live_change_every_example_is_still_seen_once_an_epoch(path: str, value: Any, updates: int) -> None:
    run = Run()
    run.go(updates)
    run.set(path, value)
    run.to_the_end_of_the_epoch()
    run.to_the_end_of_the_epoch()
    seen = [number for batch in run.seen for number in batch]
    assert run.trainer.epoch * 80 == len(seen)
    for epoch in range(run.trainer.epoch):
        assert sorted(seen[epoch * 80 : epoch * 80 + 80]) == list(range(80))


def test_a_new_batch_size_holds_from_the_next_batch() -> None:
    run = Run()
    run.go(3)
    run.set("batching.size", 20)
    run.go(3)
    assert [len(batch) for batch in run.seen] == [10, 10, 10, 20, 20, 10]


def test_the_next_update_is_made_with_the_new_rate() -> None:
    run = Run(optimizer="gd", network={"hidden": [{"units": 6}]})
    run.go(3)
    run.set("learning_rate.base", 0.5)
    before = run.trainer.network.theta.copy()
    run.go(1)
    np.testing.assert_allclose(run.trainer.network.theta, before - 0.5 * run.trainer.network.grad, atol=1e-14)


def test_changed_back_at_once_nothing_has_happened() -> None:
    run, unchanged = Run(), Run()
    for one in (run, unchanged):
        one.go(3)
    run.set("learning_rate.base", 0.5)
    run.set("learning_rate.base", unchanged.trainer.config.learning_rate.base)
    for one in (run, unchanged):
        one.go(20)
    assert run.trainer.network.theta.tobytes() == unchanged.trainer.network.theta.tobytes()


def test_moments_are_kept_when_only_a_knob_of_the_optimizer_changes() -> None:
    run = Run()
    run.go(5)
    moment = run.trainer.optimizer_state.moment("m")
    run.set("optimizer.beta1", 0.5)
    np.testing.assert_array_equal(run.trainer.optimizer_state.moment("m"), moment)
    assert run.trainer.optimizer_state.step == 5


@pytest.mark.parametrize("kind", kinds_of(AnyOptimizer), ids=kind_name)
def test_another_optimizer_starts_with_moments_of_its_own(kind: type) -> None:
    run = Run(optimizer="adagrad" if kind_name(kind) == "adam" else "adam")
    run.go(5)
    run.set("optimizer", kind_name(kind))
    run.go(20)
    assert run.trainer.optimizer_state.moments.keys() == set(kind.moments)
    assert run.trainer.optimizer_state.step == 20
    assert np.isfinite(run.trainer.network.theta).all()


@pytest.mark.parametrize(("path", "value"), FIXED, ids=str)
def test_a_change_that_needs_a_reset_is_refused_by_name(path: str, value: Any) -> None:
    run = Run()
    run.go(3)
    before, theta = run.trainer.config, run.trainer.network.theta.copy()
    with pytest.raises(ValueError, match=rf"need a reset: .*{path}"):
        run.set(path, value)
    assert run.trainer.config is before
    np.testing.assert_array_equal(run.trainer.network.theta, theta)
    run.go(1)


def test_all_fields_that_need_a_reset_are_named() -> None:
    run = Run()
    changed = run.trainer.config.with_value("seed", 5).with_value("network.hidden.0.units", 9)
    changed = changed.with_value("learning_rate.base", 0.5)
    with pytest.raises(ValueError, match=r"reset: network\.hidden\.0\.units, seed$"):
        run.trainer.apply(changed)


def test_a_change_holds_although_nothing_changed_after_it() -> None:
    """Within one pause a change may be followed by one that changes nothing; the batches are cut anew all the same."""
    run = Run()
    steps = run.trainer.steps()
    with quiet():
        next(steps)
        run.trainer.apply(run.trainer.config.with_value("batching.size", 17))
        run.trainer.apply(run.trainer.config)
        next(steps)
    assert [len(batch) for batch in run.seen] == [10, 17]
