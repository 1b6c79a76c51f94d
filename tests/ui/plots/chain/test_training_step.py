"""A training step in parts: forward, loss, backward, update, each lit and told with its numbers."""

import math
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.insight.places import Weight
from ffnn_gui.ui.plots.chain.walk import PER_LAYER, PHASES
from ffnn_gui.ui.plots.intents import StepBatch
from tests.ui.plots.chain.conftest import NETS, Make, Net, captions, lit, shown, tick


def test_the_parts_come_in_their_order(make: Make) -> None:
    plot = make("one path")
    for phase, following in zip(PHASES, (*PHASES[1:], PHASES[0]), strict=True):
        assert plot.walk.due == phase
        assert plot.bar.buttons[phase].property("due") is True
        plot.bar.buttons[phase].click()
        assert plot.selection.phase == phase
        assert [name for name, button in plot.bar.buttons.items() if button.isChecked()] == [phase]
        assert plot.walk.due == following


def test_any_part_may_come_first(make: Make) -> None:
    plot = make("one path")
    plot.bar.buttons["backward"].click()
    assert plot.selection.phase == "backward"
    assert plot.walk.due == "update"


def test_forward_lights_the_layers_one_after_the_other(make: Make) -> None:
    plot = make("eight paths")
    plot.bar.buttons["forward"].click()
    assert plot.walk._timer.interval() == PER_LAYER
    seen = []
    for _ in range(4):
        seen.append((plot.selection.lit, lit(plot), sum(block.shown for block in plot.canvas.scene.blocks)))
        tick(plot) if plot.walk.walking else None
    assert seen == [
        (-1, ["Input"], 1),
        (0, ["Hidden layer 1"], 2),
        (1, ["Hidden layer 2"], 3),
        (2, ["Output layer"], 4),
    ]
    assert not plot.walk.walking
    assert plot._seen is not None
    cells = plot.canvas.scene.blocks[1].terms[0].cells
    assert cells is not None
    assert cells.tolist() == plot._seen.rule.trace.layers[0].a[0].tolist()


def test_backward_lights_them_from_the_output(make: Make) -> None:
    plot = make("eight paths")
    plot.bar.buttons["backward"].click()
    seen = []
    for _ in range(3):
        seen.append((plot.selection.lit, lit(plot)))
        tick(plot) if plot.walk.walking else None
    assert seen == [(2, ["Output layer"]), (1, ["Hidden layer 2"]), (0, ["Hidden layer 1"])]
    assert captions(plot)[-1] == "The weight"
    assert plot.canvas.scene.blocks[-1].shown
    assert r"\sum_k" in plot.canvas.scene.formula


def test_time_really_passes(make: Make, qtbot: QtBot) -> None:
    plot = make("one path")
    plot.walk._timer.setInterval(1)
    plot.bar.buttons["forward"].click()
    qtbot.waitUntil(lambda: plot.selection.lit == 1 and not plot.walk.walking, timeout=5000)


LOSSES = {
    "one path": "-\\ln",
    "softmax": "-\\ln p_{",
    "no hidden layer": "(z - y)^2",
    "squared error on classes": "\\sum_k (z_k - y_k)^2",
}


@pytest.mark.parametrize(("name", "part"), LOSSES.items())
def test_the_loss_is_a_formula_with_its_number(make: Make, name: str, part: str) -> None:
    plot = make(name)
    plot.bar.buttons["loss"].click()
    last = plot.canvas.scene.blocks[-1].terms[0]
    assert part in last.symbol
    assert plot._seen is not None
    assert float(last.number.replace("−", "-")) == pytest.approx(plot._seen.rule.loss, rel=1e-3)


def test_the_shown_probability_leads_to_the_shown_loss(make: Make) -> None:
    plot = make("softmax")
    plot.bar.buttons["loss"].click()
    _, chance, loss = (block.terms[0].number for block in plot.canvas.scene.blocks)
    assert -math.log(float(chance)) == pytest.approx(float(loss), rel=5e-3)


def stepping(trainer: Trainer) -> Callable[[], None]:
    """One mini-batch of the trainer a call."""
    steps = trainer.steps()
    return lambda: next(steps, None) and None


def test_the_update_asks_for_a_mini_batch_and_shows_the_change(make: Make) -> None:
    trainer = Trainer(ExperimentConfig.model_validate(NETS["one path"]))
    plot, step = make(trainer), stepping(trainer)
    wishes: list[object] = []
    plot.wanted.connect(wishes.append)
    old = float(trainer.network.layers[0].W[0, 0])
    plot.bar.buttons["update"].click()
    assert wishes == [StepBatch()]
    assert [block.shown for block in plot.canvas.scene.blocks] == [True, False, False]
    step()
    shown(plot, trainer)
    new = float(trainer.network.layers[0].W[0, 0])
    assert new != old
    numbers = [float(block.terms[0].number.replace("−", "-")) for block in plot.canvas.scene.blocks]
    assert numbers == pytest.approx([old, new - old, new], rel=1e-3)
    # Further updates do not change what the click has done.
    step()
    shown(plot, trainer)
    assert float(plot.canvas.scene.blocks[-1].terms[0].number.replace("−", "-")) == pytest.approx(new, rel=1e-3)


def test_updates_of_a_running_training_are_not_called_one(make: Make) -> None:
    trainer = Trainer(ExperimentConfig.model_validate(NETS["one path"]))
    plot, step = make(trainer), stepping(trainer)
    plot.bar.buttons["update"].click()
    for _ in range(3):
        step()
    shown(plot, trainer)
    assert "3 mini-batches" in plot.canvas.scene.note


def test_the_change_is_never_that_of_another_weight(make: Make) -> None:
    trainer = Trainer(ExperimentConfig.model_validate(NETS["one path"]))
    plot, step = make(trainer), stepping(trainer)
    plot.selection.choose_weight(Weight(0, 1, 0))
    # What was chosen before is all that has been seen yet.
    plot.bar.buttons["update"].click()
    step()
    shown(plot, trainer)
    assert [block.shown for block in plot.canvas.scene.blocks] == [True, False, False]


def test_the_product_comes_back(make: Make) -> None:
    plot = make("one path")
    plot.bar.buttons["forward"].click()
    plot.bar.product.click()
    assert (plot.selection.phase, plot.walk.due, plot.walk.walking) == ("", "forward", False)
    assert captions(plot)[0] == "Gradient"
    assert plot.bar.product.isChecked()


def test_another_run_ends_the_walk(make: Make, net: Net) -> None:
    plot = make("one path")
    plot.bar.buttons["forward"].click()
    plot.selection.forget()
    assert not plot.walk.walking
    assert plot.walk.due == "forward"
    trainer = net("eight paths")
    plot.prepare(trainer.data, trainer.config)
    assert plot.empty


def test_another_weight_forgets_the_update(make: Make) -> None:
    plot = make("one path")
    plot.bar.buttons["update"].click()
    plot.selection.choose_weight(Weight(0, 1, 1))
    assert plot._before is None


def test_the_lit_layer_of_another_plot_is_shown_too(make: Make) -> None:
    plot = make("eight paths")
    plot.selection.light("forward", 1)
    assert lit(plot) == ["Hidden layer 2"]
