"""The product shows the true gradient and its factors, and points out those near zero."""

import math
from dataclasses import replace

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.insight.places import Example, Weight
from ffnn_gui.ui.plots.chain.figures import figure, side_by_side
from ffnn_gui.ui.plots.chain.product import change_text, product_scene
from ffnn_gui.ui.plots.chain.rows import rows_of
from ffnn_gui.ui.plots.chain.scene import Scene, Term
from ffnn_gui.ui.plots.chain.seen import Seen, first_weight, look_at
from ffnn_gui.ui.plots.examples import example_at
from tests.ui.plots.chain.conftest import NETS, Net

WEIGHTS = {name: (Weight(0, 0, 0), Weight(0, 1, 1)) for name in NETS} | {
    "no hidden layer": (Weight(0, 0, 0), Weight(0, 1, 0)),  # the weight and the bias
    "batch norm": (Weight(0, 0, 0), Weight(1, 6, 2)),
}
CASES = [(name, weight) for name, weights in WEIGHTS.items() for weight in weights]


def true_gradient(trainer: Trainer, weight: Weight, example: Example) -> float:
    """From the engine's own back-propagation; for batch norm in evaluation mode by central differences."""
    data, network, loss = trainer.data, trainer.network, trainer.loss
    X = data.inputs_of(np.array([example.x]))
    y = np.array([example.y], np.int64 if isinstance(example.y, int) else np.float64)
    layer = network.layers[weight.layer]
    if all(layer.norm is None for layer in network.layers):
        network.loss_and_gradient(X, y, loss)
        return float(layer.grad_block[weight.row, weight.column])
    targets = loss.encode(y, network.n_outputs, "float64").T
    place, losses = (weight.row, weight.column), []
    before = layer.block[place]
    for step in (1e-6, -1e-6):
        layer.block[place] = before + step
        losses.append(float(loss.values(network.predict(X).T, targets)[0]))
    layer.block[place] = before
    return (losses[0] - losses[1]) / 2e-6


def scene_of(trainer: Trainer, weight: Weight | None = None) -> tuple[Seen, Scene]:
    seen = look_at(trainer, weight)
    return seen, product_scene(seen)


def as_number(text: str) -> float:
    plain = text.replace("·10", "e").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(plain.replace("−", "-").replace(",", ""))


def factors(scene: Scene) -> list[Term]:
    """The terms that are multiplied: what is not a vector on the way to them."""
    blocks = [block for block in scene.blocks[1:] if not any(term.symbol.startswith(r"\delta") for term in block.terms)]
    return [term for block in blocks for term in block.terms]


@pytest.mark.parametrize(("name", "weight"), CASES, ids=str)
def test_the_numbers_shown_multiply_to_the_true_gradient(net: Net, name: str, weight: Weight) -> None:
    trainer = net(name)
    seen, scene = scene_of(trainer, weight)
    expected = true_gradient(trainer, weight, example_at(trainer.data, 0))
    norm = any(layer.norm for layer in trainer.network.layers)
    assert seen.rule.gradient == pytest.approx(expected, rel=1e-6 if norm else 1e-10, abs=1e-9 if norm else 1e-15)
    assert math.prod(factor.value for factor in seen.rule.factors) == pytest.approx(seen.rule.gradient, rel=1e-12)
    shown = math.prod(as_number(term.number) for term in factors(scene))
    assert shown == pytest.approx(expected, rel=0.005, abs=1e-9)
    assert as_number(scene.blocks[0].terms[0].number) == pytest.approx(expected, rel=1e-3, abs=1e-9)


@pytest.mark.parametrize("name", list(NETS))
def test_it_speaks_from_the_output_layer_down_to_the_weight(net: Net, name: str) -> None:
    _, scene = scene_of(net(name))
    first, second, *_, last = scene.blocks
    assert (first.caption, second.sign, last.caption) == ("Gradient", "=", "The weight")
    assert second.caption.startswith("Output layer") or "…" in second.caption
    layers = [block.layer for block in scene.blocks[1:]]
    assert layers == sorted(layers, key=lambda layer: -(layer or 0))


def test_with_many_paths_layers_talk_in_vectors_and_the_strongest_paths_are_named(net: Net) -> None:
    seen, scene = scene_of(net("vanishing"))
    vectors = [term for block in scene.blocks for term in block.terms if term.symbol.startswith(r"\delta")]
    assert [len(term.cells) for term in vectors if term.cells is not None] == [1, 8, 8, 8, 8, 8]
    assert [block.sign for block in scene.blocks] == ["", "=", "→", "→", "→", "→", "→", "→", "·"]
    share = 100 * seen.rule.paths.share
    assert scene.note == f"3 strongest of 32,768 paths make {share:.3g} % by size:"
    assert [text.startswith("h1·1 → h2·") for text in scene.paths] == [True] * 3
    assert scene.paths[0].endswith(f"output·1  {figure(seen.rule.paths.shown[0].product)}")
    assert "smaller" in vectors[-1].remark
    assert r"\sum_k" in scene.formula


def test_dead_paths_are_not_called_strong() -> None:
    raw = {"data": {"kind": "spirals"}, "network": {"hidden": [{"units": 3, "activation": "relu"}] * 2}}
    trainer = Trainer(ExperimentConfig.model_validate(raw))
    trainer.network.layers[0].b[...] = -50
    assert scene_of(trainer)[1].note.startswith("All 3 paths from the weight to the loss are dead")


def test_with_one_path_the_product_is_the_whole(net: Net) -> None:
    _, scene = scene_of(net("one path"))
    assert "One path" in scene.note
    assert scene.paths == ()
    assert scene.formula == ""
    assert [term.symbol for term in factors(scene)] == [
        r"\frac{\partial L}{\partial z^{(2)}_{1}}",
        "w^{(2)}_{1,1}",
        "f'(z^{(1)}_{1})",
        "x_{1}",
    ]


def test_batch_norm_is_a_factor_of_its_own(net: Net) -> None:
    _, scene = scene_of(net("batch norm"), Weight(1, 0, 0))
    assert r"\frac{\partial z^{(2)}_{1}}{\partial s^{(2)}_{1}}" in [term.symbol for term in factors(scene)]


def test_a_bias_has_an_input_of_one(net: Net) -> None:
    seen, scene = scene_of(net("one path"), Weight(0, 2, 1))
    assert seen.rule.name.startswith("b")
    assert scene.blocks[-1].terms[0].number == "1"


# Near zero


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.238372, "0.2384"),
        (-1.5, "−1.500"),
        (1.26468e-5, "1.265·10⁻⁵"),
        (-3e-120, "−3.000·10⁻¹²⁰"),
        (12345.6, "12,346"),
        (1.0, "1"),
        (0.0, "0"),
        (-0.0, "0"),
        (math.nan, "–"),
        (-math.inf, "−∞"),
        (4e9 + 0.5, "4.000·10⁹"),
    ],
)
def test_numbers_are_those_of_a_textbook(value: float, text: str) -> None:
    assert figure(value) == text


@pytest.mark.parametrize(
    ("one", "other", "texts"),
    [
        (0.5, 0.625, ("0.5000", "0.6250")),
        (1.626183, 1.626172, ("1.626183", "1.626172")),
        (-1e-3, 1e-3, ("−0.001000", "0.001000")),
        (2.0, 2.0, ("2", "2")),
        (math.nan, 1.0, ("–", "1")),
        (1.0, 1.0 + 1e-15, ("1.000000000000", "1.000000000000")),
    ],
)
def test_two_numbers_show_how_they_differ(one: float, other: float, texts: tuple[str, str]) -> None:
    assert side_by_side(one, other) == texts


def warnings(scene: Scene) -> dict[str, str]:
    return {term.symbol: term.warning for block in scene.blocks for term in block.terms if term.warning}


def trainer_with(bias: float, activation: str, outgoing: float = 1.0) -> Trainer:
    """A 2-2-1 network whose first unit has this bias and this weight to the output."""
    raw = {"data": {"kind": "circle"}, "network": {"hidden": [{"units": 2, "activation": activation}]}}
    trainer = Trainer(ExperimentConfig.model_validate({**raw, "precision": "float64"}))
    first, last = trainer.network.layers
    first.b[0], last.W[0, 0] = bias, outgoing
    return trainer


def test_a_dead_relu_is_pointed_out() -> None:
    _, scene = scene_of(trainer_with(-50, "relu"))
    found = warnings(scene)
    assert found["f'(z^{(1)}_{1})"] == "= 0: the gradient dies here"
    assert found[r"\frac{\partial L}{\partial w^{(1)}_{1,1}}"].startswith("= 0")


def test_a_saturated_sigmoid_is_pointed_out() -> None:
    assert warnings(scene_of(trainer_with(12, "sigmoid"))[1])["f'(z^{(1)}_{1})"] == "≈ 0: the gradient dies here"


def test_a_missing_connection_is_pointed_out() -> None:
    assert warnings(scene_of(trainer_with(0, "tanh", 0.0))[1])["w^{(2)}_{1,1}"] == "= 0: hardly any connection"


def test_a_vanished_gradient_is_pointed_out_where_it_arrives(net: Net) -> None:
    found = warnings(scene_of(net("vanishing"))[1])
    assert found[r"\frac{\partial L}{\partial a^{(1)}_{1}}"] == "≈ 0: the error has vanished on its way"


def test_an_output_that_is_right_sends_no_error() -> None:
    raw = {"data": {"kind": "spirals"}, "network": {"hidden": [{"units": 3}, {"units": 3}]}, "precision": "float64"}
    trainer = Trainer(ExperimentConfig.model_validate(raw))
    example = example_at(trainer.data, 0)
    trainer.network.layers[-1].b[0] = 20 if example.y else -20
    found = warnings(scene_of(trainer)[1])
    assert found[r"\frac{\partial L}{\partial a^{(1)}_{1}}"] == "≈ 0: the output is right already"


def test_an_error_that_is_small_and_vanishes_has_vanished() -> None:
    trainer = Trainer(ExperimentConfig.model_validate({**NETS["vanishing"], "precision": "float64"}))
    trainer.network.layers[-1].b[0] = 7 if example_at(trainer.data, 0).y else -7
    seen, scene = scene_of(trainer)
    assert abs(seen.rule.steps[0].delta[0]) < 0.01
    assert warnings(scene)[r"\frac{\partial L}{\partial a^{(1)}_{1}}"].endswith("vanished on its way")


def test_a_healthy_product_has_no_warning() -> None:
    assert warnings(scene_of(trainer_with(0.1, "tanh"))[1]) == {}


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        ([0.5], [1.0], "2× smaller"),
        ([3.0], [1.0], "3× larger"),
        ([1.0], [1234.0], "1,230× smaller"),
        ([1e-9], [1.0], "10⁹× smaller"),
        ([0.0], [1.0], "= 0: all has died"),
        ([1.0], [0.0], ""),
        ([math.nan], [1.0], ""),
        ([1e-300], [math.inf], ""),
    ],
)
def test_sizes_are_compared(now: list[float], before: list[float], text: str) -> None:
    assert change_text(np.array(now), np.array(before)) == text


# What is looked at


def test_the_first_weight_is_looked_at_where_the_chosen_one_is_gone(net: Net) -> None:
    for gone in (Weight(9, 0, 0), Weight(0, 99, 0), Weight(0, 0, 99), Weight(-1, 0, 0)):
        assert look_at(net("one path"), gone).rule.weight == Weight(0, 0, 0)


def test_of_images_the_weight_of_a_pixel_that_varies_and_has_ink_is_looked_at_first(net: Net) -> None:
    data = net("softmax").data
    weight = first_weight(data)
    assert data.train.X[:, 0].std() == 0
    assert data.train.X[:, weight.row].std() > data.train.X.std(axis=0).mean()
    seen = look_at(net("softmax")).rule
    assert seen.weight == weight
    assert seen.gradient != 0


def test_the_first_example_is_looked_at_where_the_chosen_one_does_not_fit(net: Net) -> None:
    trainer = net("one path")
    first = example_at(trainer.data, 0)
    assert look_at(trainer, None, replace(first, x=(1.0, 2.0, 3.0))).rule.example == first


def test_the_rows_hold_every_factor_and_error_signal(net: Net) -> None:
    seen, _ = scene_of(net("eight paths"))
    rows = list(rows_of(seen))
    kinds = [row[0] for row in rows]
    assert kinds.count("factor") == len(seen.rule.factors)
    assert kinds.count("error signal") == 1 + 8 + 8
    assert ("gradient", seen.rule.symbol, 1, 1, seen.rule.gradient) in rows
