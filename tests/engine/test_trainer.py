"""The trainer as a generator: determinism, epochs and updates, reports, and that every data set is learned."""

from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import pytest

from ffnn_gui.data import AnyDataSet
from ffnn_gui.engine import EpochReport, ExperimentConfig, Trainer
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.engine.evaluation import Evaluator
from ffnn_gui.engine.losses.mse import MeanSquaredError
from ffnn_gui.engine.optimizers import AnyOptimizer
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import kind_name

LAYER = {"units": 6, "dropout": 0.2, "batch_norm": True}


def config(**parts: Any) -> ExperimentConfig:
    """A small run: 80 training and 20 validation examples."""
    small = {"data": {"kind": "circle", "samples": 100}, "network": {"hidden": [LAYER]}, "epochs": 4}
    return ExperimentConfig.model_validate({**small, **parts})


def trained(*args: Any, **parts: Any) -> tuple[Trainer, list[EpochReport]]:
    trainer = Trainer(config(**parts), *args)
    return trainer, list(trainer.run())


def drained(trainer: Trainer) -> list[EpochReport | None]:
    with quiet():
        return list(trainer.steps())


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("batching", ["full", "mini_batch", "stochastic"])
def test_the_same_seed_gives_the_same_bits(precision: str, batching: str) -> None:
    runs = [trained(precision=precision, batching=batching, seed=3) for _ in range(2)]
    arrays = [[array.tobytes() for array in trainer.network.arrays()] for trainer, _ in runs]
    assert arrays[0] == arrays[1]
    assert runs[0][1] == runs[1][1]
    assert runs[0][0].network.theta.dtype == precision


def test_another_seed_gives_another_run_on_the_same_data() -> None:
    one, two = trained(seed=1)[0], trained(seed=2)[0]
    assert not np.array_equal(one.network.theta, two.network.theta)
    np.testing.assert_array_equal(one.data.train.X, two.data.train.X)


def test_dropout_leaves_start_weights_and_shuffling_alone() -> None:
    starts = [Trainer(config(network={"hidden": [{**LAYER, "dropout": rate}]})) for rate in (0.0, 0.5)]
    np.testing.assert_array_equal(starts[0].network.theta, starts[1].network.theta)
    orders = []
    for trainer in starts:
        list(islice(trainer.steps(), 1))
        orders.append(trainer.capture().order)
    np.testing.assert_array_equal(*orders)


def test_global_random_numbers_are_neither_used_nor_changed() -> None:
    np.random.seed(1)  # noqa: NPY002
    first, state = trained()[0], np.random.get_state()[1].tolist()  # noqa: NPY002
    np.random.seed(2)  # noqa: NPY002
    np.testing.assert_array_equal(first.network.theta, trained()[0].network.theta)
    np.random.seed(1)  # noqa: NPY002
    assert np.random.get_state()[1].tolist() == state  # noqa: NPY002


def test_run_is_steps_without_the_pauses() -> None:
    (ran, reports), stepped = trained(), Trainer(config())
    steps = drained(stepped)
    assert [step for step in steps if step is not None] == reports
    assert ran.network.theta.tobytes() == stepped.network.theta.tobytes()
    assert len(steps) == ran.updates


@pytest.mark.parametrize(
    ("batching", "updates"),
    [("full", 1), ("stochastic", 80), ({"size": 32}, 3), ({"size": 80}, 1), ({"size": 64}, 2), ({"size": 5000}, 1)],
    ids=str,
)
def test_updates_an_epoch(batching: Any, updates: int) -> None:
    trainer, reports = trained(batching=batching)
    assert [report.updates for report in reports] == [updates * epoch for epoch in (1, 2, 3, 4)]
    assert trainer.updates == trainer.optimizer_state.step == 4 * updates


def test_each_epoch_shuffles_anew_except_the_full_batch() -> None:
    orders = {}
    for batching in ("full", "mini_batch"):
        trainer = Trainer(config(batching=batching))
        orders[batching] = [trainer._new_order() for _ in range(3)]
        for order in orders[batching]:
            np.testing.assert_array_equal(np.sort(order), np.arange(80))
    assert not np.array_equal(orders["mini_batch"][0], orders["mini_batch"][1])
    np.testing.assert_array_equal(orders["full"][0], np.arange(80))


def test_a_report_says_what_was_reached() -> None:
    parts = {"regularization": {"l2": 0.1, "l1": 0.01}, "learning_rate": {"base": 0.05, "schedule": "exponential"}}
    trainer, reports = trained(**parts)
    last = reports[-1]
    assert [report.epoch for report in reports] == [1, 2, 3, 4]
    assert [report.learning_rate for report in reports] == pytest.approx([0.05 * 0.99**i for i in range(4)])
    weights = [layer.W.astype(float) for layer in trainer.network.layers]
    penalty = sum(0.05 * (w**2).sum() + 0.01 * np.abs(w).sum() for w in weights)
    assert last.penalty == pytest.approx(penalty, rel=1e-5)
    assert last.gradient_norms == trainer.network.gradient_norms()
    for score, part in ((last.train, trainer.data.train), (last.validation, trainer.data.validation)):
        outputs = trainer.network.predict(part.X)
        targets = trainer.loss.encode(part.y, 1, "float32").T
        assert score.loss == pytest.approx(float(trainer.loss.values(outputs.T, targets).mean()), rel=1e-6)
        assert score.accuracy == np.mean(trainer.loss.decide(outputs, len(trainer.data.task.classes)) == part.y)
    assert trainer.finished
    assert last.stopped == ""


def test_without_a_validation_part_there_is_no_such_score() -> None:
    trainer, reports = trained(data={"kind": "circle", "samples": 50, "validation_fraction": 0.0})
    assert all(report.validation is None and report.best_epoch == 0 for report in reports)
    assert trainer.epoch == 4


def test_the_accuracy_of_values_is_r_squared() -> None:
    trainer, reports = trained(data={"kind": "sine"})
    part = trainer.data.train
    error = ((trainer.network.predict(part.X) - part.y) ** 2).sum()
    spread = ((part.y - part.y.mean()) ** 2).sum()
    assert reports[-1].train.accuracy == pytest.approx(1 - error / spread, abs=1e-5)


class AbsoluteError(MeanSquaredError):
    """A regression loss that is not half the squared error."""

    def values(self, z: np.ndarray, targets: np.ndarray) -> np.ndarray:
        return np.abs(z - targets).sum(axis=0)


def test_r_squared_does_not_depend_on_the_loss() -> None:
    trainer, reports = trained(data={"kind": "sine"})
    data = trainer.data
    score = Evaluator(data.train, data.task, AbsoluteError(), trainer.network).score(trainer.network)
    assert score.loss == pytest.approx(np.abs(trainer.network.predict(data.train.X) - data.train.y).mean(), rel=1e-5)
    assert score.accuracy == reports[-1].train.accuracy


@pytest.mark.parametrize(("error", "expected"), [(0.0, 1.0), (2.0, 0.0)])
def test_r_squared_of_constant_targets(error: float, expected: float) -> None:
    assert Evaluator._r_squared(error, 0.0) == expected


def test_the_run_ends_at_the_last_epoch_and_more_epochs_go_on() -> None:
    trainer, reports = trained()
    assert len(reports) == 4
    assert list(trainer.run()) == []
    trainer.apply(trainer.config.with_value("epochs", 6))
    assert not trainer.finished
    assert [report.epoch for report in trainer.run()] == [5, 6]


def test_an_abandoned_generator_loses_nothing() -> None:
    """Pause and play: each play drains a new generator, in the middle of an epoch."""
    whole, pieces = Trainer(config()), Trainer(config())
    drained(whole)
    while not pieces.finished:
        with quiet():
            list(islice(pieces.steps(), 2))
    assert pieces.updates == whole.updates
    assert pieces.network.theta.tobytes() == whole.network.theta.tobytes()


@pytest.mark.parametrize("data", kinds_of(AnyDataSet), ids=kind_name)
def test_every_data_set_is_learned_a_little(data: type) -> None:
    samples = {"samples": 300 if data().task.image_shape is None else 500}
    small = samples if "samples" in data.model_fields else {}
    parts = {"network": {"hidden": [{"units": 32}, {"units": 32}]}, "learning_rate": 0.03}
    trainer, reports = trained(data=data(**small), **parts, epochs=40)
    assert reports[-1].train.loss < 0.7 * reports[0].train.loss
    assert reports[-1].train.accuracy >= max(0.8, reports[0].train.accuracy)
    assert trainer.network.n_inputs == trainer.data.n_inputs


@pytest.mark.parametrize("optimizer", kinds_of(AnyOptimizer), ids=kind_name)
def test_every_optimizer_learns(optimizer: type) -> None:
    parts = {"data": {"kind": "moons", "samples": 100}, "network": {"hidden": [{"units": 8}]}}
    reports = trained(optimizer=optimizer(), learning_rate=0.1, epochs=40, **parts)[1]
    assert reports[-1].train.loss < 0.8 * reports[0].train.loss


@pytest.mark.parametrize("units", [[], [1], [1024], [1] * 12, [1024, 1, 1024]], ids=str)
@pytest.mark.parametrize("loss", ["binary_cross_entropy", "cross_entropy", "mse"])
def test_every_depth_width_and_loss_trains(units: list[int], loss: str) -> None:
    trainer, reports = trained(network={"hidden": [{"units": n} for n in units]}, loss=loss, epochs=2)
    assert np.isfinite(trainer.network.theta).all()
    assert np.isfinite([report.train.loss for report in reports]).all()
    assert len(reports[0].gradient_norms) == len(units) + 1


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e-20])
@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_equal_values_have_no_spread_however_their_mean_is_rounded(value: float, precision: str) -> None:
    trainer = Trainer(config(data={"kind": "sine"}, precision=precision))
    part = trainer.data.train
    constant = replace(part, y=np.full_like(part.y, value))
    score = Evaluator(constant, trainer.data.task, trainer.loss, trainer.network).score(trainer.network)
    assert score.accuracy == 0.0


def test_every_example_is_scored_however_many_there_are() -> None:
    trainer = Trainer(config(data={"kind": "circle", "samples": 5000, "validation_fraction": 0.0}))
    part, network = trainer.data.train, trainer.network
    score = Evaluator(part, trainer.data.task, trainer.loss, network).score(network)
    z, y = network.predict(part.X)[:, 0].astype(float), part.y
    assert len(part) == 5000
    assert score.loss == pytest.approx(np.mean(np.logaddexp(0, z) - y * z), rel=1e-5)
    assert score.accuracy == np.mean((z > 0) == y)
