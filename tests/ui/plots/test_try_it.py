"""Trying the network out: what is drawn or pointed at is asked about, is answered as itself, and can be taken back."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.folder import Folder
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.losses import default_loss
from ffnn_gui.insight.asked import ask
from ffnn_gui.insight.places import Unit
from ffnn_gui.ui.plots.chosen.answer_bars import answer_bars
from ffnn_gui.ui.plots.chosen.bars import Bars
from ffnn_gui.ui.plots.examples import example_at
from ffnn_gui.ui.plots.kinds.try_it import TryItPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.trying.inside import MOST_ROWS, Inside
from ffnn_gui.ui.plots.trying.point_pad import MOST
from ffnn_gui.ui.plots.trying.question import reply
from ffnn_gui.ui.plots.trying.sketch import CANVAS, Sketch
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import HISTORY, Show, look, train

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def digits() -> Trainer:
    return train({"data": {"kind": "digits"}, "optimizer": {"kind": "adam"}}, epochs=15)[0]


@pytest.fixture(scope="module")
def points() -> Trainer:
    return train({"data": {"kind": "circle"}}, epochs=3)[0]


@pytest.fixture(scope="module")
def values() -> Trainer:
    return train({"data": {"kind": "bumps"}}, epochs=3)[0]


def raw_of(plot: TryItPlot) -> np.ndarray:
    """What is asked about."""
    question = plot.question()
    assert question is not None
    return question.raw


def draw_one(plot: TryItPlot, across: float = 0.5) -> None:
    """A vertical stroke with the mouse."""
    paper = plot.pad.place()
    places = [QPointF(paper.left() + across * paper.width(), paper.top() + y * paper.height()) for y in (0.2, 0.5, 0.8)]
    QTest.mousePress(plot.pad, LEFT, pos=places[0].toPoint())
    for place in places[1:]:
        plot.pad.dragged.emit(place)
    QTest.mouseRelease(plot.pad, LEFT, pos=places[-1].toPoint())


def shown(plot: TryItPlot) -> QImage:
    """What the pad looks like."""
    return plot.pad.grab().toImage()


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
    assert np.isnan(answer.loss)
    if trainer.data.task.kind == "classification":
        assert answer.probabilities.sum() == pytest.approx(1, abs=1e-5)
        assert answer.decision == trainer.loss.decide(outputs, len(trainer.data.task.classes))[0]


@pytest.mark.parametrize("name", ["digits", "points", "values"])
def test_of_an_example_the_loss_is_told(name: str, request: pytest.FixtureRequest) -> None:
    trainer: Trainer = request.getfixturevalue(name)
    example, part = example_at(trainer.data, 3), trainer.data.validation
    answer = ask(trainer, np.array(example.x), example.y)
    outputs = trainer.network.predict(part.X[3:4]).astype(float)
    targets = trainer.loss.encode(part.y[3:4], trainer.network.n_outputs, "float64")
    assert answer.loss == pytest.approx(trainer.loss.values(outputs.T, targets.T)[0])
    assert answer.targets.tolist() == ([] if trainer.data.task.classes else part.y[3].tolist())


def test_without_a_question_it_is_the_first_example(digits: Trainer) -> None:
    assert reply(digits).answer.raw.tolist() == list(example_at(digits.data, 0).x)


def test_of_many_classes_the_right_one_is_always_shown(digits: Trainer) -> None:
    answer = ask(digits, digits.data.train.raw[0].astype(float))
    unlikely = int(answer.probabilities.argmin())
    bars = answer_bars(answer, digits.data, unlikely, Look(LIGHT, Metrics()), 3)
    assert [bar.name for bar in bars if bar.mark == "✓ "] == [digits.data.task.classes[unlikely]]
    assert len(bars) == 3
    assert sorted(bar.name for bar in bars) == [bar.name for bar in bars]


# Drawing


def test_a_stroke_down_is_a_one(digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    stale: list[bool] = []
    plot.stale.connect(lambda: stale.append(True))
    draw_one(plot, across=0.3)
    assert len(stale) == 3
    look(plot, digits)
    image = raw_of(plot).reshape(8, 8)
    assert image.max() >= 12
    assert (image[:, [0, 1, 6, 7]] == 0).all()
    assert (image[:, 3:5] > 0).all()
    assert plot.reading().startswith("1, ")
    assert plot.bars.headline.endswith(" · drawn")


def test_an_answer_is_shown_while_one_draws_on(digits: Trainer, show: Show) -> None:
    """While training an answer is always a little behind the hand."""
    plot = show(TryItPlot, digits)
    draw_one(plot)
    asked = plot.probe_now()
    assert asked is not None
    plot.pad.dragged.emit(plot.pad.place().center())
    plot.draw(HISTORY, asked(digits))
    assert plot.bars.headline.endswith(" · drawn")


def test_a_late_answer_does_not_stand_under_another_headline(digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    draw_one(plot)
    late = plot.probe_now()
    assert late is not None
    plot.selection.choose_example(example_at(digits.data, 4, "training"))
    plot.draw(HISTORY, late(digits))
    assert "drawn" not in plot.bars.headline
    look(plot, digits)
    before = plot.bars.bars
    assert "training image 5" in plot.bars.headline
    late = plot.probe_now()
    draw_one(plot)
    assert late is not None
    look(plot, digits)
    plot.draw(HISTORY, late(digits))
    assert plot.bars.headline.endswith(" · drawn")
    assert plot.bars.bars != before


def test_strokes_are_taken_back_and_cleared(digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    first_example = raw_of(plot).tolist()
    draw_one(plot)
    first = raw_of(plot).tolist()
    draw_one(plot, across=0.2)
    second = raw_of(plot).tolist()
    assert second != first
    QTest.keyClick(plot.pad, Qt.Key.Key_Delete)
    assert raw_of(plot).tolist() == first_example
    QTest.keyClick(plot.pad, Qt.Key.Key_Z, CONTROL)
    assert raw_of(plot).tolist() == second
    QTest.keyClick(plot.pad, Qt.Key.Key_Backspace)
    assert raw_of(plot).tolist() == first
    plot.pad.undo()
    assert plot.pad.sketch.empty
    plot.pad.undo()
    assert plot.pad.sketch.empty


def test_the_tools_do_the_same(digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    draw_one(plot)
    plot.tools.buttons["clear"].click()
    assert plot.pad.sketch.empty
    plot.tools.buttons["undo"].click()
    assert not plot.pad.sketch.empty
    plot.tools.buttons["undo"].click()
    assert plot.pad.sketch.empty


def test_undo_on_the_pad_is_not_the_windows(digits: Trainer, show: Show, qtbot: QtBot) -> None:
    plot = show(TryItPlot, digits)
    undone: list[bool] = []
    action = plot.addAction("Undo")
    action.setShortcut("Ctrl+Z")
    action.triggered.connect(lambda: undone.append(True))
    draw_one(plot)
    plot.activateWindow()
    plot.pad.setFocus()
    qtbot.waitUntil(plot.pad.hasFocus)
    QTest.keyClick(plot.windowHandle(), Qt.Key.Key_Z, CONTROL)
    assert plot.pad.sketch.empty
    assert not undone


def test_a_thicker_pen_leaves_more_ink(digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    draw_one(plot)
    sums = []
    for action in plot.tools.pens.menu().actions():
        action.trigger()
        sums.append(raw_of(plot).sum())
    assert sums == sorted(sums)
    assert len(set(sums)) == 3


def test_a_press_beside_the_paper_draws_nothing(digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    plot.resize(700, 300)
    QTest.mousePress(plot.pad, LEFT, pos=QPoint(1, 0))
    plot.pad.dragged.emit(plot.pad.place().center())
    QTest.mouseRelease(plot.pad, LEFT, pos=QPoint(1, 0))
    assert plot.pad.sketch.empty


def test_the_size_of_a_drawing_does_not_change_its_strokes() -> None:
    inks = []
    for scale in (0.5, 1.0):
        sketch = Sketch((28, 28))
        sketch.begin(0.1, 0.1)
        sketch.extend(0.1 + 0.4 * scale, 0.1 + 0.8 * scale)
        ink = sketch.ink(0.1 * sketch.extent())
        assert ink.shape == (CANVAS, CANVAS)
        inks.append(ink.sum() / scale**2)
    assert inks[0] == pytest.approx(inks[1], rel=0.05)


# What is drawn stays


def test_a_drawing_outlives_a_reset(digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    draw_one(plot)
    drawn, seen = raw_of(plot).tolist(), shown(plot)
    # What the area does when a run begins.
    plot.selection.forget()
    again = train({"data": {"kind": "digits"}, "seed": 5}, epochs=1)[0]
    plot.prepare(again.data, again.config)
    assert raw_of(plot).tolist() == drawn
    assert shown(plot) == seen
    look(plot, again)
    assert plot.bars.headline.endswith(" · drawn")


def test_other_images_get_a_pad_of_their_own(digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    draw_one(plot)
    other = train({"data": {"kind": "mnist", "samples": 100}}, epochs=1)[0]
    plot.prepare(other.data, other.config)
    assert plot.pad.sketch.empty
    assert raw_of(plot).tolist() == list(example_at(other.data, 0).x)


def test_a_drawing_outlives_the_choice_of_a_unit(digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    plot.selection.choose_example(example_at(digits.data, 4))
    plot.prepare(digits.data, digits.config)
    draw_one(plot)
    plot.selection.choose_unit(Unit(0, 1))
    assert not plot.pad.sketch.empty


# Examples and points


def test_a_chosen_image_comes_onto_the_pad(digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    draw_one(plot)
    drawn = raw_of(plot).tolist()
    plot.selection.choose_example(example_at(digits.data, 4, "training"))
    assert plot.pad.sketch.empty
    assert raw_of(plot).tolist() == digits.data.train.raw[4].tolist()
    look(plot, digits)
    assert "training image 5" in plot.bars.headline
    assert sum("✓" in bar.mark for bar in plot.bars.bars) == 1
    plot.pad.undo()
    assert raw_of(plot).tolist() == drawn


@pytest.mark.parametrize("name", ["points", "values"])
def test_a_point_is_moved_by_mouse_and_keys(name: str, request: pytest.FixtureRequest, show: Show) -> None:
    trainer: Trainer = request.getfixturevalue(name)
    plot = show(TryItPlot, trainer)
    assert not plot.tools.isVisible()
    plane, ((left, right), (low, high)) = plot.points.plane(), trainer.data.bounds
    QTest.mouseClick(plot.points, LEFT, pos=plane.center().toPoint())
    asked = raw_of(plot)
    assert asked == pytest.approx([(left + right) / 2, (low + high) / 2], abs=0.02 * (right - left))
    assert plot.points.point == tuple(asked)
    QTest.keyClick(plot.points, Qt.Key.Key_Right)
    moved = raw_of(plot)
    assert moved[0] > asked[0]
    assert moved[1] == asked[1]
    look(plot, trainer)
    assert plot.reading()


@pytest.mark.parametrize("name", ["points", "values"])
def test_the_point_under_the_pointer_is_asked_about(name: str, request: pytest.FixtureRequest, show: Show) -> None:
    trainer: Trainer = request.getfixturevalue(name)
    plot = show(TryItPlot, trainer)
    chosen, plane = raw_of(plot).tolist(), plot.points.plane()
    changed: list[bool] = []
    plot.selection.changed.connect(lambda: changed.append(True))
    for share in (0.25, 0.75):
        place = QPointF(plane.left() + share * plane.width(), plane.bottom() - share * plane.height())
        QTest.mouseMove(plot.points, place.toPoint())
        expected = [low + share * (high - low) for low, high in trainer.data.bounds]
        assert raw_of(plot) == pytest.approx(expected, abs=0.02 * (expected[0] + 10))
        look(plot, trainer)
        assert f"point ({raw_of(plot)[0]:.2f}".replace("-", "−") in plot.bars.headline
    late = plot.probe_now()
    plot.points.left.emit()
    assert raw_of(plot).tolist() == chosen
    look(plot, trainer)
    headline = plot.bars.headline
    assert late is not None
    plot.draw(HISTORY, late(trainer))
    assert plot.bars.headline == headline
    assert not changed


def test_a_place_beside_the_plane_is_not_asked_about(points: Trainer, show: Show) -> None:
    plot = show(TryItPlot, points)
    chosen = raw_of(plot).tolist()
    QTest.mouseMove(plot.points, plot.points.plane().center().toPoint())
    assert raw_of(plot).tolist() != chosen
    QTest.mouseMove(plot.points, QPoint(1, 1))
    assert raw_of(plot).tolist() == chosen


def test_of_many_examples_few_are_looked_at(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = train({"data": {"kind": "circle", "samples": 2000}}, epochs=1)[0]
    plot, asked = show(TryItPlot, trainer), []
    of_class = Look.of_class
    monkeypatch.setattr(Look, "of_class", lambda look, index: asked.append(index) or of_class(look, index))
    plot.prepare(trainer.data, trainer.config)
    assert len(asked) == MOST


# Inside


@pytest.mark.parametrize("layers", [0, 1, MOST_ROWS, MOST_ROWS + 3])
def test_deep_networks_show_their_first_and_last_layers(layers: int, qtbot: QtBot) -> None:
    inside = Inside(Look(LIGHT, Metrics()))
    qtbot.addWidget(inside)
    inside.resize(300, 80)
    inside.show_inside(None, [np.linspace(-1, 1, 5)] * layers)
    rows = inside.rows()
    assert len(rows) == min(layers, MOST_ROWS)
    inside.grab()
    if rows:
        assert (rows[0], rows[-1]) == (0, layers - 1)
        assert f"h{layers}, unit 5 of 5: 1" in inside.tip(inside.strip(len(rows) - 1).bottomRight() - QPointF(2, 2))


def test_the_numbers_are_those_of_all_layers(points: Trainer, show: Show) -> None:
    rows = list(show(TryItPlot, points).table().rows)
    units = sum(layer.fan_out for layer in points.network.layers[:-1])
    assert len(rows) == 2 + units + 2
    assert [row[0] for row in rows[:3]] == ["input", "input", "h1"]


# Words over the bars


@pytest.fixture
def bars(qtbot: QtBot) -> Bars:
    bars = Bars(Look(LIGHT, Metrics()))
    qtbot.addWidget(bars)
    return bars


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("validation image 1, true: 5", ", true: 5"),
        ("point (−1.43, 1.04), nearest example: dark tiles", ", nearest example: dark tiles"),
    ],
)
def test_the_true_class_is_shortened_last(text: str, kept: str, bars: Bars) -> None:
    wide = bars.fontMetrics().horizontalAdvance
    assert bars.fitting(text, 2 * wide(text)) == text
    short = bars.fitting(text, 1.2 * wide(kept) + wide("valid…"))
    assert short != text
    assert "…" in short
    assert short.endswith(kept)
    narrow = bars.fitting(text, 0.7 * wide(kept))
    assert narrow.startswith("…")
    assert narrow.endswith(text[-4:])


def test_a_line_without_a_comma_is_shortened_at_its_end(bars: Bars) -> None:
    text = "a line of words without any"
    assert bars.fitting(text, 100).startswith("a line")
    assert bars.fitting(text, 100).endswith("…")


def test_values_near_zero_are_seen_on_the_small_plane(values: Trainer, points: Trainer, show: Show) -> None:
    for trainer, edged in ((values, True), (points, False)):
        plot = show(TryItPlot, trainer)
        pad = plot.points
        (left, right), (low, high) = trainer.data.bounds
        middle = (left + right) / 2, (low + high) / 2
        paper = pad.look.theme.surface_alt
        pad.prepare(trainer.data.bounds, np.array([middle]), [paper], names=("a", "b"), edged=edged)
        pad.show_point((left, low))
        seen, centre = pad.grab().toImage(), pad.plane().center().toPoint()
        near = [(centre.x() + dx, centre.y() + dy) for dx in range(-5, 6) for dy in range(-5, 6)]
        assert (len({seen.pixelColor(x, y).name() for x, y in near}) > 1) is edged


def test_a_value_from_a_file_has_its_name(show: Show) -> None:
    X = np.random.default_rng(0).random((12, 2))
    arrays = ImportedArrays(X, X[:, :1], target="price", units=((1000.0, 500.0),))
    data = shelved(arrays, Folder(), Path("houses.csv"))
    trainer = Trainer(ExperimentConfig().with_value("data", data).with_value("loss", default_loss(arrays.task)))
    plot = show(TryItPlot, trainer)
    plot._choose_point(0.5, 0.5)
    look(plot, trainer)
    (bar,) = plot.bars.bars
    assert bar.name == "price"
    assert f"{number(1000 + 500 * float(plot._reply.answer.outputs[0]))} as in the file" in bar.tip


def test_beside_a_target_too_a_value_has_its_name_and_its_files_unit() -> None:
    X = np.random.default_rng(0).random((12, 2))
    arrays = ImportedArrays(X, X[:, :1], target="price", units=((1000.0, 500.0),))
    data = shelved(arrays, Folder(), Path("houses.csv"))
    trainer = Trainer(ExperimentConfig().with_value("data", data).with_value("loss", default_loss(arrays.task)))
    part = trainer.data.train
    answer = ask(trainer, part.some(slice(1))[0], tuple(part.y[0].tolist()))
    network, target = answer_bars(answer, trainer.data, None, Look(LIGHT, Metrics()), 3)
    assert (network.name, target.name) == ("network: price", "target: price")
    output, right = float(answer.outputs[0]), float(part.y[0][0])
    assert network.tip == target.tip
    assert f"off by {number(output - right)}" in network.tip
    in_file = f"{number(1000 + 500 * output)} as in the file, where the target is {number(1000 + 500 * right)}"
    assert in_file in network.tip


def test_the_small_plane_says_what_it_spans(show: Show) -> None:
    pad = show(TryItPlot, train({"data": {"kind": "circle"}}, epochs=1)[0]).points
    pad.prepare(((-2.381, 2.382), (0, 12345)), np.empty((0, 2)), (), names=("x₁", "sales"), edged=False)
    pad.resize(600, 300)
    assert pad.caption() == ["x₁ −2.4 … 2.4 · sales 0 … 12,000"]
    assert pad.plane().bottom() < pad.height() - pad._line()
    pad.resize(150, 300)
    assert pad.caption() == ["x₁ −2.4 … 2.4", "sales 0 … 12,000"]
    assert pad.plane().bottom() < pad.height() - 2 * pad._line()
