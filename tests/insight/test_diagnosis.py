"""Each illness: a config that has it and one that has not, and what is said; healthy runs are left in peace."""

import dataclasses
import re
from typing import Any, get_args

import numpy as np
import pytest

from ffnn_gui.engine import Trainer
from ffnn_gui.engine.activations.relu import ReLU
from ffnn_gui.engine.activations.sigmoid import Sigmoid
from ffnn_gui.engine.activations.tanh import Tanh
from ffnn_gui.insight import MILD, Finding, Illness, LayerHealth, Learning, diagnose, findings, learning, one_of_each
from ffnn_gui.insight.diagnosis import SLIGHT
from ffnn_gui.insight.thresholds import DEAD, SATURATED, STEEP, UPDATE_HIGH, UPDATE_LOW
from tests.insight.samples import net, trainer_of

HE = {"activation": "relu", "init": "he_normal"}
CONSTANT = {**net(2, init="constant"), "output": {"init": "constant"}}
SLOW = {"optimizer": "gd", "learning_rate": 1e-5}

# (illness, sick config, its epochs, healthy config, its epochs)
CASES: list[tuple[Illness, dict[str, Any], int, dict[str, Any], int]] = [
    ("saturated", {"network": net(4, init={"kind": "xavier_uniform", "scale": 10})}, 0, {"network": net(4)}, 0),
    ("saturated", {"network": net(1, activation="sigmoid", bias=50)}, 1, {"network": net(1, activation="sigmoid")}, 1),
    ("dead units", {"network": net(2, **HE, bias=-20)}, 0, {"network": net(2, **HE, bias=1)}, 0),
    ("dead units", {"network": net(2, **HE, bias=-20)}, 0, {"network": net(2, activation="leaky_relu", bias=-20)}, 0),
    ("vanishing gradient", {"network": net(6, activation="sigmoid")}, 0, {"network": net(6)}, 0),
    (
        "vanishing gradient",
        {"network": net(6, activation="sigmoid")},
        1,
        {"network": net(6, activation="sigmoid", batch_norm=True)},
        1,
    ),
    (
        "exploding gradient",
        {"network": net(6, activation="relu", init={"kind": "he_normal", "scale": 5})},
        0,
        {"network": net(6, **HE)},
        0,
    ),
    (
        "blown up",
        {"network": net(6, activation="relu", init={"kind": "he_normal", "scale": 5})},
        0,
        {"network": net(6, **HE)},
        0,
    ),
    ("symmetric units", {"network": CONSTANT}, 0, {}, 0),
    ("symmetric units", {"network": CONSTANT}, 20, {}, 20),
    ("large updates", {"learning_rate": 1.0}, 1, {"learning_rate": 0.003}, 1),
    ("small updates", SLOW, 1, {}, 1),
]


def illnesses(config: dict[str, Any], epochs: int) -> set[Illness]:
    return {finding.illness for finding in findings(trainer_of(config, epochs))}


@pytest.mark.parametrize(("illness", "sick", "epochs", "healthy", "healthy_epochs"), CASES)
def test_the_sick_one_is_told_from_the_healthy_one(
    illness: Illness, sick: dict[str, Any], epochs: int, healthy: dict[str, Any], healthy_epochs: int
) -> None:
    assert illness in illnesses(sick, epochs)
    assert illness not in illnesses(healthy, healthy_epochs)


def test_every_illness_has_a_case() -> None:
    assert {case[0] for case in CASES} | {"not finite"} == set(get_args(Illness))


def test_numbers_that_are_not_finite_are_found() -> None:
    trainer = trainer_of({})
    trainer.network.layers[1].W[0, 0] = np.inf
    found = findings(trainer)
    assert found[0].illness == "not finite"
    assert found[0].severity == 1
    assert "infinite" in found[0].sentence


@pytest.mark.parametrize(
    "config",
    [
        {},
        {"optimizer": "gd", "learning_rate": 0.1},
        {"data": "circle"},
        {"data": "sine"},
        {"network": net(6)},
        {"network": net(3, activation="leaky_relu", init="he_normal")},
        {"network": net(4, activation="sigmoid", batch_norm=True)},
    ],
    ids=["default", "gd", "circle", "sine", "deep", "leaky", "batch norm"],
)
@pytest.mark.parametrize("epochs", [0, 1, 5, 20, 100])
def test_a_healthy_run_is_left_in_peace(config: dict[str, Any], epochs: int) -> None:
    assert [finding.sentence for finding in findings(trainer_of(config, epochs)) if finding.severity >= MILD] == []


@pytest.mark.parametrize("epochs", [0, 5, 20, 200])
def test_of_the_default_run_nothing_at_all_is_said(epochs: int) -> None:
    assert findings(trainer_of({}, epochs)) == ()


def test_a_relu_that_is_off_half_of_the_time_is_not_dead() -> None:
    trainer = trainer_of({"network": net(1, **HE)})
    assert illnesses({"network": net(1, **HE)}, 0) == set()
    assert 0.2 < float((trainer.data.train.X @ trainer.network.layers[0].W < 0).mean()) < 0.8


# What is said


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


def test_whether_the_task_is_learned() -> None:
    assert learning(trainer_of({"data": "circle"})) == "under way"
    assert learning(trainer_of({"data": "circle"}, 150)) == "learned"


NOISE = {"kind": "circle", "samples": 60, "noise": 0.5}
"""Which class a point has says nothing about its neighbours: only learning by heart helps."""


def overfitted(**data: Any) -> Trainer:
    hidden = net(2, activation="tanh")["hidden"]
    return trainer_of(
        {"data": {**NOISE, **data}, "network": {"hidden": [{**one, "units": 32} for one in hidden]}}, 1500
    )


def test_examples_known_by_heart_are_no_learned_task() -> None:
    trainer = overfitted()
    assert learning(trainer) == "memorized"
    ill = [finding.sentence for finding in findings(trainer) if finding.illness in ("saturated", "small updates")]
    assert ill
    for text in ill:
        assert text.endswith(
            "The training examples are learned, the validation examples far less well (overfitting): "
            "try more examples, L2, dropout or early stopping."
        )
    assert learning(overfitted(validation_fraction=0.0)) == "learned", "nobody knows better"


@pytest.mark.parametrize("changes", [{"saturated": 0.9}, {"update_ratio": 1e-7}, {"dead": 0.5}])
def test_what_is_natural_is_mild_too_where_examples_are_known_by_heart(changes: dict[str, float]) -> None:
    (finding,) = said(layer(**changes), learning="memorized")
    assert finding.severity < MILD
    assert "overfitting" in finding.sentence


def test_the_worst_comes_first_and_one_of_each_can_be_had() -> None:
    found = findings(trainer_of({"network": net(6, activation="sigmoid")}))
    assert len(found) > 1
    assert [finding.severity for finding in found] == sorted((f.severity for f in found), reverse=True)
    assert one_of_each(found) == found[:1]
    assert found[0].layer == 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}")
def test_every_sentence_names_its_layer_and_what_helps(case: tuple[Illness, dict[str, Any], int, Any, int]) -> None:
    trainer = trainer_of(case[1], case[2])
    for finding in findings(trainer):
        assert trainer.network.layer_name(finding.layer) in finding.sentence
        assert re.search(r"(Try|try|Start|Reset|follows|learned) ", finding.sentence)
        assert finding.sentence.endswith(".")
        assert 0 <= finding.severity <= 1
