"""The chain rule's product is the engine's gradient, written out layer by layer; what it refuses."""

import numpy as np
import pytest

from ffnn_gui.insight import Example, Weight, chain_rule, trace_example
from tests.insight.chain_rule.samples import differences, each_activation, each_depth, each_pair, some_weights
from tests.insight.samples import example_of, odd_trainer, trainer_of


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
