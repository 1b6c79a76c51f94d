"""Arrow keys are a picture's own where the keyboard has led to it, and the window's after a click."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots.chain.canvas import Canvas
from ffnn_gui.ui.plots.distributions.sheet import DistributionsSheet
from ffnn_gui.ui.plots.health.sheet import HealthSheet
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics


@pytest.mark.parametrize("kind", [HealthSheet, DistributionsSheet, Canvas])
@pytest.mark.parametrize(
    ("reason", "kept"), [(Qt.FocusReason.TabFocusReason, True), (Qt.FocusReason.MouseFocusReason, False)]
)
def test_the_window_s_shortcut_waits_for_who_came_by_keyboard(
    kind: Callable[[Look], QWidget], reason: Qt.FocusReason, kept: bool, qtbot: QtBot
) -> None:
    window, picture = QMainWindow(), kind(Look(LIGHT, Metrics()))
    qtbot.addWidget(window)
    window.setCentralWidget(picture)
    stepped: list[bool] = []
    step = QAction(window)
    step.setShortcut("Right")
    step.triggered.connect(lambda: stepped.append(True))
    window.addAction(step)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    picture.clearFocus()
    picture.setFocus(reason)
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert bool(stepped) is not kept
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton)
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert stepped
