"""The chain rule's product is the true gradient: the engine's, and that of finite differences."""

import dataclasses
import itertools
from math import prod
from typing import get_args

import numpy as np
import pytest

from ffnn_gui.engine import Trainer
from ffnn_gui.insight import ChainRule, Example, Unit, Weight, chain_rule, trace_example
from ffnn_gui.insight.factors import USUAL, Factor, Role
from ffnn_gui.insight.shapes import largest_slope
from ffnn_gui.insight.thresholds import NEAR_ZERO
from tests.insight.samples import ACTIVATIONS, DATA, PAIRS, example_of, net, odd_trainer, trainer_of, weights_of

H = 1e-4
each_activation = pytest.mark.parametrize("activation", ACTIVATIONS)
each_pair = pytest.mark.parametrize("pair", PAIRS, ids=" of ".join)
each_depth = pytest.mark.parametrize("depth", range(4))


def some_weights(trainer: Trainer, count: int) -> list[Weight]:
    """A weight and a bias of each layer, and others at random."""
    every = weights_of(trainer)
    biases = [weight for weight in every if weight.row == trainer.network.layers[weight.layer].fan_in]
    rng = np.random.default_rng(0)
    return [every[0], biases[0], biases[-1], *(every[i] for i in rng.permutation(len(every))[:count])]


def differences(trainer: Trainer, weight: Weight) -> float:
    """∂L/∂w of the first training example in evaluation mode, by differences of fourth order."""
    network, loss = trainer.network, trainer.loss
    X, y = trainer.data.train.X[:1], trainer.data.train.y[:1]
    targets = loss.encode(y, network.n_outputs, "float64").T
    block = network.layers[weight.layer].block
    value, at = block[weight.row, weight.column], {}
    for steps in (-2, -1, 1, 2):
        block[weight.row, weight.column] = value + steps * H
        at[steps] = float(loss.values(network.predict(X).T, targets)[0])
    block[weight.row, weight.column] = value
    return (8 * (at[1] - at[-1]) - (at[2] - at[-2])) / (12 * H)


@each_activation
@each_pair
@each_depth
def test_the_product_is_the_engine_s_gradient(activation: str, pair: tuple[str, str], depth: int) -> None:
    trainer = odd_trainer(activation, pair, depth)
    part, network = trainer.data.train, trainer.network
    network.loss_and_gradient(part.X[:1], part.y[:1], trainer.loss)
    for weight in some_weights(trainer, 6):
        rule = chain_rule(trainer, weight, example_of(trainer))
        true = network.layers[weight.layer].grad_block[weight.row, weight.column]
        assert rule.product == pytest.approx(true, rel=1e-10, abs=1e-14)
        assert rule.gradient == pytest.approx(true, rel=1e-10, abs=1e-14)


@each_activation
@each_pair
@each_depth
@pytest.mark.parametrize("batch_norm", [False, True])
def test_the_product_is_the_slope_of_the_loss(
    activation: str, pair: tuple[str, str], depth: int, batch_norm: bool
) -> None:
    trainer = odd_trainer(activation, pair, depth, batch_norm)
    for weight in some_weights(trainer, 4):
        rule = chain_rule(trainer, weight, example_of(trainer))
        assert rule.product == pytest.approx(differences(trainer, weight), rel=1e-6, abs=1e-9)


@each_activation
@pytest.mark.parametrize("batch_norm", [False, True])
def test_a_chain_of_single_units_is_written_out(activation: str, batch_norm: bool) -> None:
    trainer = odd_trainer(activation, ("mse", "values"), 3, batch_norm, units=1)
    rule = chain_rule(trainer, Weight(0, 0, 0), example_of(trainer))
    assert rule.product == pytest.approx(differences(trainer, rule.weight), rel=1e-6, abs=1e-9)
    through = [r"f'(z^{(%d)}_{1})"] + [r"\frac{\partial z^{(%d)}_{1}}{\partial s^{(%d)}_{1}}"] * batch_norm
    expected = [r"\frac{\partial L}{\partial z^{(4)}_{1}}", "w^{(4)}_{1,1}"]
    for layer in (3, 2, 1):
        expected += [symbol.replace("%d", str(layer)) for symbol in through]
        expected.append(f"w^{{({layer})}}_{{1,1}}" if layer > 1 else "x_{1}")
    assert [factor.symbol for factor in rule.factors] == expected
    assert rule.paths.total == len(rule.paths.shown) == 1
    assert rule.paths.shown[0].product == pytest.approx(rule.gradient)


def test_a_sum_stands_as_one_factor() -> None:
    trainer = odd_trainer("tanh", ("cross_entropy", "3 classes"), 2)
    rule = chain_rule(trainer, Weight(0, 1, 2), example_of(trainer))
    assert rule.equation == (
        r"\frac{\partial L}{\partial w^{(1)}_{2,3}} = \frac{\partial L}{\partial a^{(1)}_{3}} "
        r"\cdot f'(z^{(1)}_{3}) \cdot x_{2}"
    )
    deeper = chain_rule(trainer, Weight(1, 0, 1), example_of(trainer))
    assert deeper.factors[-1].symbol == "a^{(1)}_{1}"
    assert deeper.factors[-1].value == pytest.approx(deeper.trace.layers[0].a[0, 0])


def test_a_sum_above_single_units_is_met_on_the_way() -> None:
    """Widths 1-1-3 from the second layer on: the chain is written out as far as it is one."""
    network = {"hidden": [{"units": 2}, {"units": 1}, {"units": 3}]}
    trainer = trainer_of({"network": network, "precision": "float64"})
    rule = chain_rule(trainer, Weight(0, 0, 1), example_of(trainer))
    assert [factor.symbol for factor in rule.factors] == [
        r"\frac{\partial L}{\partial a^{(2)}_{1}}",
        "f'(z^{(2)}_{1})",
        "w^{(2)}_{2,1}",
        "f'(z^{(1)}_{2})",
        "x_{1}",
    ]
    assert rule.product == pytest.approx(differences(trainer, rule.weight), rel=1e-6)


def test_a_bias_takes_in_1() -> None:
    trainer = odd_trainer()
    rule = chain_rule(trainer, Weight(1, 3, 0), example_of(trainer))
    assert rule.name == "b^{(2)}_{1}"
    assert rule.factors[-1].value == 1.0
    assert rule.value == trainer.network.layers[1].b[0]


def test_the_penalty_stands_apart() -> None:
    config = {"regularization": {"l2": 0.5, "l1": 0.25}, "precision": "float64"}
    trainer, plain = trainer_of(config), trainer_of({"precision": "float64"})
    weight, bias = Weight(0, 0, 0), Weight(0, 2, 0)
    rule = chain_rule(trainer, weight, example_of(trainer))
    w = float(trainer.network.layers[0].W[0, 0])
    assert rule.penalty == pytest.approx(0.5 * w + 0.25 * np.sign(w))
    assert rule.gradient == chain_rule(plain, weight, example_of(plain)).gradient
    assert chain_rule(trainer, bias, example_of(trainer)).penalty == 0


# The talk from layer to layer


def test_each_layer_says_what_it_hears_through_its_slope() -> None:
    trainer = odd_trainer("sigmoid", ("cross_entropy", "3 classes"), 3)
    rule = chain_rule(trainer, Weight(1, 0, 0), example_of(trainer))
    assert [step.layer for step in rule.steps] == [3, 2, 1]
    assert [step.name for step in rule.steps] == ["the output layer", "hidden layer 3", "hidden layer 2"]
    for above, step in itertools.pairwise(rule.steps):
        W = trainer.network.layers[above.layer].W
        np.testing.assert_allclose(step.heard, W @ above.delta)
        np.testing.assert_allclose(step.delta, step.heard * step.slope)
    chances = trainer.loss.probabilities(rule.trace.outputs, len(trainer.data.task.classes))[0]
    chances[trainer.data.train.y[0]] -= 1
    np.testing.assert_allclose(rule.steps[0].delta, chances)
    assert rule.steps[-1].formula == r"\delta^{(2)}_j = f'(z^{(2)}_j) \sum_k w^{(3)}_{j,k} \delta^{(3)}_k"


def test_factors_near_zero_are_pointed_out() -> None:
    trainer = odd_trainer("sigmoid")
    trainer.network.layers[0].b[1] = 20.0
    rule = chain_rule(trainer, Weight(0, 0, 1), example_of(trainer))
    slope = next(i for i, factor in enumerate(rule.factors) if factor.symbol == "f'(z^{(1)}_{2})")
    assert slope in rule.near_zero
    assert rule.factors[slope].explanation.startswith("the slope of Sigmoid in unit 2 of hidden layer 1, at z = ")
    open_rule = chain_rule(trainer, Weight(0, 0, 0), example_of(trainer))
    assert 1 not in open_rule.near_zero


def factor_of(rule: ChainRule, role: str) -> Factor:
    """The first factor of a kind."""
    return next(factor for factor in rule.factors if factor.role == role)


def test_a_small_error_beside_one_of_its_order_has_not_vanished() -> None:
    """−0.0014 that arrives of 0.026 at the output."""
    trainer = trainer_of({"network": net(2), "precision": "float64", "data": DATA["2 classes"]})
    last, example = trainer.network.layers[-1], example_of(trainer)
    last.W[...] = 0.05
    trainer.network.layers[1].W[0] = 0.3
    last.b[0] = 3.5 if example.y else -3.5
    rule = chain_rule(trainer, Weight(0, 0, 0), example)
    error, heard = float(rule.steps[0].delta[0]), factor_of(rule, "heard")
    assert abs(error) < 0.05
    assert abs(heard.value) < NEAR_ZERO
    assert heard.usual == pytest.approx(abs(error))
    assert not heard.near_zero
    trainer.network.layers[1].W[0] *= 0.01
    assert factor_of(chain_rule(trainer, Weight(0, 0, 0), example), "heard").near_zero


@pytest.mark.parametrize("times", [1e-4, 1.0, 1e4])
def test_near_zero_depends_on_what_is_usual_not_on_the_unit(times: float) -> None:
    """Weights and inputs of any scale: a hundredth of the largest is near 0, a tenth is not."""
    trainer = trainer_of({"network": net(1), "precision": "float64", "data": DATA["2 classes"]})
    W = trainer.network.layers[1].W
    for share, near in ((0.009, True), (0.1, False)):
        W[...] = times
        W[0, 0] = share * times
        factor = factor_of(chain_rule(trainer, Weight(0, 0, 0), example_of(trainer)), "weight")
        assert (factor.usual, factor.near_zero) == (pytest.approx(times), near)


@each_activation
def test_a_slope_is_measured_by_its_activation_s_largest(activation: str) -> None:
    """The logistic function's slope of 0.009 is a thirtieth of its largest, that of tanh less than a hundredth."""
    trainer = odd_trainer(activation)
    rule = chain_rule(trainer, Weight(0, 0, 0), example_of(trainer))
    factor = factor_of(rule, "slope")
    kind = trainer.network.layers[0].activation
    assert kind is not None
    assert factor.usual == largest_slope(kind)
    assert dataclasses.replace(factor, value=0.009).near_zero == (largest_slope(kind) > 0.9)
    assert dataclasses.replace(factor, value=0.0).near_zero


def test_an_output_s_error_is_measured_by_that_of_an_output_of_0() -> None:
    """½ for two classes; for values their root mean square."""
    classes = trainer_of({"network": {"hidden": []}, "data": DATA["2 classes"]})
    assert factor_of(chain_rule(classes, Weight(0, 0, 0), example_of(classes)), "output").usual == pytest.approx(0.5)
    values = trainer_of({"network": {"hidden": []}, "data": DATA["values"]})
    y = values.data.train.y[:256]
    factor = factor_of(chain_rule(values, Weight(0, 0, 0), example_of(values)), "output")
    assert factor.usual == pytest.approx(float(np.sqrt((y**2).mean())), rel=1e-6)


def test_every_kind_of_factor_says_what_it_is_measured_by() -> None:
    assert set(USUAL) == set(get_args(Role))


# Paths


def every_path(trainer: Trainer, rule: ChainRule) -> dict[tuple[Unit, ...], float]:
    """All paths and their products, one by one."""
    layers, seen, weight = trainer.network.layers, rule.trace, rule.weight
    first = weight.layer
    gates = [part.delta[0] if i == len(layers) - 1 else part.dense_delta[0] / part.dLda[0]
             for i, part in enumerate(seen.layers)]  # fmt: skip
    incoming = 1.0 if weight.row == layers[first].fan_in else seen.layers[first].inputs[0, weight.row]
    found = {}
    for rest in itertools.product(*(range(layer.fan_out) for layer in layers[first + 1 :])):
        units = (weight.column, *rest)
        product = incoming * prod(gates[first + depth][unit] for depth, unit in enumerate(units))
        for depth, (below, above) in enumerate(itertools.pairwise(units), start=first + 1):
            product *= layers[depth].W[below, above]
        found[tuple(Unit(first + depth, unit) for depth, unit in enumerate(units))] = float(product)
    return found


@each_activation
@each_depth
@pytest.mark.parametrize("batch_norm", [False, True])
@pytest.mark.parametrize("shown", [1, 4, 1000])
def test_the_strongest_paths_are_found(activation: str, depth: int, batch_norm: bool, shown: int) -> None:
    trainer = odd_trainer(activation, ("cross_entropy", "3 classes"), depth, batch_norm, units=4)
    for weight in some_weights(trainer, 3):
        rule = chain_rule(trainer, weight, example_of(trainer), shown)
        every, paths = every_path(trainer, rule), rule.paths
        assert paths.total == len(every)
        assert sum(every.values()) == pytest.approx(rule.gradient, rel=1e-9, abs=1e-12)
        best = sorted(every.values(), key=abs, reverse=True)[:shown]
        np.testing.assert_allclose([abs(p.product) for p in paths.shown], np.abs(best), rtol=1e-9, atol=1e-15)
        for path in paths.shown:
            assert path.product == pytest.approx(every[path.units], rel=1e-9, abs=1e-15)
        assert len({path.units for path in paths.shown}) == len(paths.shown)
        assert paths.sum_shown == pytest.approx(sum(p.product for p in paths.shown))
        whole = sum(map(abs, every.values()))
        assert paths.share == pytest.approx(sum(map(abs, best)) / whole if whole else 1.0)


def test_the_strongest_path_is_not_the_greedy_one() -> None:
    """The strongest link above the unit leads into a dead end."""
    network = net(2, 2, activation="linear")
    trainer = trainer_of({"network": network, "precision": "float64"})
    one, two, out = trainer.network.layers
    one.W[...], two.W[...], out.W[...] = 1.0, [[5.0, 1.0], [0.0, 0.0]], [[0.1], [1.0]]
    rule = chain_rule(trainer, Weight(0, 0, 0), example_of(trainer), shown=1)
    assert rule.paths.shown[0].units == (Unit(0, 0), Unit(1, 1), Unit(2, 0))
    assert rule.paths.share == pytest.approx(1 / 1.5)


def test_paths_beyond_counting_are_counted() -> None:
    trainer = trainer_of({"network": net(12, 64)})
    rule = chain_rule(trainer, Weight(0, 0, 0), example_of(trainer))
    assert rule.paths.total == 64**11
    assert 0 < rule.paths.share < 1e-3
    assert len(rule.paths.shown) == 5


# What it refuses


@pytest.mark.parametrize("weight", [Weight(3, 0, 0), Weight(-1, 0, 0), Weight(0, 4, 0), Weight(0, 0, 8)])
def test_a_weight_that_is_not_there_is_refused(weight: Weight) -> None:
    trainer = trainer_of({})
    with pytest.raises(IndexError):
        chain_rule(trainer, weight, example_of(trainer))


@pytest.mark.parametrize("example", [Example((1.0,), 0, "short"), Example((1.0, 2.0), 5, "no such class")])
def test_an_example_that_does_not_fit_is_refused(example: Example) -> None:
    with pytest.raises(ValueError, match=r"features|Labels"):
        chain_rule(trainer_of({}), Weight(0, 0, 0), example)


def test_an_example_is_scaled_as_the_data_are() -> None:
    trainer = trainer_of({"data": {"kind": "circle", "inputs": {"x1_squared": True}}})
    seen = trace_example(trainer, example_of(trainer, 3))
    np.testing.assert_allclose(seen.X[0], trainer.data.train.X[3], rtol=1e-6)
    assert seen.X.shape == (1, 3)
