"""A trace agrees with the engine, and looking changes nothing."""

import copy

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.optimizers import AnyOptimizer
from ffnn_gui.insight import (
    PROBED,
    Unit,
    Weight,
    chain_rule,
    findings,
    layer_health,
    responses,
    trace,
    trace_of,
    training_trace_of,
    unit_health,
    unit_response,
)
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import kind_name
from tests.insight.samples import ACTIVATIONS, PAIRS, example_of, net, odd_trainer, trainer_of

each_activation = pytest.mark.parametrize("activation", ACTIVATIONS)
each_pair = pytest.mark.parametrize("pair", PAIRS, ids=" of ".join)


def whole(trainer: Trainer) -> tuple[np.ndarray, np.ndarray]:
    return trainer.data.train.X, trainer.data.train.y


@each_activation
@each_pair
@pytest.mark.parametrize("depth", range(4))
@pytest.mark.parametrize("batch_norm", [False, True])
def test_gradients_are_the_engine_s(activation: str, pair: tuple[str, str], depth: int, batch_norm: bool) -> None:
    """With the batch's own statistics, since that is how the engine trains."""
    trainer = odd_trainer(activation, pair, depth, batch_norm)
    X, y = whole(trainer)
    seen = trace(trainer.network, trainer.loss, X, y, batch_statistics=True)
    mean, _ = trainer.network.loss_and_gradient(X, y, trainer.loss)
    assert seen.losses.mean() == pytest.approx(mean, rel=1e-12)
    around_0 = 1e-11 * np.abs(trainer.network.grad).max()  # batch norm makes a bias's gradient a sum that is 0
    for index, layer in enumerate(trainer.network.layers):
        np.testing.assert_allclose(seen.gradient_W(index), layer.grad_W, rtol=1e-10, atol=around_0)
        np.testing.assert_allclose(seen.gradient_b(index), layer.grad_b, rtol=1e-10, atol=around_0)


@each_pair
@pytest.mark.parametrize("batch_norm", [False, True])
def test_outputs_are_those_of_evaluation(pair: tuple[str, str], batch_norm: bool) -> None:
    trainer = odd_trainer("sigmoid", pair, 2, batch_norm)
    seen = trace_of(trainer)
    np.testing.assert_allclose(seen.outputs, trainer.network.predict(seen.X), rtol=1e-12)
    assert seen.layers[-1].a is seen.layers[-1].z
    assert np.array_equal(seen.outputs, seen.layers[-1].z)


def test_a_layer_s_numbers_hang_together() -> None:
    trainer = odd_trainer("tanh", PAIRS[0], 2, batch_norm=True)
    seen = trace_of(trainer)
    below, above = seen.layers[0], seen.layers[1]
    layer = trainer.network.layers[0]
    scale = layer.gamma / np.sqrt(layer.running_var + 1e-5)
    np.testing.assert_allclose(below.dense, below.inputs @ layer.W + layer.b)
    np.testing.assert_allclose(below.z, (below.dense - layer.running_mean) * scale + layer.beta)
    np.testing.assert_allclose(below.a, np.tanh(below.z))
    np.testing.assert_allclose(below.slope, 1 - np.tanh(below.z) ** 2)
    np.testing.assert_allclose(below.delta, below.dLda * below.slope)
    np.testing.assert_allclose(below.dense_delta, below.delta * scale)
    np.testing.assert_allclose(below.dLda, above.dense_delta @ trainer.network.layers[1].W.T)
    assert above.inputs is below.a
    assert (seen.layers[-1].slope == 1).all()


def test_each_example_has_its_own_gradient() -> None:
    """One example alone gives the same numbers as the same example among others."""
    trainer = odd_trainer("tanh", PAIRS[0], 2)
    X, y = whole(trainer)
    together, alone = (trace(trainer.network, trainer.loss, X[:n], y[:n]) for n in (9, 1))
    np.testing.assert_allclose(together.layers[0].delta[0], alone.layers[0].delta[0], rtol=1e-10)
    own = together.example_gradients(1, 2)
    np.testing.assert_allclose(own[0], alone.gradient_W(1)[:, 2], rtol=1e-10)
    np.testing.assert_allclose(own.mean(axis=0), together.gradient_W(1)[:, 2], rtol=1e-10)


def test_dropout_is_absent() -> None:
    trainer = trainer_of({"network": net(2, dropout=0.5)}, 2)
    seen = trace_of(trainer)
    np.testing.assert_allclose(seen.outputs, trainer.network.predict(seen.X), rtol=1e-4, atol=1e-5)


def test_it_can_be_more_precise_than_the_network() -> None:
    trainer = trainer_of({"precision": "float32"})
    seen = trace(trainer.network, trainer.loss, *whole(trainer), dtype=np.float64)
    assert seen.outputs.dtype == seen.losses.dtype == seen.gradient_W(0).dtype == np.float64
    assert trace_of(trainer).outputs.dtype == np.float32


def test_targets_that_do_not_fit_are_refused() -> None:
    trainer = trainer_of({})
    with pytest.raises(ValueError, match="Labels"):
        trace(trainer.network, trainer.loss, trainer.data.train.X[:1], np.array([7]))


def test_the_first_training_examples_are_looked_at() -> None:
    trainer = trainer_of({"data": {"kind": "circle", "samples": 1000}})
    seen = trace_of(trainer)
    assert np.array_equal(seen.X, trainer.data.train.X[:PROBED])
    assert np.array_equal(seen.y, trainer.data.train.y[:PROBED])


def test_all_who_ask_at_one_moment_share_a_trace() -> None:
    trainer = trainer_of({})
    seen = trace_of(trainer)
    assert trace_of(trainer) is seen
    assert training_trace_of(trainer) is seen  # no batch norm, so that there is no difference
    trainer.set_parameter(0, 0, 0, 5.0)
    edited = trace_of(trainer)
    assert edited is not seen
    next(trainer.steps())
    assert trace_of(trainer) is not edited
    assert trace_of(trainer_of({})) is not trace_of(trainer)


def test_training_sees_the_batch_s_statistics() -> None:
    trainer = trainer_of({"network": net(2, batch_norm=True)}, 1)
    z = training_trace_of(trainer).layers[0].z
    layer = trainer.network.layers[0]
    np.testing.assert_allclose(z.mean(axis=0), layer.beta, atol=1e-4)
    np.testing.assert_allclose(z.std(axis=0), np.abs(layer.gamma), rtol=1e-3)
    assert not np.allclose(z, trace_of(trainer).layers[0].z, atol=1e-3)


def look_everywhere(trainer: Trainer) -> None:
    trace_of(trainer)
    training_trace_of(trainer).gradient_W(0)
    layer_health(trainer)
    unit_health(trainer)
    findings(trainer)
    responses(trainer, 8)
    unit_response(trainer, Unit(1, 0), 8)
    chain_rule(trainer, Weight(1, 0, 0), example_of(trainer))


@pytest.mark.parametrize("optimizer", kinds_of(AnyOptimizer), ids=kind_name)
def test_looking_changes_nothing(optimizer: type) -> None:
    """Not a bit of what there is, and not a bit of what comes after."""
    config = ExperimentConfig.model_validate(
        {"optimizer": optimizer(), "network": net(2, batch_norm=True, dropout=0.2), "epochs": 3}
    )
    watched, alone = Trainer(config), Trainer(config)
    for one, other in zip(watched.steps(), alone.steps(), strict=True):
        assert one == other
        before, grad = copy.deepcopy(watched.capture()), watched.network.grad.copy()
        look_everywhere(watched)
        after = watched.capture()
        assert np.array_equal(watched.network.grad, grad)
        assert after.generators == before.generators
        assert after.step == before.step
        for now, then in zip(after.arrays, before.arrays, strict=True):
            assert np.array_equal(now, then)
        for name, moment in after.moments.items():
            assert np.array_equal(moment, before.moments[name])
    assert np.array_equal(watched.network.theta, alone.network.theta)
