"""Each illness: a config that has it and one that has not; healthy runs are left in peace."""

import re
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.engine import Trainer
from ffnn_gui.insight import MILD, Illness, findings, learning, one_of_each
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
    assert learning(overfitted(validation_fraction=0.0)) == "nothing left", "nobody knows better"


@pytest.mark.parametrize(
    ("y", "classes"),
    [(np.zeros(40, np.int64), ("a",)), (np.zeros(1, np.int64), ("a",)), (np.zeros((1, 1)), ())],
    ids=["one class", "one example", "one value"],
)
def test_of_a_loss_of_0_it_is_said_that_nothing_is_left_to_learn(y: NDArray[Any], classes: tuple[str, ...]) -> None:
    arrays = ImportedArrays(np.random.default_rng(0).normal(size=(len(y), 4)), y, classes)
    trainer = trainer_of({"data": shelved(arrays, NumpyFiles(), Path("few.npz")).model_dump()}, 5)
    assert learning(trainer) == "nothing left"
    found = findings(trainer)
    assert [finding.illness for finding in found] == ["small updates"] * 3
    assert max(finding.severity for finding in found) < MILD
    for layer, finding in enumerate(found):
        assert finding.sentence == (
            f"An update changes the weights of {trainer.network.layer_name(layer)} by only 0 %. "
            "The loss is as good as 0: there is nothing left to learn."
        )


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
