"""Curves against epochs: any numbers, still ranges, the best epoch, penalties, readings and legend."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import EpochReport, ExperimentConfig, RunHistory, Trainer
from ffnn_gui.engine.evaluation import Score
from ffnn_gui.ui.plots import found
from ffnn_gui.ui.plots.curves import UNDER_WAY, CurvePlot
from ffnn_gui.ui.plots.kinds.accuracy import AccuracyPlot
from ffnn_gui.ui.plots.kinds.gradients import GradientsPlot
from ffnn_gui.ui.plots.kinds.loss import LossPlot
from ffnn_gui.ui.plots.kinds.r_squared import RSquaredPlot
from ffnn_gui.ui.plots.kinds.rate import RatePlot
from tests.ui.plots.conftest import CONFIGS, CURVES, Get, Make, named


@pytest.mark.parametrize("kind", CURVES, ids=named)
@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("values", [(1.0, np.nan, np.inf, 0.5), (np.nan, np.nan), (0.0, 0.0), (1e-30, 1e30), (2.0,)])
def test_curves_survive_any_numbers(
    kind: type[CurvePlot], log: bool, values: tuple[float, ...], make: Make, trained: Get
) -> None:
    plot = make(kind, "two classes")
    assert isinstance(plot, CurvePlot)
    history = RunHistory(3)
    for epoch, value in enumerate(values, 1):
        score = Score(value, value)
        history.append(EpochReport(epoch, epoch, 0.1, score, score, value, (value, 0.0, value), 1))
    plot.log_action.setChecked(log)
    plot.draw(history, None)
    plot.grab()
    assert not plot.empty
    (left, right), (low, high) = plot.chart.view.viewRange()
    assert np.isfinite([left, right, low, high]).all()


def test_a_vanished_gradient_lies_on_the_lower_edge(make: Make, trained: Get) -> None:
    plot = make(GradientsPlot, "two classes")
    history = RunHistory(3)
    score = Score(1.0, 0.5)
    for epoch in (1, 2):
        history.append(EpochReport(epoch, epoch, 0.1, score, score, 0.0, (0.0, 1.0, 0.01), 1))
    plot.draw(history, None)
    assert isinstance(plot, GradientsPlot)
    low = plot.chart.view.viewRange()[1][0]
    assert plot._curves["gradient_norm_1"].y.tolist() == pytest.approx([low, low])
    assert plot._curves["gradient_norm_3"].y.min() > low


def test_the_range_of_epochs_does_not_move_with_each_epoch(make: Make, trained: Get) -> None:
    plot = make(LossPlot, "two classes")
    history, ranges = RunHistory(3), set()
    for epoch in range(1, 400):
        history.append(EpochReport(epoch, epoch, 0.1, Score(1 / epoch, 0.5), None, 0.0, (1.0, 1.0, 1.0), 0))
        plot.draw(history, None)
        assert isinstance(plot, LossPlot)
        ranges.add(tuple(plot.chart.view.viewRange()[0]))
    assert len(ranges) <= 18


@pytest.mark.parametrize("kind", CURVES, ids=named)
def test_in_the_first_epoch_a_curve_does_not_ask_to_begin(kind: type[CurvePlot], make: Make) -> None:
    plot = make(kind, "two classes")
    trainer = Trainer(ExperimentConfig.model_validate(CONFIGS["two classes"]))
    plot.prepare(trainer.data, trainer.config)
    history = RunHistory(len(trainer.network.layers))
    probe = plot.probe_now()
    assert probe is not None
    plot.draw(history, probe(trainer))
    assert plot._empty.text() == plot.waiting
    steps = trainer.steps()
    next(steps)
    plot.draw(history, probe(trainer))
    assert plot.empty
    assert plot._empty.text() == UNDER_WAY
    history.append(next(report for report in steps if report is not None))
    plot.draw(history, probe(trainer))
    assert not plot.empty
    assert plot.probe_now() is None


def test_new_points_do_not_move_a_curve_in_its_scene(make: Make) -> None:
    """Otherwise the scene would be arranged anew in every frame; only a view of something else does that."""
    plot = make(LossPlot, "two classes")
    assert isinstance(plot, LossPlot)
    curve = plot._curves["train_loss"]
    before, view = curve.boundingRect(), plot.chart.view.viewRect()
    assert before.contains(view)
    curve.show_points(curve.x, curve.y * 0.5)
    assert curve.boundingRect() == before
    plot.chart.view.setRange(xRange=(1, 2), yRange=(5, 6), padding=0)
    plot.chart.grab()
    assert curve.boundingRect().contains(plot.chart.view.viewRect())


def test_the_best_epoch_is_marked(make: Make, trained: Get) -> None:
    plot = make(LossPlot, "two classes")
    _, history = trained("two classes")
    assert isinstance(plot, LossPlot)
    assert plot._best.isVisible()
    assert plot._best.value() == history.last("best_epoch")
    assert plot._label.toPlainText() == f"best {history.last('best_epoch'):.0f}"


@pytest.mark.parametrize("height", [130, 160, 500])
def test_the_best_epoch_s_number_is_whole_at_any_height(height: int, make: Make) -> None:
    plot = make(LossPlot, "two classes")
    plot.resize(420, height)
    plot.grab()
    assert isinstance(plot, LossPlot)
    words = plot._label.mapRectToScene(plot._label.boundingRect())
    view = plot.chart.view.mapRectToScene(plot.chart.view.boundingRect())
    assert view.adjusted(-1, -1, 1, 1).contains(words)


def test_the_penalty_is_a_curve_of_its_own_when_there_is_one(make: Make) -> None:
    assert "penalty" in make(LossPlot, "two classes").table().columns
    assert "penalty" not in make(LossPlot, "four classes").table().columns


def test_a_reading_names_the_epoch_and_all_curves(make: Make, trained: Get) -> None:
    _, history = trained("two classes")
    plot = make(LossPlot, "two classes")
    plot.chart.hovered.emit(2.2, 0.0)
    text = plot.header.reading.text()
    assert "epoch 2" in text
    for column in ("train_loss", "validation_loss", "penalty"):
        assert f"<b>{history.column(column)[1]:.4g}</b>" in text
    plot.chart.left.emit()
    assert plot.header.reading.text() == ""


def test_a_narrow_reading_tells_curves_by_colour_but_whole(make: Make, qtbot: QtBot) -> None:
    plot = make(LossPlot, "two classes")
    label = plot.header.reading
    plot.resize(310, 200)
    for _ in range(2):  # the second time the title may have gone
        plot.chart.hovered.emit(2.2, 0.0)
        qtbot.wait(1)
    assert "training" not in label.text()
    assert label.text().count("■") == 3
    assert label.sizeHint().width() <= label.width()
    plot.chart.left.emit()
    assert plot.header.title.isVisible()


def test_accuracies_are_read_in_percent(make: Make, trained: Get) -> None:
    _, history = trained("two classes")
    text = make(AccuracyPlot, "two classes").reading(1)
    assert f"{100 * history.column('train_accuracy')[0]:.4g} %" in text


def test_for_values_accuracy_is_r_squared(make: Make) -> None:
    plot = make(RSquaredPlot, "values over the plane")
    assert plot.header.title.text() == plot.title == plot.accessibleName() == "R²"
    assert "%" not in plot.reading(1)
    assert plot.table().columns == ["epoch", "train_r2", "validation_r2"]
    assert plot.data is not None
    side = [kind for kind in found() if kind.place == "side" and kind.suits(plot.data)]
    assert [kind.title for kind in side] == ["Loss", "R²", "Chosen example"]


def test_epochs_are_whole_numbers(make: Make) -> None:
    for kind, name in ((LossPlot, "two classes"), (AccuracyPlot, "two classes"), (RSquaredPlot, "values over a line")):
        assert [str(row[0]) for row in make(kind, name).table().rows] == ["1", "2", "3", "4", "5"]


def test_a_click_on_the_legend_hides_a_curve(make: Make) -> None:
    plot = make(LossPlot, "two classes")
    entry = plot.header.legend._buttons[0]
    entry.click()
    assert not plot._curves["train_loss"].isVisible()
    assert "training" not in plot.reading(1)
    entry.click()
    assert plot._curves["train_loss"].isVisible()


def test_the_schedule_ahead_is_shown_until_the_rate_is_changed(make: Make, trained: Get) -> None:
    plot = make(RatePlot, "values over a line")
    assert plot._ahead.isVisible() is False  # all epochs are done
    trainer, _ = trained("values over a line")
    history = RunHistory(3)
    for epoch, rate in ((1, trainer.config.learning_rate.rate(0)), (2, 0.5)):
        history.append(EpochReport(epoch, epoch, rate, Score(1, 0), None, 0.0, (1.0, 1.0, 1.0), 0))
        plot.draw(history, None)
        assert plot._ahead.isVisible() is (epoch == 1)
