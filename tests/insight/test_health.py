"""What is measured of layers and units: saturation, death, spread, gradients, steps, and equal units."""

import dataclasses
from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import Trainer
from ffnn_gui.engine.activations import Activation, AnyActivation
from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.optimizers import AnyOptimizer
from ffnn_gui.insight import DEFINITIONS, LayerHealth, groups, layer_health, trace_of, unit_health, update_ratios
from ffnn_gui.insight.shapes import can_die, largest_slope, largest_value, saturates
from ffnn_gui.insight.updates import next_step
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import kind_name
from tests.insight.samples import net, trainer_of


class Softplus(Activation):
    """Stands for an activation that is added later: no bounds, no side that is exactly flat."""

    def apply(self, z: Array, out: Array) -> None:
        np.logaddexp(0, z, out)

    def chain(self, z: Array, a: Array, gradient: Array, scratch: Array) -> None:
        np.multiply(gradient, 1 / (1 + np.exp(-z)), gradient)


class HardTanh(Activation):
    """Stands for another one: exactly flat at both ends."""

    def apply(self, z: Array, out: Array) -> None:
        np.clip(z, -1, 1, out)

    def chain(self, z: Array, a: Array, gradient: Array, scratch: Array) -> None:
        np.multiply(gradient, np.abs(z) < 1, gradient)


SHAPES = {
    "sigmoid": (True, False, 0.25, 1.0),
    "tanh": (True, False, 1.0, 1.0),
    "relu": (False, True, 1.0, np.inf),
    "leaky_relu": (False, False, 1.0, np.inf),
    "linear": (False, False, 1.0, np.inf),
}


@pytest.mark.parametrize("kind", [kind for kind in kinds_of(AnyActivation) if kind_name(kind) in SHAPES], ids=kind_name)
def test_the_shape_is_read_off_the_derivative(kind: type[Activation]) -> None:
    both, one, slope, value = SHAPES[kind_name(kind)]
    activation = kind()
    assert (saturates(activation), can_die(activation)) == (both, one)
    assert largest_slope(activation) == pytest.approx(slope, rel=1e-6)
    assert largest_value(activation) == pytest.approx(value)


def test_an_activation_that_is_added_later_is_judged_as_well() -> None:
    assert (saturates(Softplus()), can_die(Softplus()), largest_value(Softplus())) == (False, False, np.inf)
    assert (saturates(HardTanh()), can_die(HardTanh()), largest_value(HardTanh())) == (True, False, 1.0)


def test_a_leaky_relu_without_a_leak_is_one_that_dies() -> None:
    leaky = next(kind for kind in kinds_of(AnyActivation) if kind_name(kind) == "leaky_relu")
    assert can_die(leaky(slope=0.0))


# Units


def with_bias(activation: str, bias: float) -> Trainer:
    """A network in which one unit of the first hidden layer has this bias, the others 0."""
    trainer = trainer_of({"network": net(2, activation=activation)})
    trainer.set_parameter(0, 2, 3, bias)
    return trainer


def test_a_relu_whose_bias_is_dragged_down_is_dead() -> None:
    assert not unit_health(with_bias("relu", 0.0))[0].dead.any()
    units, layer = unit_health(with_bias("relu", -50.0))[0], layer_health(with_bias("relu", -50.0))[0]
    assert units.dead.tolist() == [False] * 3 + [True] + [False] * 4
    assert layer.dead == 1 / 8
    assert np.isnan(units.saturated_share).all()
    assert np.isnan(layer.saturated)


@pytest.mark.parametrize("activation", ["leaky_relu", "linear", "sigmoid", "tanh"])
def test_others_never_die(activation: str) -> None:
    trainer = with_bias(activation, -500.0)
    assert not unit_health(trainer)[0].dead.any()
    assert np.isnan(layer_health(trainer)[0].dead)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_a_unit_far_out_is_saturated_for_every_example(activation: str) -> None:
    share = unit_health(with_bias(activation, 50.0))[0].saturated_share
    assert share[3] == 1
    assert (share[[0, 1, 2]] < 0.5).all()


def test_saturation_begins_at_a_twentieth_of_the_largest_slope() -> None:
    """For tanh 1 − a² < 0.05, hence |a| > √0.95."""
    trainer = trainer_of({"network": net(2, init={"kind": "xavier_uniform", "scale": 3})})
    a = trace_of(trainer).layers[0].a
    expected = (np.abs(a) > np.sqrt(0.95)).mean(axis=0)
    np.testing.assert_allclose(unit_health(trainer)[0].saturated_share, expected)
    assert 0 < expected.mean() < 1
    assert layer_health(trainer)[0].saturated == pytest.approx(expected.mean())


def test_a_unit_s_numbers_are_over_its_examples() -> None:
    trainer = trainer_of({}, 1)
    units, part = unit_health(trainer)[1], trace_of(trainer).layers[1]
    np.testing.assert_allclose(units.pre_mean, part.z.mean(axis=0))
    np.testing.assert_allclose(units.pre_spread, part.z.std(axis=0))
    np.testing.assert_allclose(units.activation_mean, part.a.mean(axis=0))
    assert len(unit_health(trainer)) == 3


# Layers


def test_a_layer_s_numbers_are_over_all_its_units() -> None:
    trainer = trainer_of({}, 1)
    seen = trace_of(trainer)
    for index, (layer, part) in enumerate(zip(layer_health(trainer), seen.layers, strict=True)):
        assert layer.name == trainer.network.layer_name(index)
        assert layer.activation == trainer.network.layers[index].activation
        assert (layer.units, layer.examples) == part.z.shape[::-1]
        assert layer.activation_mean == pytest.approx(float(part.a.mean()))
        assert layer.activation_spread == pytest.approx(float(part.a.std()))
        assert layer.pre_mean == pytest.approx(float(part.z.mean()))
        assert layer.pre_spread == pytest.approx(float(part.z.std()))
        assert layer.gradient == pytest.approx(float(np.linalg.norm(seen.gradient_W(index))))
        assert layer.signal == pytest.approx(float(np.sqrt((part.delta**2).sum(axis=1).mean())), rel=1e-5)


def test_the_output_layer_neither_saturates_nor_dies() -> None:
    last = layer_health(trainer_of({}))[-1]
    assert last.activation is None
    assert np.isnan([last.saturated, last.dead]).all()


def test_every_measure_has_a_definition() -> None:
    known = {field.name for field in dataclasses.fields(LayerHealth)}
    assert set(DEFINITIONS) <= known
    assert known - set(DEFINITIONS) == {"name", "activation", "units", "examples", "setup"}


# Steps


@pytest.mark.parametrize("optimizer", kinds_of(AnyOptimizer), ids=kind_name)
def test_the_step_is_the_one_the_optimizer_makes(optimizer: type) -> None:
    trainer = trainer_of({"optimizer": optimizer()}, 2)
    expected = next_step(trainer).copy()
    before = trainer.network.theta.copy()
    rate = trainer.config.learning_rate.rate(trainer.epoch)
    trainer.config.optimizer.update(trainer.network.theta, trainer.network.grad, trainer.optimizer_state, rate)
    np.testing.assert_array_equal(trainer.network.theta - before, expected)


def test_the_ratio_of_gradient_descent_is_rate_times_gradient_over_weight() -> None:
    trainer = trainer_of({"optimizer": "gd", "learning_rate": 0.1, "precision": "float64"}, 2)
    for ratio, layer in zip(update_ratios(trainer), trainer.network.layers, strict=True):
        assert ratio == pytest.approx(0.1 * np.linalg.norm(layer.grad_W) / np.linalg.norm(layer.W))


def test_a_change_of_optimizer_is_followed() -> None:
    trainer = trainer_of({"optimizer": "adam"}, 2)
    update_ratios(trainer)
    trainer.apply(trainer.config.with_value("optimizer", {"kind": "gd"}))
    expected = -trainer.config.learning_rate.rate(2) * trainer.network.grad
    np.testing.assert_allclose(next_step(trainer), expected, rtol=1e-3, atol=1e-7)


def test_before_training_there_is_no_step() -> None:
    assert np.isnan(update_ratios(trainer_of({}))).all()


def test_a_gradient_of_0_is_one() -> None:
    trainer = trainer_of({"optimizer": "gd"}, 1)
    trainer.network.grad[:] = 0
    assert update_ratios(trainer) == (0.0,) * len(trainer.network.layers)


def test_a_session_brings_no_gradient_with_it() -> None:
    before = trainer_of({}, 1)
    after = Trainer(before.config.with_value("epochs", 2), before.capture())
    assert np.isnan(update_ratios(after)).all()
    next(after.run())
    assert np.isfinite(update_ratios(after)).all()


def test_weights_of_0_have_no_ratio() -> None:
    network = {**net(1, init="zeros"), "output": {"init": "zeros"}}
    assert np.isnan(update_ratios(trainer_of({"network": network}, 1))).all()


# Equal units


def test_equal_units_stay_equal_while_they_learn() -> None:
    network = {**net(2, 5, init="constant"), "output": {"init": "constant"}}
    for epochs in (0, 30):
        trainer = trainer_of({"network": network}, epochs)
        assert [groups(trainer.network, index) for index in range(3)] == [((0, 1, 2, 3, 4),)] * 2 + [()]
    assert layer_health(trainer)[0].groups == unit_health(trainer)[0].groups == ((0, 1, 2, 3, 4),)


def test_only_units_that_also_speak_alike_are_equal() -> None:
    """With the same incoming but different outgoing weights they get different gradients and part."""
    trainer = trainer_of({"network": {"hidden": [{"units": 6, "init": "constant"}]}})
    assert groups(trainer.network, 0) == ()
    layer, above = trainer.network.layers
    above.W[[0, 3]] = above.W[[5]]
    assert groups(trainer.network, 0) == ((0, 3, 5),)
    layer.b[3] += 0.1
    assert groups(trainer.network, 0) == ((0, 5),)


def test_batch_norm_tells_units_apart() -> None:
    network = {**net(1, 4, init="constant", batch_norm=True), "output": {"init": "constant"}}
    trainer = trainer_of({"network": network})
    assert groups(trainer.network, 0) == ((0, 1, 2, 3),)
    trainer.network.layers[0].gamma[1] = 2
    assert groups(trainer.network, 0) == ((0, 2, 3),)


def test_two_pairs_are_two_groups() -> None:
    trainer = trainer_of({"network": net(1, 300)})
    layer, above = trainer.network.layers
    for copy, unit in ((7, 250), (120, 30)):
        layer.block[:, copy], above.W[copy] = layer.block[:, unit], above.W[unit]
    assert groups(trainer.network, 0) == ((7, 250), (30, 120))


def test_dropout_parts_equal_units() -> None:
    below, above = net(1, 5, init="constant", dropout=0.2), net(1, 5, init="constant")
    hidden = [*below["hidden"], *above["hidden"]]
    trainer = trainer_of({"network": {"hidden": hidden, "output": {"init": "constant"}}})
    assert groups(trainer.network, 0) == ()
    assert groups(trainer.network, 1) == ((0, 1, 2, 3, 4),)


@pytest.mark.parametrize(("precision", "rounding", "parted"), [("float32", 2e-6, 1e-4), ("float64", 1e-12, 1e-8)])
def test_equal_means_equal_to_rounding(precision: str, rounding: float, parted: float) -> None:
    """Whatever of a unit's weights differs, and however large or small they are."""
    for size in (1e-6, 1.0, 1e4):
        for share, expected in ((rounding, ((0, 1, 2, 3, 4),)), (parted, ((0, 1, 3, 4),))):
            for part in range(3):
                network = {**net(1, 5, init="constant", bias=0.3), "output": {"init": "constant"}}
                trainer = trainer_of({"network": network, "precision": precision})
                trainer.network.theta[:] *= size
                layer, above = trainer.network.layers
                (layer.W[:, 2], layer.b[2:3], above.W[2])[part][...] *= 1 + share
                assert groups(trainer.network, 0) == expected


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("fields", [{"batch_norm": True}, {"bias": 0.2}], ids=["batch norm", "bias"])
def test_tiny_weights_that_differ_are_not_equal(precision: str, fields: dict[str, Any]) -> None:
    """Beside what is large in a layer (γ = 1, a bias) random weights are not all the same only since they are small."""
    network = {**net(1, 8, init={"kind": "normal", "std": 1e-5}, **fields), "output": {"init": "zeros"}}
    assert groups(trainer_of({"network": network, "precision": precision}).network, 0) == ()


def test_one_weight_that_is_huge_does_not_make_the_others_equal() -> None:
    trainer = trainer_of({"network": net(1, 8)})
    trainer.network.layers[0].W[0, 5] = 1e7
    assert groups(trainer.network, 0) == ()


def test_weights_of_0_are_equal_beside_any_bias_that_is_the_same() -> None:
    network = {**net(1, 6, init="zeros", bias=0.1), "output": {"init": "zeros"}}
    trainer = trainer_of({"network": network, "precision": "float32"})
    trainer.network.layers[0].W[0, 3] = 1e-8  # lost beside the bias
    assert groups(trainer.network, 0) == ((0, 1, 2, 3, 4, 5),)
    trainer.network.layers[0].W[0, 3] = 1e-4
    assert groups(trainer.network, 0) == ((0, 1, 2, 4, 5),)


@pytest.mark.parametrize("trainer", [trainer_of({}), trainer_of({"network": net(2, 200)}, 1)])
def test_random_units_differ(trainer: Trainer) -> None:
    assert [groups(trainer.network, index) for index in range(3)] == [()] * 3
