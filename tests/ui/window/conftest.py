"""A whole window for tests, closed at the end without a question."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.app import create_window
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.worker import RunState

SMALL = ExperimentConfig.model_validate({"data": {"kind": "circle", "samples": 60}, "epochs": 40})


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    window = create_window(SMALL)
    window.show()
    # Another test may have left a button of the mouse pressed, which the application remembers.
    qtbot.mouseRelease(window, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.runner.state is RunState.READY)
    yield window
    window._leaving = True  # nobody would answer a question
    assert window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


GONE = 10_000  # milliseconds after which a test that hangs is given up


def finish(window: MainWindow, qtbot: QtBot) -> None:
    window.runner.start()
    qtbot.waitUntil(lambda: window.runner.state is RunState.FINISHED, timeout=GONE)
