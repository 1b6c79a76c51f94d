"""What the health strip says is wrong, and where its signs stand."""

import math
from dataclasses import replace
from typing import get_args

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight import MILD, Finding, Learning, diagnose, layer_health
from ffnn_gui.insight.thresholds import SATURATED
from ffnn_gui.ui.plots.health.headline import AT_START, FINE, REOPENED
from ffnn_gui.ui.plots.health.measures import MEASURES
from ffnn_gui.ui.plots.kinds import health
from ffnn_gui.ui.plots.kinds.health import CALM, Checkup, HealthPlot
from tests.ui.plots.health.conftest import DEAD, Get, hidden, show


def test_all_is_well(plot: HealthPlot, trained: Get) -> None:
    trainer, _ = trained("two classes")
    checkup = show(plot, trainer)
    well = replace(checkup, findings=(), layers=tuple(replace(x, update_ratio=1e-3) for x in checkup.layers))
    plot.prepare(trainer.data, trainer.config)
    plot.draw(RunHistory(1), well)
    assert plot.sheet.sentences() == [FINE]
    assert not any(plot.sheet.sign(row, 0) for row in range(-1, len(MEASURES)))


def test_before_training_nothing_is_said_of_learning(plot: HealthPlot) -> None:
    show(plot, Trainer(ExperimentConfig()))
    assert plot.sheet.sentences() == [AT_START]


def test_of_a_reopened_session_is_not_said_that_it_starts(plot: HealthPlot, trained: Get) -> None:
    """Its weights are trained; what is not known before it trains on is the size of the steps."""
    trainer, _ = trained("two classes")
    checkup = show(plot, trainer)
    layers = tuple(replace(x, update_ratio=math.nan) for x in checkup.layers)
    plot.prepare(trainer.data, trainer.config)
    plot.draw(RunHistory(1), Checkup(9, layers, ()))
    assert plot.sheet.sentences() == [REOPENED]


def test_what_is_said_of_healthy_layers_is_true_of_all_that_are_called_so() -> None:
    """Just below the limit much is saturated."""
    assert f"less than {100 * SATURATED:.0f} % is saturated" in FINE


def judged(plot: HealthPlot, trainer: Trainer, learning: Learning = "under way", **changes: float) -> None:
    """Show a checkup in which every measure is healthy but for some of the first and of the last layer."""
    healthy = {"saturated": 0.1, "dead": math.nan, "gradient": 0.1, "signal": 1.0, "update_ratio": 1e-3}
    layers = [replace(layer, groups=(), **healthy) for layer in layer_health(trainer)]
    layers[0], layers[-1] = replace(layers[0], **changes), replace(layers[-1], **changes)
    plot.prepare(trainer.data, trainer.config)
    plot.draw(RunHistory(1), Checkup(9, tuple(layers), diagnose(layers, learning)))


@pytest.mark.parametrize("ratio", [0.9e-4, 1e-7, 1.1e-2, 0.5])
@pytest.mark.parametrize("learning", get_args(Learning))
def test_updates_outside_the_healthy_range_are_marked_and_told(
    ratio: float, learning: Learning, plot: HealthPlot, trained: Get
) -> None:
    trainer, _ = trained("two classes")
    judged(plot, trainer, learning, update_ratio=ratio)
    row = [measure.field for measure in MEASURES].index("update_ratio")
    last = len(trainer.network.layers) - 1
    marked = {place: sign for place, sign in plot.sheet._signs.items() if sign}
    assert set(marked) == {(row, 0), (row, last)}
    assert f"{trainer.network.layer_name(0)} by" in plot.sheet.headline()
    assert f"updates ({plot.sheet.names[last]})" in plot.sheet.headline()


@pytest.mark.parametrize(
    "changes",
    [{"saturated": 0.8}, {"saturated": 0.9, "update_ratio": 1e-6}, {"gradient": 200.0}, {"dead": 0.1}, {"dead": 1.0}],
    ids=str,
)
@pytest.mark.parametrize("learning", get_args(Learning))
def test_whatever_is_marked_is_told(
    changes: dict[str, float], learning: Learning, plot: HealthPlot, trained: Get
) -> None:
    """Every sign has an illness of its row and layer that the headline names."""
    trainer, _ = trained("two classes")
    judged(plot, trainer, learning, **changes)
    assert plot.sheet._signs
    for row, layer in plot.sheet._signs:
        reasons = [one for one in plot.sheet.findings if one.layer == layer and one.illness in MEASURES[row].illnesses]
        first = plot.sheet.findings[0]
        assert any(one is first or f"{one.illness} (" in plot.sheet.headline() for one in reasons)
    assert plot.sheet.sentences()[0] not in (FINE, AT_START)


def test_without_a_sign_nothing_is_said_to_be_wrong(plot: HealthPlot, trained: Get) -> None:
    judged(plot, trained("two classes")[0])
    assert plot.sheet._signs == {}
    assert plot.sheet.headline() == FINE


def test_dead_units_are_wrong_in_their_layer_alone(plot: HealthPlot) -> None:
    checkup = show(plot, Trainer(ExperimentConfig.model_validate(DEAD)))
    row = [measure.field for measure in MEASURES].index("dead")
    assert [plot.sheet.sign(row, column) for column in range(3)] == [None, "wrong", None]
    assert "hidden layer 2" in plot.sheet.sentences()[0]
    assert plot.sheet.sentences() == [finding.sentence for finding in checkup.findings]
    assert plot.sheet.accessibleDescription() == plot.sheet.headline()


def test_what_no_measure_shows_is_marked_at_the_name(plot: HealthPlot) -> None:
    raw = hidden(2, init={"kind": "constant"})
    show(plot, Trainer(ExperimentConfig.model_validate(raw)))
    assert plot.sheet.sign(-1, 0) == "wrong"


@pytest.mark.parametrize(("severity", "sign"), [(1.0, "wrong"), (MILD, "wrong"), (MILD - 0.1, "doubtful")])
def test_red_is_for_what_is_truly_wrong(severity: float, sign: str, plot: HealthPlot, trained: Get) -> None:
    trainer, _ = trained("two classes")
    plot.prepare(trainer.data, trainer.config)
    finding = Finding(1, "saturated", "Much is saturated.", severity)
    plot.draw(RunHistory(1), replace(health.probe(trainer), findings=(finding,)))
    assert plot.sheet.sign(0, 1) == sign


def test_other_findings_are_named_and_told_on_hover(plot: HealthPlot) -> None:
    show(plot, Trainer(ExperimentConfig.model_validate(hidden(3, activation="relu", bias=-50.0))))
    tip = plot.sheet.tip(QPointF(plot.sheet.width() - 5, 5))
    assert all(sentence in tip for sentence in plot.sheet.sentences())
    assert len(plot.sheet.sentences()) >= 3
    assert plot.sheet.headline().endswith("Also: dead units (h2, h3).")


def test_a_sentence_stays_for_a_while_and_then_follows(plot: HealthPlot, trained: Get, qtbot: QtBot) -> None:
    trainer, _ = trained("two classes")
    plot.prepare(trainer.data, trainer.config)
    first, second = (Finding(1, "saturated", f"{n} % of it is saturated.", 0.9) for n in (94, 95))
    checkup = health.probe(trainer)
    plot.draw(RunHistory(1), replace(checkup, findings=(first,)))
    plot.draw(RunHistory(1), replace(checkup, findings=(second,)))
    assert plot.sheet.sentences() == [first.sentence]
    qtbot.waitUntil(lambda: plot.sheet.sentences() == [second.sentence], timeout=20 * CALM)
