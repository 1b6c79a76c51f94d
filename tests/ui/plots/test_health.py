"""The health strip shows the numbers that insight measures, says what is wrong, and chooses layers."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight import MILD, Finding, Learning, Unit, diagnose, layer_health
from ffnn_gui.insight.thresholds import SATURATED
from ffnn_gui.ui.plots.health.headline import AT_START, FINE, REOPENED
from ffnn_gui.ui.plots.health.measures import COLUMNS, MEASURES, decimal, row_of
from ffnn_gui.ui.plots.health.sparks import Sparks, healthy_band, heights
from ffnn_gui.ui.plots.kept import Kept
from ffnn_gui.ui.plots.kinds import health
from ffnn_gui.ui.plots.kinds.health import CALM, Checkup, HealthPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import whole_percent
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.theme import DARK, LIGHT, Metrics
from tests.ui.plots.conftest import Trained, train

Get = Callable[[str], Trained]
DEAD = {"network": {"hidden": [{"units": 4}, {"units": 4, "activation": "relu", "bias": -50.0}]}}


def hidden(layers: int, **fields: Any) -> dict[str, Any]:
    return {"network": {"hidden": [{"units": 4, **fields} for _ in range(layers)]}}


@pytest.fixture
def plot(qtbot: QtBot) -> HealthPlot:
    plot = HealthPlot(Look(LIGHT, Metrics()), Selection())
    qtbot.addWidget(plot)
    plot.resize(900, 190)
    return plot


def show(plot: HealthPlot, trainer: Trainer) -> Checkup:
    plot.prepare(trainer.data, trainer.config)
    checkup = health.probe(trainer)
    plot.draw(RunHistory(1), checkup)
    plot.show()
    return checkup


# Measures and texts


def test_the_probe_is_what_insight_says(trained: Get) -> None:
    trainer, _ = trained("two classes")
    checkup = health.probe(trainer)
    assert checkup.epoch == trainer.epoch
    assert repr(checkup.layers) == repr(layer_health(trainer))


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0 %"), (0.004, "<1 %"), (0.256, "26 %"), (0.996, ">99 %"), (1.0, "100 %")]
)
def test_shares_are_written_in_percent(value: float, text: str) -> None:
    assert whole_percent(value) == text


def test_numbers_of_the_order_of_1_have_a_fixed_point() -> None:
    assert [decimal(value) for value in (-0.001, -0.126, 33.3, 123.4)] == ["0.00", "−0.13", "33.3", "123"]
    assert [decimal(value) for value in (-43_210.0, math.inf)] == ["−4·10⁴", "∞"]


@pytest.mark.parametrize(("brief", "texts"), [(False, ["0.0031", "2.5·10⁻⁷"]), (True, ["0.003", "3·10⁻⁷"])])
def test_sizes_are_short_where_there_is_little_room(brief: bool, texts: list[str], trained: Get) -> None:
    measure = next(measure for measure in MEASURES if measure.field == "gradient")
    layer = layer_health(trained("two classes")[0])[0]
    assert [measure.text(replace(layer, gradient=size), brief=brief) for size in (3.14e-3, 2.51e-7)] == texts


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.field)
def test_every_measure_has_a_definition_and_survives_any_number(measure: Any, trained: Get) -> None:
    assert len(measure.definition) > 20
    layer = layer_health(trained("two classes")[0])[0]
    for value in (math.nan, math.inf, -math.inf, 0.0, 1e-300, 1e300):
        odd = replace(layer, **{measure.field: value})
        assert measure.text(odd)
        assert measure.text(odd, brief=True)


# What is shown


def test_every_number_of_the_probe_stands_in_the_table(plot: HealthPlot, trained: Get) -> None:
    checkup = show(plot, trained("two classes")[0])
    for row, measure in enumerate(MEASURES):
        for column, layer in enumerate(checkup.layers):
            assert plot.sheet.said(row, column) == f"{measure.label}: {measure.text(layer)}"


def test_the_export_has_each_epoch_and_layer(plot: HealthPlot) -> None:
    trainer = Trainer(ExperimentConfig.model_validate({"epochs": 3}))
    checkups = [show(plot, trainer)]
    for _ in trainer.run():
        checkups.append(health.probe(trainer))
        plot.draw(RunHistory(3), checkups[-1])
    table = plot.table()
    assert list(table.columns) == ["epoch", "layer", *COLUMNS]
    expected = [
        (c.epoch, name, *row_of(layer))
        for c in checkups
        for name, layer in zip(("h1", "h2", "output"), c.layers, strict=True)
    ]
    for row, wanted in zip(table.rows, expected, strict=True):
        assert list(row[:2]) == list(wanted[:2])
        assert row[2:] == pytest.approx(wanted[2:], nan_ok=True)


def test_a_new_run_forgets_the_history(plot: HealthPlot, trained: Get) -> None:
    trainer, _ = trained("two classes")
    show(plot, trainer)
    plot.prepare(trainer.data, trainer.config)
    assert plot.empty
    assert not list(plot.table().rows)


def test_the_history_is_bounded(plot: HealthPlot, trained: Get) -> None:
    checkup = show(plot, trained("two classes")[0])
    for epoch in range(6, 1_500):
        plot.draw(RunHistory(1), replace(checkup, epoch=epoch))
    assert len({row[0] for row in plot.table().rows}) <= 400
    assert max(row[0] for row in plot.table().rows) == 1_499


# Sentences and signs


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


# Choosing


def column_place(plot: HealthPlot, column: int) -> QPoint:
    return plot.sheet.grid.cell(1, column).center().toPoint()


def test_a_click_on_a_column_chooses_the_layer(plot: HealthPlot, trained: Get) -> None:
    show(plot, trained("two classes")[0])
    QTest.mouseClick(plot.sheet, Qt.MouseButton.LeftButton, pos=column_place(plot, 1))
    assert plot.selection.unit == Unit(1, 0)
    assert plot.sheet.chosen == 1


def test_a_click_keeps_the_unit_of_a_layer_that_is_chosen(plot: HealthPlot, trained: Get) -> None:
    show(plot, trained("two classes")[0])
    plot.selection.choose_unit(Unit(1, 5))
    QTest.mouseClick(plot.sheet, Qt.MouseButton.LeftButton, pos=column_place(plot, 1))
    assert plot.selection.unit == Unit(1, 5)


def test_a_click_beside_the_columns_chooses_nothing(plot: HealthPlot, trained: Get) -> None:
    show(plot, trained("two classes")[0])
    QTest.mouseClick(plot.sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 100))
    assert plot.selection.unit is None


def test_arrow_keys_move_the_choice(plot: HealthPlot, trained: Get) -> None:
    show(plot, trained("two classes")[0])
    for key, layer in ((Qt.Key.Key_Right, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, 0), (Qt.Key.Key_Left, 0)):
        QTest.keyClick(plot.sheet, key)
        assert plot.selection.unit == Unit(layer, 0)


def test_the_pointer_reads_a_cell(plot: HealthPlot, trained: Get) -> None:
    checkup = show(plot, trained("two classes")[0])
    plot.sheet.pointed.emit(QPointF(column_place(plot, 1)))
    assert "hidden layer 2" in plot.header.reading.text()
    assert plot.sheet.said(1, 1) in plot.header.reading.text()
    tip = plot.sheet.tip(QPointF(column_place(plot, 1)))
    assert MEASURES[1].definition in tip
    assert checkup.layers[1].name in tip


# Layout


@pytest.mark.parametrize("layers", [0, 1, 2, 6, 12])
@pytest.mark.parametrize("width", [400, 700, 1300])
@pytest.mark.parametrize("height", [150, 230])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_table_fits(layers: int, width: int, height: int, scale: float, plot: HealthPlot) -> None:
    trainer = Trainer(ExperimentConfig.model_validate(hidden(layers)))
    show(plot, trainer)
    plot.restyle(Look(DARK, Metrics(scale)))
    plot.sheet.resize(width, height)
    plot.sheet.grab()
    grid = plot.sheet.grid
    last = grid.cell(len(MEASURES) - 1, layers)
    assert last.right() == pytest.approx(plot.sheet.width(), abs=0.5)
    assert last.bottom() <= plot.sheet.height() + 0.5
    assert grid.numbers or grid.curves
    assert grid.at(last.center()) == (len(MEASURES) - 1, layers)
    assert grid.at(grid.cell(-1, 0).center()) == (-1, 0)
    assert grid.at(grid.cell(0, -1).center()) == (0, -1)


# Small curves


def record(*epochs: tuple[float, ...]) -> Kept[Any]:
    """One layer, with the columns given for each epoch."""
    kept: Kept[Any] = Kept()
    for epoch, row in enumerate(epochs):
        kept.keep(epoch, np.array([row], float))
    return kept


def test_heights_follow_the_numbers_on_fixed_scales() -> None:
    entries = np.array([[[0.2, 0.0, 0.5, 1e-4, 1e-3, 0.1]], [[0.9, 1.0, -0.5, 1e-2, 0.0, 0.3]]])
    by_field = {measure.field: heights(measure, entries) for measure in MEASURES}
    assert by_field["saturated"][0].ravel().tolist() == [0.2, 0.9]
    assert by_field["dead"][0].ravel().tolist() == [0.0, 1.0]
    assert by_field["gradient"][0].ravel().tolist() == [0.0, 1.0]
    assert by_field["update_ratio"][0].ravel().tolist() == [0.5, 0.0]
    middles, halves = by_field["activation_mean"]
    assert middles.ravel().tolist() == pytest.approx([0.5 + 0.25 / 0.8, 0.5 - 0.25 / 0.8])
    assert halves is not None
    assert halves.ravel().tolist() == pytest.approx([0.1 / 1.6, 0.3 / 1.6])


def test_the_healthy_updates_are_in_the_middle() -> None:
    bands = {measure.field: healthy_band(measure) for measure in MEASURES}
    assert bands.pop("update_ratio") == pytest.approx((1 / 3, 2 / 3))
    assert set(bands.values()) == {None}


def test_curves_end_at_the_newest_numbers(plot: HealthPlot, trained: Get) -> None:
    show(plot, trained("two classes")[0])
    kept = record(*((share_, 0.0, 0.0, 1.0, 1e-3, 0.1) for share_ in (0.0, 0.5, 1.0)))
    places = [[plot.sheet.grid.spark(row, 0)] for row in range(len(MEASURES))]
    drawing = Sparks(kept.epochs, kept.entries).placed(places)
    box = places[0][0]
    assert (drawing.ends[0].x(), drawing.ends[0].y()) == pytest.approx((box.right(), box.top()))
    assert drawing.lines.boundingRect().left() == pytest.approx(box.left())


def test_curves_survive_what_is_not_finite(plot: HealthPlot, trained: Get) -> None:
    show(plot, trained("two classes")[0])
    kept = record((math.nan,) * 6, (math.inf,) * 6, (-math.inf,) * 6, (math.nan,) * 6, (0.5,) * 6, (0.5,) * 6)
    places = [[plot.sheet.grid.spark(row, 0)] for row in range(len(MEASURES))]
    drawing = Sparks(kept.epochs, kept.entries).placed(places)
    assert all(math.isfinite(end.y()) for end in drawing.ends)


def test_one_epoch_makes_no_curve(plot: HealthPlot, trained: Get) -> None:
    kept = record((0.5,) * 6)
    assert Sparks(kept.epochs, kept.entries).placed([[]]).lines.isEmpty()


def test_a_diverged_network_is_drawn(plot: HealthPlot) -> None:
    trainer, _ = train({}, epochs=1)
    trainer.network.theta[:] = np.nan
    trainer._edits += 1
    show(plot, trainer)
    plot.grab()
    assert "infinite or no numbers" in plot.sheet.sentences()[0]
