"""An example is chosen by a click in the plane, on the line or on an image, is marked there, and answered beside it."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import RunHistory, Trainer
from ffnn_gui.insight.places import Example
from ffnn_gui.ui.plots.base import Plot
from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.examples import example_at, example_near, index_of, target_text
from ffnn_gui.ui.plots.kinds.fit import FitPlot
from ffnn_gui.ui.plots.kinds.probabilities import ProbabilitiesPlot
from ffnn_gui.ui.plots.kinds.samples import SamplesPlot
from ffnn_gui.ui.plots.kinds.surface import SurfacePlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import CONFIGS, Trained

Get = Callable[[str], Trained]
LEFT = Qt.MouseButton.LeftButton
LOOK = Look(LIGHT, Metrics())


@pytest.fixture
def make(qtbot: QtBot, trained: Get) -> Callable[[type[Plot], str], Plot]:
    """A plot with the answers of a trained network."""

    def make(kind: type[Plot], name: str) -> Plot:
        trainer, history = trained(name)
        plot = kind(LOOK)
        qtbot.addWidget(plot)
        plot.resize(420, 320)
        plot.prepare(trainer.data, trainer.config)
        draw(plot, trainer, history)
        plot.show()
        return plot

    return make


Make = Callable[[type[Plot], str], Plot]


def draw(plot: Plot, trainer: Trainer, history: RunHistory | None = None) -> None:
    probe = plot.probe_now()
    assert probe is not None
    plot.draw(history or RunHistory(1), probe(trainer))


def on_screen(chart: Chart, x: float, y: float) -> QPoint:
    return chart.mapFromScene(chart.view.mapViewToScene(QPointF(x, y)))


# Examples


def test_an_example_of_the_watched_part_is_found_by_its_number(trained: Get) -> None:
    data = trained("images")[0].data
    example = example_at(data, 2)
    assert example.label == "validation image 3"
    assert example.x == tuple(data.validation.raw[2].astype(float))
    assert example.y == data.validation.y[2]
    assert index_of(data, example) == 2
    assert example_at(trained("images without validation")[0].data, 0).label == "training image 1"


@pytest.mark.parametrize("index", [-1, 10**6])
def test_there_are_no_other_examples(trained: Get, index: int) -> None:
    with pytest.raises(IndexError, match="no validation example"):
        example_at(trained("two classes")[0].data, index)


def test_a_place_is_no_example_of_the_part(trained: Get) -> None:
    data = trained("two classes")[0].data
    assert index_of(data, None) is None
    assert index_of(data, example_near(data, (0.2, 1.1))) is None
    assert index_of(data, Example((0.2, 1.1), 0, "validation example 1")) is None


def test_a_place_has_the_target_of_the_nearest_example(trained: Get) -> None:
    data = trained("two classes")[0].data
    for part, index in ((data.train, 7), (data.validation, 3)):
        x, y = part.raw[index].tolist()
        example = example_near(data, (x + 1e-9, y))
        assert example.y == part.y[index]
        assert example.label == (f"({x:.2f}, {y:.2f}), nearest: {data.task.classes[part.y[index]]}").replace("-", "−")


def test_values_are_targets_too(trained: Get) -> None:
    data = trained("values over a line")[0].data
    example = example_near(data, (float(data.train.raw[4, 0]),))
    assert example.y == pytest.approx(tuple(data.train.y[4].tolist()))
    assert target_text(data, (-0.5, 2.0)) == "−0.5, 2"


# Clicks


def test_a_click_in_the_plane_chooses_that_place(make: Make) -> None:
    plot = make(SurfacePlot, "two classes")
    assert isinstance(plot, SurfacePlot)
    place = on_screen(plot.chart, 1.0, -2.0)
    QTest.mouseClick(plot.chart.viewport(), LEFT, pos=place)
    chosen = plot.selection.example
    assert chosen is not None
    assert chosen.x == pytest.approx((1.0, -2.0), abs=0.1)
    assert plot.mark.place == chosen.x
    plot.selection.forget()
    assert plot.mark.place is None


def test_a_drag_and_a_click_beside_the_data_choose_nothing(make: Make) -> None:
    plot = make(SurfacePlot, "two classes")
    assert isinstance(plot, SurfacePlot)
    viewport, place = plot.chart.viewport(), on_screen(plot.chart, 1.0, -2.0)
    QTest.mousePress(viewport, LEFT, pos=place)
    QTest.mouseRelease(viewport, LEFT, pos=place + QPoint(60, 0))
    QTest.mouseClick(viewport, LEFT, pos=QPoint(2, 2))
    QTest.mouseClick(viewport, Qt.MouseButton.MiddleButton, pos=place)
    assert plot.selection.example is None


def test_a_click_on_the_line_chooses_that_place(make: Make) -> None:
    plot = make(FitPlot, "values over a line")
    assert isinstance(plot, FitPlot)
    QTest.mouseClick(plot.chart.viewport(), LEFT, pos=on_screen(plot.chart, 1.5, 0.0))
    chosen = plot.selection.example
    assert chosen is not None
    assert chosen.x == pytest.approx((1.5,), abs=0.1)
    assert isinstance(chosen.y, tuple)
    assert plot.mark.place == (chosen.x[0], chosen.y[0])
    plot.selection.forget()
    assert plot.mark.place is None


def test_a_click_on_an_image_chooses_it(make: Make, trained: Get) -> None:
    plot = make(SamplesPlot, "images")
    assert isinstance(plot, SamplesPlot)
    before = plot.grab().toImage()
    cell = plot.gallery.cell(0, 2).center().toPoint()
    QTest.mouseClick(plot.gallery, LEFT, pos=cell)
    assert plot.selection.example == example_at(trained("images")[0].data, 2)
    assert plot.gallery.marked == 2
    assert plot.grab().toImage() != before
    plot.selection.forget()
    assert plot.gallery.marked is None


def test_an_empty_cell_chooses_nothing(make: Make) -> None:
    plot = make(SamplesPlot, "images")
    assert isinstance(plot, SamplesPlot)
    plot._choose(plot.gallery.rows, 0)
    assert plot.selection.example is None


@pytest.mark.parametrize(("kind", "name"), [(SurfacePlot, "two classes"), (FitPlot, "values over a line")])
def test_an_example_chosen_elsewhere_is_marked(kind: type[Plot], name: str, make: Make, trained: Get) -> None:
    plot = make(kind, name)
    example = example_at(trained(name)[0].data, 1) if len(trained(name)[0].data.validation) else None
    example = example or example_at(trained(name)[0].data, 0)
    plot.selection.choose_example(example)
    assert isinstance(plot, SurfacePlot | FitPlot)
    assert plot.mark.place is not None
    assert plot.mark.place[0] == example.x[0]


# The answer


@pytest.mark.parametrize("name", list(CONFIGS))
def test_the_bars_are_what_the_network_says(name: str, make: Make, trained: Get) -> None:
    trainer, _ = trained(name)
    plot = make(ProbabilitiesPlot, name)
    assert isinstance(plot, ProbabilitiesPlot)
    example, data = example_at(trainer.data, 3), trainer.data
    plot.selection.choose_example(example)
    draw(plot, trainer)
    outputs = trainer.network.predict(data.inputs_of(np.array([example.x])))
    if data.task.classes:
        expected = trainer.loss.probabilities(outputs, len(data.task.classes))[0]
        assert [bar.end for bar in plot.bars.bars] == pytest.approx(expected, abs=1e-6)
        marks = {data.task.classes[int(example.y)]: "✓ "}  # type: ignore[arg-type]
        decision = data.task.classes[int(trainer.loss.decide(outputs, len(data.task.classes))[0])]
        marks = {decision: "✗ "} | marks
        assert {bar.name: bar.mark for bar in plot.bars.bars if bar.mark} == marks
        assert [bar.name for bar in plot.bars.bars if bar.wrong] == [name for name in marks if marks[name] == "✗ "]
        assert "z = " in plot.bars.tip(plot.bars.place(0).center())
    else:
        assert [bar.name for bar in plot.bars.bars] == ["network", "target"]
        network, target = (bar.end - 0.5 for bar in plot.bars.bars)
        assert isinstance(example.y, tuple)
        if abs(outputs[0, 0]) < abs(data.train.y).max():
            assert network / target == pytest.approx(outputs[0, 0] / example.y[0], rel=1e-4)
    assert example.label in plot.bars.headline
    (loss,) = plot.bars.headline.split("loss ")[1:]
    targets = trainer.loss.encode(
        np.array([example.y], np.int64 if data.task.classes else float), trainer.network.n_outputs, "float64"
    )
    assert float(loss) == pytest.approx(float(trainer.loss.values(outputs.T.astype(float), targets.T)[0]), rel=2e-3)


def test_choosing_another_example_asks_again(make: Make, trained: Get) -> None:
    plot = make(ProbabilitiesPlot, "two classes")
    asked: list[bool] = []
    plot.stale.connect(lambda: asked.append(True))
    plot.picker.spin.setValue(4)
    assert asked == [True]
    plot.selection.light("forward", 0)
    assert asked == [True]


def test_the_answer_is_empty_first_and_says_what_to_do(qtbot: QtBot, trained: Get) -> None:
    plot = ProbabilitiesPlot(LOOK)
    qtbot.addWidget(plot)
    assert "Choose data" in plot._empty.text()
    assert list(plot.table().rows) == []
    trainer, _ = trained("two classes")
    plot.prepare(trainer.data, trainer.config)
    assert plot.empty
    draw(plot, trainer)
    assert not plot.empty


def test_an_example_that_does_not_fit_is_not_asked_about(trained: Get, make: Make) -> None:
    plot = make(ProbabilitiesPlot, "two classes")
    plot.selection.choose_example(Example((1.0,), (0.5,), "of other data"))
    draw(plot, trained("two classes")[0])
    assert isinstance(plot, ProbabilitiesPlot)
    assert "validation example 1" in plot.bars.headline


def test_bars_of_many_classes_stand_in_columns_where_it_is_low(make: Make) -> None:
    plot = make(ProbabilitiesPlot, "images")
    assert isinstance(plot, ProbabilitiesPlot)
    plot.bars.resize(300, 220)
    assert len({plot.bars.place(index).left() for index in range(10)}) == 1
    plot.bars.resize(300, 90)
    assert len({plot.bars.place(index).left() for index in range(10)}) >= 2
    boxes = [plot.bars.place(index) for index in range(10)]
    assert not any(one.intersects(other) for one in boxes for other in boxes if one is not other)


def test_numbers_that_are_none_are_no_bars(make: Make, trained: Get) -> None:
    from ffnn_gui.engine import ExperimentConfig

    trainer = Trainer(ExperimentConfig.model_validate(CONFIGS["two classes"]))
    trainer.network.theta[...] = np.nan
    plot = make(ProbabilitiesPlot, "two classes")
    draw(plot, trainer)
    assert isinstance(plot, ProbabilitiesPlot)
    assert [bar.words for bar in plot.bars.bars] == ["–", "–"]
    plot.grab()
