"""A plot area whose runner is a stand-in."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots import PlotArea
from ffnn_gui.ui.theme import ThemeManager
from tests.ui.plots.conftest import Trained
from tests.ui.plots.stand_in import StandIn

Get = Callable[[str], Trained]


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeManager]:
    palette, font, sheet = qapp.palette(), qapp.font(), qapp.styleSheet()
    manager = ThemeManager(qapp, "light")
    yield manager
    manager.deleteLater()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def runner() -> StandIn:
    return StandIn()


@pytest.fixture
def area(qtbot: QtBot, runner: StandIn, themes: ThemeManager) -> PlotArea:
    area = PlotArea(runner, themes)  # type: ignore[arg-type]
    qtbot.addWidget(area)
    area.resize(1900, 1200)
    area.show()
    for name in ("weights", "loss"):
        area.turn_to(name)
    return area
