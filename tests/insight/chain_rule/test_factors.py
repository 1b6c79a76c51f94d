"""What each layer hears through its slope, and which factors are near zero for their kind."""

import dataclasses
import itertools
from typing import get_args

import numpy as np
import pytest

from ffnn_gui.insight import ChainRule, Weight, chain_rule
from ffnn_gui.insight.factors import USUAL, Factor, Role
from ffnn_gui.insight.shapes import largest_slope
from ffnn_gui.insight.thresholds import NEAR_ZERO
from tests.insight.chain_rule.samples import each_activation
from tests.insight.samples import DATA, example_of, net, odd_trainer, trainer_of


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
