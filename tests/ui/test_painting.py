"""An error while painting stays an error: it does not take the process with it."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintDevice, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.panels.connector import Connector
from ffnn_gui.ui.panels.toggles import ToggleButton
from ffnn_gui.ui.plots.colour_bar import ColourBar
from ffnn_gui.ui.plots.grid_widget import GridWidget
from ffnn_gui.ui.plots.legend import Entry, Legend
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.sheet import Sheet
from ffnn_gui.ui.theme import LIGHT, Metrics, icon

LOOK = Look(LIGHT, Metrics())


class Grid(GridWidget):
    """Without any cells."""

    def paint(self, painter: QPainter, region: QRegion) -> None:
        raise NotImplementedError

    def arrange(self) -> QRectF:
        return QRectF(self.rect())


def entry() -> QWidget:
    legend = Legend(LOOK)
    legend.show_entries([Entry("train", "training", "#ff0000")], LOOK)
    return legend


def inside(make: Callable[[QWidget], QWidget]) -> QWidget:
    outer = QWidget()
    make(outer)
    return outer


# What paints each of them, to be broken.
WIDGETS: dict[str, tuple[Callable[[], QWidget], str]] = {
    "sheet": (lambda: Sheet(LOOK), "ffnn_gui.ui.plots.sheet.Sheet.paint"),
    "grid": (Grid, f"{__name__}.Grid.paint"),
    "legend": (entry, "ffnn_gui.ui.plots.legend._Button._paint_sample"),
    "colour bar": (lambda: ColourBar(LOOK), "ffnn_gui.ui.plots.colour_bar.ColourBar._colours"),
    "connector": (lambda: inside(Connector), "ffnn_gui.ui.panels.connector.Connector._draw_words"),
    "toggle": (lambda: inside(partial(ToggleButton, "ReLU", "")), "ffnn_gui.ui.panels.toggles.ToggleButton._outline"),
}


@pytest.mark.parametrize(("make", "painted_by"), WIDGETS.values(), ids=WIDGETS)
def test_a_widget_that_cannot_be_painted_ends_its_painter(
    make: Callable[[], QWidget], painted_by: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painters: list[QPainter] = []

    def recorded(device: QPaintDevice) -> QPainter:
        painters.append(QPainter(device))
        return painters[-1]

    def fail(*arguments: object) -> None:
        raise ArithmeticError("no picture")

    widget = make()
    qtbot.addWidget(widget)
    widget.resize(80, 60)
    monkeypatch.setattr("ffnn_gui.ui.painting.QPainter", recorded)
    monkeypatch.setattr(painted_by, fail)
    with pytest.raises(ArithmeticError, match="no picture"):
        widget.grab()
    assert [painter.isActive() for painter in painters] == [False]


def test_a_picture_that_cannot_be_painted_ends_its_painter(qtbot: QtBot) -> None:
    pixmap = QPixmap(4, 4)
    with pytest.raises(ArithmeticError), painting(pixmap):
        raise ArithmeticError
    assert not pixmap.paintingActive()


def test_what_is_painted_is_there(qtbot: QtBot) -> None:
    class Red(QWidget):
        def paintEvent(self, event: object) -> None:
            with painting(self) as painter:
                painter.fillRect(self.rect(), "#ff0000")

    widget = Red()
    qtbot.addWidget(widget)
    assert widget.grab().toImage().pixelColor(3, 3).name() == "#ff0000"


def test_an_icon_of_no_size_is_no_warning(qtbot: QtBot) -> None:
    """Qt's warnings fail a test."""
    assert icon("menu").pixmap(QSize(0, 0)).isNull()
    assert icon("menu").pixmap(QSize(0, 12)).isNull()
