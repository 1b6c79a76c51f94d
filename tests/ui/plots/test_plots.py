"""Every plot draws a real run on all data that it suits, follows the theme, reads values, and can be taken along."""

import csv
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import EpochReport, ExperimentConfig, RunHistory, Trainer
from ffnn_gui.engine.evaluation import Score
from ffnn_gui.ui.plots import Plot, found
from ffnn_gui.ui.plots.curves import UNDER_WAY, CurvePlot
from ffnn_gui.ui.plots.kinds.accuracy import AccuracyPlot
from ffnn_gui.ui.plots.kinds.confusion import ConfusionPlot
from ffnn_gui.ui.plots.kinds.data_view import DataView
from ffnn_gui.ui.plots.kinds.fit import FitPlot
from ffnn_gui.ui.plots.kinds.gradients import GradientsPlot
from ffnn_gui.ui.plots.kinds.loss import LossPlot
from ffnn_gui.ui.plots.kinds.rate import RatePlot
from ffnn_gui.ui.plots.kinds.samples import SamplesPlot
from ffnn_gui.ui.plots.kinds.surface import SurfacePlot
from ffnn_gui.ui.plots.kinds.weights import WeightsPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import DARK, LIGHT, Metrics
from tests.ui.plots.conftest import CONFIGS, Trained, train

Get = Callable[[str], Trained]
Make = Callable[[type[Plot], str], Plot]
PAIRS = [(kind, name) for kind in found() for name in CONFIGS if kind.suits(train(CONFIGS[name], epochs=1)[0].data)]
CURVES = [kind for kind in found() if issubclass(kind, CurvePlot)]


def named(value: object) -> str:
    return getattr(value, "name", str(value))


@pytest.fixture
def make(qtbot: QtBot, trained: Get) -> Make:
    """Make a plot for the data of a name, with a run drawn."""

    def make(kind: type[Plot], name: str) -> Plot:
        trainer, history = trained(name)
        plot = kind(Look(LIGHT, Metrics()))
        qtbot.addWidget(plot)
        plot.resize(420, 300)
        plot.prepare(trainer.data, trainer.config)
        plot.draw(history, plot.probe(trainer) if plot.probe else None)
        plot.show()
        return plot

    return make


def pixels(plot: Plot) -> bytes:
    """What a plot looks like."""
    image = plot.grab().toImage()
    return bytes(image.constBits())


def test_all_plots_of_the_issue_are_found() -> None:
    names = {"loss", "accuracy", "rate", "gradients", "weights", "surface", "fit", "confusion", "samples"}
    assert names <= {kind.name for kind in found()}
    assert len({kind.name for kind in found()}) == len(found())


@pytest.mark.parametrize(("kind", "name"), [pair for pair in PAIRS if pair[0] is not DataView], ids=named)
def test_a_plot_is_empty_first_and_then_draws(kind: type[Plot], name: str, make: Make, trained: Get) -> None:
    plot = make(kind, name)
    assert not plot.empty
    drawn = pixels(plot)
    trainer, _ = trained(name)
    plot.prepare(trainer.data, trainer.config)
    plot.draw(RunHistory(len(trainer.network.layers)), None)
    assert pixels(plot) != drawn


@pytest.mark.parametrize(("kind", "name"), PAIRS, ids=named)
def test_a_plot_follows_theme_and_scale(kind: type[Plot], name: str, make: Make) -> None:
    plot = make(kind, name)
    before = pixels(plot)
    plot.restyle(Look(DARK, Metrics(1.5)))
    assert pixels(plot) != before
    plot.restyle(Look(LIGHT, Metrics()))
    assert not plot.empty


@pytest.mark.parametrize(("kind", "name"), PAIRS, ids=named)
def test_a_plot_can_be_saved(kind: type[Plot], name: str, make: Make, tmp_path: Path) -> None:
    plot = make(kind, name)
    for ending in (".png", ".svg", ".csv"):
        plot.save(tmp_path / f"plot{ending}")
    image = QImage(str(tmp_path / "plot.png"))
    assert (image.width(), image.height()) == (2 * plot.width(), 2 * plot.height())
    assert len({image.pixel(x, y) for x in range(0, 840, 7) for y in range(0, 600, 7)}) > 3
    drawing = ET.parse(tmp_path / "plot.svg").getroot()
    assert drawing.tag.endswith("svg")
    assert sum(element.tag.endswith("text") for element in drawing.iter()) >= 3
    with (tmp_path / "plot.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert rows
    assert {len(row) for row in rows} == {len(header)}


def test_other_endings_are_refused(make: Make, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.png, \.svg or \.csv"):
        make(LossPlot, "two classes").save(tmp_path / "plot.gif")


@pytest.mark.parametrize("ending", [".png", ".svg", ".csv"])
def test_a_place_that_cannot_be_written_is_an_error(make: Make, tmp_path: Path, ending: str) -> None:
    with pytest.raises(OSError, match="plot"):
        make(LossPlot, "two classes").save(tmp_path / "missing" / f"plot{ending}")


def test_the_picture_is_copied_at_twice_its_size(make: Make) -> None:
    plot = make(LossPlot, "two classes")
    said: list[str] = []
    plot.said.connect(said.append)
    plot.copy_picture()
    assert QGuiApplication.clipboard().image().width() == 2 * plot.width()
    assert said == ["Copied the plot “Loss”."]


@pytest.mark.parametrize("kind", CURVES, ids=named)
def test_the_numbers_of_a_curve_are_those_of_the_history(
    kind: type[CurvePlot], make: Make, trained: Get, tmp_path: Path
) -> None:
    _, history = trained("two classes")
    make(kind, "two classes").save(tmp_path / "plot.csv")
    with (tmp_path / "plot.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert header[0] == "epoch"
    for name, column in zip(header, np.array(rows, float).T, strict=True):
        assert column.tolist() == history.column(name).tolist()


# Curves


def report(epoch: int, loss: float, norm: float = 1.0) -> EpochReport:
    """An epoch of a network without hidden layers."""
    score = Score(loss, 0.5)
    return EpochReport(epoch, epoch, 0.1, score, score, 0.0, (norm, 0.0), 1)


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
    plot = make(AccuracyPlot, "values over the plane")
    assert plot.header.title.text() == "R²"
    assert "%" not in plot.reading(1)


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


# Output


@pytest.mark.parametrize("name", ["two classes", "four classes", "values over the plane"])
def test_discrete_colours_are_few(name: str, make: Make) -> None:
    plot = make(SurfacePlot, name)
    assert isinstance(plot, SurfacePlot)
    smooth = len(np.unique(plot.image.image.reshape(-1, 4), axis=0))
    plot.discrete_action.setChecked(True)
    discrete = len(np.unique(plot.image.image.reshape(-1, 4), axis=0))
    assert discrete <= 10 < smooth


def test_a_reading_of_the_surface_is_its_answer_there(make: Make, trained: Get) -> None:
    trainer, _ = trained("two classes")
    plot = make(SurfacePlot, "two classes")
    text = plot.reading(1.0, -2.0)
    outputs = trainer.network.predict(trainer.data.inputs_of(np.array([[1.0, -2.0]])))
    best = int(trainer.loss.decide(outputs, 2)[0])
    assert trainer.data.task.classes[best] in text
    assert plot.reading(1e6, 0.0) == ""


def test_the_legend_of_the_surface_hides_examples(make: Make) -> None:
    plot = make(SurfacePlot, "two classes")
    plot.header.legend.toggled.emit("validation", False)
    assert not plot._points["validation"].isVisible()
    assert plot._points["training"].isVisible()


def test_the_other_outputs_read_values(make: Make, trained: Get) -> None:
    assert "network" in make(FitPlot, "values over a line").reading(0.0)
    assert "true 3 → 3" in make(ConfusionPlot, "images").reading(3, 3)
    assert "image 1: true" in make(SamplesPlot, "images").reading(0, 0)
    assert "h1: " in make(WeightsPlot, "two classes").reading(0.0, 2.5)


@pytest.mark.parametrize(("name", "part"), [("images", "validation"), ("images without validation", "training")])
def test_pictures_of_images_say_which_part_they_show(name: str, part: str, make: Make) -> None:
    for kind in (ConfusionPlot, SamplesPlot):
        plot = make(kind, name)
        assert isinstance(plot, ConfusionPlot | SamplesPlot)
        assert part in plot.parts.text()
