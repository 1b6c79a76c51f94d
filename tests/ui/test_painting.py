"""An error while painting stays an error: it does not take the process with it."""

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.sheet import Sheet
from ffnn_gui.ui.theme import LIGHT, Metrics


class Broken(Sheet):
    """Cannot be painted."""

    def paint(self, painter: QPainter) -> None:
        self.painter = painter
        raise ArithmeticError("no picture")


def test_a_sheet_that_cannot_be_painted_ends_its_painter(qtbot: QtBot) -> None:
    sheet = Broken(Look(LIGHT, Metrics()))
    qtbot.addWidget(sheet)
    with pytest.raises(ArithmeticError, match="no picture"):
        sheet.grab()
    assert not sheet.painter.isActive()


def test_what_is_painted_is_there(qtbot: QtBot) -> None:
    class Red(QWidget):
        def paintEvent(self, event: object) -> None:
            with painting(self) as painter:
                painter.fillRect(self.rect(), "#ff0000")

    widget = Red()
    qtbot.addWidget(widget)
    assert widget.grab().toImage().pixelColor(3, 3).name() == "#ff0000"
