"""What is said about each illness, how bad it is, and what is natural once the task is learned."""

import dataclasses
import re
from typing import Any, get_args

import pytest

from ffnn_gui.engine.activations.relu import ReLU
from ffnn_gui.engine.activations.sigmoid import Sigmoid
from ffnn_gui.engine.activations.tanh import Tanh
from ffnn_gui.insight import MILD, Finding, Illness, LayerHealth, Learning, diagnose
from ffnn_gui.insight.diagnosis import SLIGHT
from ffnn_gui.insight.remedies import Setup
from ffnn_gui.insight.thresholds import DEAD, SATURATED, STEEP, UPDATE_HIGH, UPDATE_LOW


def layer(name: str = "hidden layer 1", **changes: Any) -> LayerHealth:
    """A healthy tanh layer with some measures changed."""
    healthy = LayerHealth(
        name=name,
        activation=Tanh(),
        units=8,
        examples=256,
        saturated=0.1,
        dead=float("nan"),
        activation_mean=0.0,
        activation_spread=0.5,
        pre_mean=0.0,
        pre_spread=0.7,
        gradient=0.1,
        signal=0.5,
        update_ratio=1e-3,
        groups=(),
    )
    return dataclasses.replace(healthy, **changes)


OUTPUT = layer("the output layer", activation=None, saturated=float("nan"))


def said(here: LayerHealth, *above: LayerHealth, learning: Learning = "under way") -> list[Finding]:
    return [finding for finding in diagnose((here, *above, OUTPUT), learning) if finding.layer == 0]


def sentence(here: LayerHealth, *above: LayerHealth, learning: Learning = "under way") -> str:
    (finding,) = said(here, *above, learning=learning)
    return finding.sentence


def test_healthy_layers_get_no_sentence() -> None:
    assert diagnose((layer(), OUTPUT)) == ()


def test_the_sentence_of_a_saturated_layer() -> None:
    here = layer("hidden layer 2", activation=Sigmoid(), saturated=0.94, pre_spread=9.0, gradient=1e-5, signal=1e-5)
    assert sentence(here, layer("hidden layer 5", gradient=0.03), layer("hidden layer 6", gradient=0.01)) == (
        "94 % of hidden layer 2 is saturated, its pre-activations spread by 9: its gradient is 10,000 times smaller "
        "than the output layer's. Try tanh, ReLU, a smaller init scale or batch normalization."
    )


def test_a_saturated_tanh_is_advised_relu() -> None:
    assert sentence(layer(saturated=0.8)) == (
        "80 % of hidden layer 1 is saturated, its pre-activations spread by 0.7. Try ReLU or batch normalization."
    )


def test_the_sentence_of_a_vanishing_gradient() -> None:
    here = layer(activation=Sigmoid(), gradient=1e-4, signal=0.5e-4)
    assert sentence(here) == (
        "The gradient of hidden layer 1 vanishes: only 1/10,000 of the error signal at the output arrives there: "
        "its gradient is 1,000 times smaller than the output layer's. "
        "Try tanh, ReLU, batch normalization or fewer layers."
    )
    assert "Try Xavier or He start weights" in sentence(layer(signal=1e-4))


def test_a_layer_below_dead_units_is_told_why() -> None:
    dead = layer("hidden layer 2", activation=ReLU(), dead=1.0, gradient=0.0, signal=0.0)
    text = sentence(layer(gradient=0.0, signal=0.0), dead)
    assert text.startswith("No gradient reaches hidden layer 1: all units of hidden layer 2 are dead.")
    assert [finding.illness for finding in diagnose((layer(gradient=0.0, signal=0.0), dead, OUTPUT))] == [
        "dead units",
        "vanishing gradient",
    ]


def test_the_sentence_of_an_exploding_gradient() -> None:
    assert sentence(layer(gradient=2500.0, signal=1000.0)).startswith(
        "The gradient of hidden layer 1 explodes: its length is 2,500, and the error signal grew 2,000-fold on its way"
    )
    assert "grew" not in sentence(layer(gradient=2500.0))


def test_the_sentence_of_dead_units() -> None:
    one = sentence(layer(activation=ReLU(), saturated=float("nan"), dead=1 / 8))
    assert one.startswith(
        "1 of 8 units of hidden layer 1 is dead: off for all 256 examples looked at, it gets no gradient. A few do no"
    )
    assert sentence(layer(activation=ReLU(), dead=1.0)).startswith("All 8 units of hidden layer 1 are dead")
    assert sentence(layer(activation=ReLU(), dead=0.5)).endswith("positive start bias or leaky ReLU, and start again.")
    assert sentence(layer(activation=ReLU(), dead=0.5), learning="learned").endswith(
        "The task was learned without them."
    )


def test_a_few_dead_units_are_mild_and_many_are_not() -> None:
    severities = [said(layer(dead=dead))[0].severity for dead in (0.06, 0.2, 0.4, 1.0)]
    assert severities == sorted(severities)
    assert severities[1] < MILD < severities[2]
    assert severities[3] == 1
    assert said(layer(dead=0.04)) == []


def test_the_sentence_of_equal_units() -> None:
    assert sentence(layer(groups=((0, 1, 2, 3, 4, 5, 6, 7),))).startswith(
        "All 8 units of hidden layer 1 have the same weights: they get the same gradient and stay one unit for ever."
    )
    assert sentence(layer(groups=((0, 4), (1, 2, 5)))).startswith("3 units of hidden layer 1 (2, 3, 6) have the same")
    assert sentence(layer(groups=((0, 1, 2, 3, 4),))).startswith("5 units of hidden layer 1 (1, 2, 3, 4 …) have")


def test_the_sentence_of_blown_up_pre_activations() -> None:
    text = sentence(layer(pre_spread=1234.5))
    assert text.startswith(
        "The pre-activations of hidden layer 1 are blown up: they spread by 1,234, so that its units"
    )
    assert "get as large inputs" in sentence(layer(activation=ReLU(), pre_spread=25.0))
    assert diagnose((layer(), dataclasses.replace(OUTPUT, pre_spread=100.0))) == ()  # sure of its classes


def test_the_sentences_of_updates() -> None:
    assert sentence(layer(update_ratio=0.2)) == (
        "An update changes the weights of hidden layer 1 by 20 %; 0.1 % is healthy. "
        "If the loss jumps, try a smaller learning rate."
    )
    assert sentence(layer(update_ratio=1e-6)).startswith(
        "An update changes the weights of hidden layer 1 by only 0.0001 %; 0.1 % is healthy. If the loss"
    )


def test_a_schedule_that_is_through_is_what_makes_small_steps() -> None:
    spent, over = (layer(update_ratio=1e-6 * factor, setup=Setup(rate_factor=factor)) for factor in (0.05, 0.0))
    assert sentence(spent).endswith("If the loss stands still, try a schedule that falls more slowly.")
    assert sentence(over) == (
        "The schedule has brought the learning rate to 0: nothing is learned any more. "
        "If the loss stands still, try a schedule that falls more slowly."
    )
    assert sentence(over, learning="learned").endswith("any more. The task is learned: little is left to do.")


@pytest.mark.parametrize("ratio", [1e-4, 1e-3, 1e-2, float("nan")])
def test_of_healthy_updates_nothing_is_said(ratio: float) -> None:
    assert said(layer(update_ratio=ratio)) == []


@pytest.mark.parametrize(("ratio", "advice"), [(5e-5, "a larger"), (2e-2, "a smaller")])
def test_what_one_noisy_mini_batch_may_make_is_said_to_pass(ratio: float, advice: str) -> None:
    (finding,) = said(layer(update_ratio=ratio))
    assert finding.severity < MILD
    assert re.search(rf"It may pass; if the loss .* try {advice} learning rate\.$", finding.sentence)


def test_beside_what_causes_them_small_steps_are_mild() -> None:
    ill, small = said(layer(activation=Sigmoid(), saturated=0.9, update_ratio=1e-7))
    assert ill.illness == "saturated"
    assert (small.illness, small.severity) == ("small updates", SLIGHT)
    assert small.sentence.endswith("0.1 % is healthy. That follows from what else is wrong.")


@pytest.mark.parametrize("changes", [{"saturated": 0.9}, {"update_ratio": 1e-7}])
def test_what_is_natural_once_the_task_is_learned_is_mild_then(changes: dict[str, float]) -> None:
    assert said(layer(**changes))[0].severity >= MILD
    (finding,) = said(layer(**changes), learning="learned")
    assert finding.severity == SLIGHT
    assert "learned" in finding.sentence


def test_a_faint_gradient_is_not_told_once_the_task_is_learned() -> None:
    assert said(layer(signal=1e-5)) != []
    assert said(layer(signal=1e-5), learning="learned") == []


@pytest.mark.parametrize("learning", get_args(Learning))
@pytest.mark.parametrize(
    ("measure", "values", "illness"),
    [
        ("saturated", (SATURATED, 1.0), "saturated"),
        ("dead", (DEAD, 1.0), "dead units"),
        ("gradient", (1.01 * STEEP, 1e9), "exploding gradient"),
        ("update_ratio", (1.01 * UPDATE_HIGH, 10.0), "large updates"),
        ("update_ratio", (0.99 * UPDATE_LOW, 0.0), "small updates"),
    ],
)
def test_whatever_is_outside_its_healthy_range_is_told(
    measure: str, values: tuple[float, float], illness: Illness, learning: Learning
) -> None:
    """Alone, and beside something that is far worse."""
    for value in values:
        for groups in ((), ((0, 1),)):
            found = said(layer(groups=groups, **{measure: value}), learning=learning)
            assert [finding.illness for finding in found].count(illness) == 1


@pytest.mark.parametrize("changes", [{"saturated": 0.9}, {"update_ratio": 1e-7}, {"dead": 0.5}])
def test_what_is_natural_is_mild_too_where_examples_are_known_by_heart(changes: dict[str, float]) -> None:
    (finding,) = said(layer(**changes), learning="memorized")
    assert finding.severity < MILD
    assert "overfitting" in finding.sentence
