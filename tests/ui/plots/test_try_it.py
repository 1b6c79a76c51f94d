"""The pad: a drawing reaches the network framed as its set, and is taken back; points are moved; pictures opened."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ffnn_gui.data import Task
from ffnn_gui.data.framing import framing_of
from ffnn_gui.engine import RunHistory, Trainer
from ffnn_gui.insight.asked import ask
from ffnn_gui.ui.plots.examples import example_at
from ffnn_gui.ui.plots.kinds.try_it import TryItPlot, probe
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.trying.drawing import CANVAS, Drawing
from ffnn_gui.ui.plots.trying.inside import MOST_ROWS, Inside
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import train

HISTORY = RunHistory(1)
Show = Callable[[Trainer], TryItPlot]


@pytest.fixture(scope="module")
def digits() -> Trainer:
    return train({"data": {"kind": "digits"}, "optimizer": {"kind": "adam"}}, epochs=15)[0]


@pytest.fixture(scope="module")
def points() -> Trainer:
    return train({"data": {"kind": "circle"}}, epochs=3)[0]


@pytest.fixture(scope="module")
def values() -> Trainer:
    return train({"data": {"kind": "bumps"}}, epochs=3)[0]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def show(trainer: Trainer) -> TryItPlot:
        plot = TryItPlot(Look(LIGHT, Metrics()))
        qtbot.addWidget(plot)
        plot.resize(420, 320)
        plot.show()
        plot.prepare(trainer.data, trainer.config)
        look(plot, trainer)
        return plot

    return show


def look(plot: TryItPlot, trainer: Trainer) -> None:
    asked = plot.probe_now()
    assert asked is not None
    plot.draw(HISTORY, asked(trainer))


def draw_one(plot: TryItPlot, across: float = 0.5) -> None:
    """A vertical stroke with the mouse."""
    paper = plot.pad.paper()
    places = [QPointF(paper.left() + across * paper.width(), paper.top() + y * paper.height()) for y in (0.2, 0.5, 0.8)]
    QTest.mousePress(plot.pad, Qt.MouseButton.LeftButton, pos=places[0].toPoint())
    for place in places[1:]:
        plot.pad.dragged.emit(place)
    QTest.mouseRelease(plot.pad, Qt.MouseButton.LeftButton, pos=places[-1].toPoint())


# The answer


@pytest.mark.parametrize("name", ["digits", "points", "values"])
def test_an_answer_is_what_the_network_says(name: str, request: pytest.FixtureRequest) -> None:
    trainer: Trainer = request.getfixturevalue(name)
    part = trainer.data.validation
    answer = ask(trainer, part.raw[3].astype(float))
    outputs = trainer.network.predict(part.X[3:4])
    assert answer.outputs == pytest.approx(outputs[0])
    assert [len(layer) for layer in answer.hidden] == [layer.fan_out for layer in trainer.network.layers[:-1]]
    last = trainer.network.layers[-1]
    assert answer.hidden[-1] @ last.W + last.b == pytest.approx(outputs[0], rel=1e-4)
    if trainer.data.task.kind == "classification":
        assert answer.probabilities.sum() == pytest.approx(1, abs=1e-5)
        assert answer.decision == trainer.loss.decide(outputs, len(trainer.data.task.classes))[0]


def test_without_a_question_it_is_the_first_example(digits: Trainer) -> None:
    assert probe(digits).raw.tolist() == list(example_at(digits.data, 0).x)


# Drawing


def test_a_stroke_down_is_a_one(digits: Trainer, show: Show) -> None:
    plot = show(digits)
    stale: list[bool] = []
    plot.stale.connect(lambda: stale.append(True))
    draw_one(plot, across=0.3)
    assert len(stale) == 3
    look(plot, digits)
    asked = plot.asked_about()
    assert asked is not None
    image = asked.reshape(8, 8)
    assert image.max() >= 12
    assert (image[:, [0, 1, 6, 7]] == 0).all()
    assert (image[:, 3:5] > 0).all()
    assert plot.reading().startswith("1, ")
    assert plot.bars.headline.endswith(" · drawn")


def test_strokes_are_taken_back_and_cleared(digits: Trainer, show: Show) -> None:
    plot = show(digits)
    draw_one(plot)
    first = plot.asked_about()
    draw_one(plot, across=0.2)
    assert not np.array_equal(plot.asked_about(), first)
    QTest.keyClick(plot.pad, Qt.Key.Key_Backspace)
    assert np.array_equal(plot.asked_about(), first)
    QTest.keyClick(plot.pad, Qt.Key.Key_Delete)
    assert plot.asked_about() is None
    plot.pad.undo()
    assert plot.pad.drawing.empty


def test_the_tools_do_the_same(digits: Trainer, show: Show) -> None:
    plot = show(digits)
    draw_one(plot)
    plot._tools[0].click()
    assert plot.pad.drawing.empty
    draw_one(plot)
    plot._tools[1].click()
    assert plot.pad.drawing.empty


def test_a_thicker_pen_leaves_more_ink(digits: Trainer, show: Show) -> None:
    plot = show(digits)
    draw_one(plot)
    sums = []
    for action in plot.pens.menu().actions():
        action.trigger()
        asked = plot.asked_about()
        assert asked is not None
        sums.append(asked.sum())
    assert sums == sorted(sums)
    assert len(set(sums)) == 3


def test_a_press_beside_the_paper_draws_nothing(digits: Trainer, show: Show) -> None:
    plot = show(digits)
    plot.resize(700, 300)
    QTest.mousePress(plot.pad, Qt.MouseButton.LeftButton, pos=QPoint(1, 0))
    plot.pad.dragged.emit(plot.pad.paper().center())
    assert plot.pad.drawing.empty


def test_the_size_of_a_drawing_does_not_change_its_strokes() -> None:
    inks = []
    for scale in (0.5, 1.0):
        drawing = Drawing((28, 28))
        drawing.begin(0.1, 0.1)
        drawing.extend(0.1 + 0.4 * scale, 0.1 + 0.8 * scale)
        ink = drawing.ink(0.1)
        assert ink.shape == (CANVAS, CANVAS)
        inks.append(ink.sum() / scale**2)
    assert inks[0] == pytest.approx(inks[1], rel=0.05)


# Examples and points


def test_a_chosen_image_comes_onto_the_pad(digits: Trainer, show: Show) -> None:
    plot = show(digits)
    draw_one(plot)
    plot.selection.choose_example(example_at(digits.data, 4, "training"))
    assert plot.pad.drawing.empty
    asked = plot.asked_about()
    assert asked is not None
    assert asked.tolist() == digits.data.train.raw[4].tolist()
    look(plot, digits)
    assert "training image 5" in plot.bars.headline
    assert sum("✓" in bar.mark for bar in plot.bars.bars) == 1


@pytest.mark.parametrize("name", ["points", "values"])
def test_a_point_is_moved_by_mouse_and_keys(name: str, request: pytest.FixtureRequest, show: Show) -> None:
    trainer: Trainer = request.getfixturevalue(name)
    plot = show(trainer)
    assert not any(tool.isVisible() for tool in plot._tools)
    plane, ((left, right), (low, high)) = plot.points.plane(), trainer.data.bounds
    QTest.mouseClick(plot.points, Qt.MouseButton.LeftButton, pos=plane.center().toPoint())
    asked = plot.asked_about()
    assert asked is not None
    assert asked == pytest.approx([(left + right) / 2, (low + high) / 2], abs=0.02 * (right - left))
    assert plot.points.point == tuple(asked)
    QTest.keyClick(plot.points, Qt.Key.Key_Right)
    moved = plot.asked_about()
    assert moved is not None
    assert moved[0] > asked[0]
    assert moved[1] == asked[1]
    look(plot, trainer)
    assert plot.reading()


# Pictures


def picture(dark: bool) -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#eeeeee" if dark else "#111111"))
    painter = QPainter(image)
    painter.fillRect(140, 40, 20, 120, QColor("#111111" if dark else "#eeeeee"))
    painter.end()
    return image


@pytest.mark.parametrize("dark", [True, False])
def test_a_picture_is_opened(dark: bool, digits: Trainer, show: Show, tmp_path: Path) -> None:
    path = tmp_path / "one.png"
    picture(dark).save(str(path))
    plot = show(digits)
    plot.pad.open(str(path))
    look(plot, digits)
    assert plot.reading().startswith("1, ")
    assert not plot.grab().isNull()
    plot.pad.undo()
    assert plot.pad.drawing.empty


def test_what_is_no_picture_is_told(digits: Trainer, show: Show, tmp_path: Path) -> None:
    path = tmp_path / "no.png"
    path.write_bytes(b"no picture")
    plot = show(digits)
    told: list[str] = []
    plot.failed.connect(told.append)
    plot.pad.open(str(path))
    assert "no.png" in told[0]
    assert plot.pad.drawing.empty


def test_a_picture_is_pasted(digits: Trainer, show: Show) -> None:
    plot = show(digits)
    told: list[str] = []
    plot.failed.connect(told.append)
    QGuiApplication.clipboard().clear()
    plot.paste_picture()
    assert told
    QGuiApplication.clipboard().setImage(picture(dark=True))
    plot.paste_picture()
    assert plot.pad.drawing.picture is not None


def test_a_coloured_picture_keeps_its_colours_for_a_coloured_set(show: Show, digits: Trainer) -> None:
    plot = show(digits)
    plot.pad.coloured = True
    red = QImage(40, 40, QImage.Format.Format_RGB32)
    red.fill(QColor("white"))
    painter = QPainter(red)
    painter.fillRect(0, 0, 20, 40, QColor("#ff0000"))
    painter.end()
    plot.pad.load(red)
    colours = plot.pad.colours((4, 4))
    assert colours is not None
    pixels = colours.reshape(4, 4, 3)
    assert pixels[0, 0].tolist() == [1, 0, 0]
    assert pixels[0, 3].tolist() == [1, 1, 1]


def test_sets_of_colours_are_framed_by_their_mean() -> None:
    task = Task("classification", 48, ("a", "b"), image_shape=(4, 4), max_pixel=255, channels=3)
    assert framing_of(np.full((5, 48), 255), task).light


# Inside


@pytest.mark.parametrize("layers", [0, 1, MOST_ROWS, MOST_ROWS + 3])
def test_deep_networks_show_their_first_and_last_layers(layers: int, qtbot: QtBot) -> None:
    inside = Inside(Look(LIGHT, Metrics()))
    qtbot.addWidget(inside)
    inside.resize(300, 80)
    inside.show_inside(None, [np.linspace(-1, 1, 5)] * layers)
    rows = inside.rows()
    assert len(rows) == min(layers, MOST_ROWS)
    if rows:
        assert (rows[0], rows[-1]) == (0, layers - 1)
        assert f"h{layers}, unit 5 of 5: 1" in inside.tip(inside.strip(len(rows) - 1).bottomRight() - QPointF(2, 2))
    assert not inside.grab().isNull()


def test_the_numbers_are_those_of_all_layers(points: Trainer, show: Show) -> None:
    rows = list(show(points).table().rows)
    units = sum(layer.fan_out for layer in points.network.layers[:-1])
    assert len(rows) == 2 + units + 2
    assert [row[0] for row in rows[:3]] == ["input", "input", "h1"]
