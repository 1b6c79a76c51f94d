"""Names of classes and columns come from anybody's files: "<=50K" is a name, and not the beginning of a tag."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.data import Task
from ffnn_gui.engine import Trainer
from ffnn_gui.ui.plots import kinds
from ffnn_gui.ui.plots.base import Plot
from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.examples import example_at
from ffnn_gui.ui.plots.grid_widget import GridWidget
from ffnn_gui.ui.plots.kinds.confusion import ConfusionPlot
from ffnn_gui.ui.plots.legend import Entry, Legend
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.looking.balance_sheet import BalanceSheet
from ffnn_gui.ui.plots.picker import Picker
from ffnn_gui.ui.plots.readings import as_rich, named
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import train

NAMES = ("<=50K", "<img src=x>")
LOOK = Look(LIGHT, Metrics())
CONFIGS: dict[str, dict[str, object]] = {
    "points": {"data": {"kind": "circle", "samples": 60}},
    "images": {"data": {"kind": "digits", "samples": 100}},
}


def renamed(task: Task) -> Task:
    return replace(task, classes=(*NAMES, *task.classes[2:]))


@pytest.fixture
def trainer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Trainer:
    """A trainer whose data have such names for classes and inputs."""
    trainer, _ = train(CONFIGS[request.param], epochs=1)
    kind = type(trainer.data.config)
    task, inputs = renamed(trainer.data.task), trainer.data.input_names
    monkeypatch.setattr(kind, "task", property(lambda config: task))
    monkeypatch.setattr(kind, "input_names", property(lambda config: (*NAMES, *inputs[2:])))
    trainer.data = replace(trainer.data, task=task)
    return trainer


def texts(widget: QWidget) -> list[str]:
    """All that is shown as rich text, or is where it looks like that."""
    labels = [label for label in widget.findChildren(QLabel) if label.textFormat() is not Qt.TextFormat.PlainText]
    return [*(label.text() for label in labels), *(part.toolTip() for part in (widget, *widget.findChildren(QWidget)))]


def point_at_all(plot: Plot) -> list[str]:
    """The readings of all places that a pointer may be at."""
    readings = []
    for grid in plot.findChildren(GridWidget):
        grid.grid()
        for row in range(grid.rows):
            for column in range(grid.columns):
                grid.pointed.emit(row, column)
                readings.append(plot.header.reading.text())
    for chart in plot.findChildren(Chart):
        (left, right), (low, high) = chart.view.viewRange()
        for share in (0.2, 0.5, 0.8):
            chart.hovered.emit(left + share * (right - left), low + share * (high - low))
            readings.append(plot.header.reading.text())
    return readings


@pytest.mark.parametrize("kind", kinds.found(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("trainer", CONFIGS, indirect=True)
def test_names_are_shown_as_they_are(kind: type[Plot], trainer: Trainer, qtbot: QtBot) -> None:
    if not kind.suits(trainer.data):
        return
    plot = kind(LOOK)
    qtbot.addWidget(plot)
    plot.resize(500, 400)
    plot.show()
    plot.prepare(trainer.data, trainer.config)
    _, history = train(CONFIGS["points"], epochs=1)
    probe = plot.probe_now()
    plot.draw(history, probe(trainer) if probe else None)
    plot.selection.choose_example(example_at(trainer.data, 0))
    for text in point_at_all(plot):
        assert not re.search("<=|<img", text), "taken for a tag"
    for text in texts(plot):
        assert "<img" not in text, "taken for a picture"


def test_the_reading_of_a_cell_has_both_names(qtbot: QtBot) -> None:
    trainer, _ = train(CONFIGS["points"], epochs=1)
    data = replace(trainer.data, task=renamed(trainer.data.task))
    plot = ConfusionPlot(LOOK)
    qtbot.addWidget(plot)
    plot.prepare(data, trainer.config)
    trainer.data = data
    probe = plot.probe_now()
    assert probe is not None
    plot.draw(train(CONFIGS["points"], epochs=1)[1], probe(trainer))
    shown = QTextDocument()
    shown.setHtml(plot.reading(0, 1))
    assert shown.toPlainText().startswith("true <=50K → <img src=x>: ")


def test_an_axis_is_called_as_its_column_is(qtbot: QtBot) -> None:
    chart = Chart(LOOK)
    qtbot.addWidget(chart)
    chart.set_titles(*NAMES)
    assert [chart.axes[side].label.toPlainText().strip() for side in ("bottom", "left")] == list(NAMES)


def test_a_tooltip_that_begins_with_a_name_has_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer, _ = train(CONFIGS["points"], epochs=1)
    sheet = BalanceSheet(LOOK)
    qtbot.addWidget(sheet)
    sheet.resize(300, 200)
    sheet.show_counts(NAMES[::-1], {"training": trainer.data.train.y[:2]})
    tip = sheet.tip(QPointF(5, 5))
    assert tip.startswith("<img src=x>: ")
    told: list[str] = []
    monkeypatch.setattr("ffnn_gui.ui.plots.sheet.QToolTip.showText", lambda place, text, widget: told.append(text))
    sheet.event(QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5)))
    shown = QTextDocument()
    shown.setHtml(told[0])
    assert shown.toPlainText() == tip


def test_names_on_buttons_are_no_shortcuts(qtbot: QtBot) -> None:
    picker, legend = Picker(LOOK, "Input", ""), Legend(LOOK)
    qtbot.addWidget(picker)
    qtbot.addWidget(legend)
    picker.offer({"a": "R&D", "b": "salary"})
    legend.show_entries([Entry("a", "R&D", "#808080")], LOOK)
    assert picker.text() == "R&&D ▾"
    assert picker.shortcut().isEmpty()
    assert all(button.shortcut().isEmpty() for button in legend._buttons)


@pytest.mark.parametrize("text", [*NAMES, "a\nb", "R&D", ""])
def test_rich_text_reads_as_the_plain_one(text: str) -> None:
    for rich in (named(text), as_rich(text)):
        shown = QTextDocument()
        shown.setHtml(rich)
        assert shown.toPlainText().replace("\n", " ") == text.replace("\n", " ")
