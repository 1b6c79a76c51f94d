"""What is drawn becomes an input; it is taken back, cleared, and outlives a reset."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import Trainer
from ffnn_gui.insight.places import Unit
from ffnn_gui.ui.plots.examples import example_at
from ffnn_gui.ui.plots.kinds.try_it import TryItPlot
from ffnn_gui.ui.plots.trying.sketch import CANVAS, Sketch
from tests.ui.plots.conftest import HISTORY, Show, look, train
from tests.ui.plots.trying.conftest import LEFT, draw_one, raw_of

CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(plot: TryItPlot) -> QImage:
    """What the pad looks like."""
    return plot.pad.grab().toImage()


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


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_taking_back_within_a_stroke_ends_it(key: Qt.Key, digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    draw_one(plot)
    before = plot.pad.sketch.strokes
    paper = plot.pad.place()
    begin, end = paper.center().toPoint(), paper.topLeft().toPoint() + QPoint(20, 20)
    QTest.mousePress(plot.pad, LEFT, pos=begin)
    plot.pad.dragged.emit(end.toPointF())
    QTest.keyClick(plot.pad, key)
    plot.pad.dragged.emit(begin.toPointF())
    QTest.mouseRelease(plot.pad, LEFT, pos=begin)
    if key == Qt.Key.Key_Delete:
        assert plot.pad.sketch.strokes == ()
        plot.pad.undo()
        plot.pad.undo()
    assert plot.pad.sketch.strokes == before
    QTest.mouseClick(plot.pad, LEFT, pos=begin)
    assert len(plot.pad.sketch.strokes) == 2


def test_what_was_there_before_stays_as_it_was() -> None:
    sketch = Sketch((8, 8))
    sketch.begin(0.1, 0.1)
    sketch.extend(0.2, 0.2)
    sketch.begin(0.5, 0.5)
    sketch.undo()
    sketch.extend(0.3, 0.3)
    sketch.begin(0.6, 0.6)
    sketch.extend(0.7, 0.7)
    sketch.undo()
    assert sketch.strokes == (((0.1, 0.1), (0.2, 0.2), (0.3, 0.3)),)
