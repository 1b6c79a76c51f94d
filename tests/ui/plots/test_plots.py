"""Every kind of plot, on all data that it suits: empty first, then drawn, themed, saved and copied."""

import csv
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage

from ffnn_gui.engine import RunHistory
from ffnn_gui.ui.plots import Plot, found
from ffnn_gui.ui.plots.curves import CurvePlot
from ffnn_gui.ui.plots.kinds.confusion import ConfusionPlot
from ffnn_gui.ui.plots.kinds.data_view import DataView
from ffnn_gui.ui.plots.kinds.fit import FitPlot
from ffnn_gui.ui.plots.kinds.loss import LossPlot
from ffnn_gui.ui.plots.kinds.samples import SamplesPlot
from ffnn_gui.ui.plots.kinds.surface import SurfacePlot
from ffnn_gui.ui.plots.kinds.weights import WeightsPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import DARK, LIGHT, Metrics
from tests.ui.plots.conftest import CONFIGS, CURVES, Get, Make, named, pixels, train

PAIRS = [(kind, name) for kind in found() for name in CONFIGS if kind.suits(train(CONFIGS[name], epochs=1)[0].data)]


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
        assert column.tolist() == history.column(name.replace("r2", "accuracy")).tolist()


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
    weights = make(WeightsPlot, "two classes")
    assert "h1: " in weights.reading(0.0, 2.5)


@pytest.mark.parametrize("edge", [0.03, 5.0, 4000.0])
def test_ends_of_a_bin_are_short_and_differ(edge: float, make: Make) -> None:
    plot = make(WeightsPlot, "two classes")
    assert isinstance(plot, WeightsPlot)
    assert plot._newest is not None
    plot._newest = replace(plot._newest, edge=edge)
    for place in np.linspace(-0.99, 0.99, 30) * edge:
        low, high = plot.reading(place, 2.5).rpartition(" in ")[2].split(" … ")
        assert low != high
        assert max(len(low), len(high)) <= 7


@pytest.mark.parametrize(("name", "part"), [("images", "validation"), ("images without validation", "training")])
def test_pictures_of_images_say_which_part_they_show(name: str, part: str, make: Make) -> None:
    for kind in (ConfusionPlot, SamplesPlot):
        plot = make(kind, name)
        assert isinstance(plot, ConfusionPlot | SamplesPlot)
        assert part in plot.parts.text()
