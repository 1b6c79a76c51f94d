"""The speed in the run bar: told in words on any screen, and found from updates a second."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.panels.speeds import SPEEDS, stop_for


def test_the_nearest_stop_is_found() -> None:
    assert [stop_for(speed.updates_per_second) for speed in SPEEDS] == list(range(len(SPEEDS)))
    assert SPEEDS[stop_for(0.1)].updates_per_second == 1
    assert SPEEDS[stop_for(40)].updates_per_second == 30
    assert SPEEDS[stop_for(1e6)].updates_per_second == 3000


@pytest.mark.parametrize("width", [1024, 1280, 1366])
def test_the_speed_is_told_on_any_screen(window: MainWindow, qtbot: QtBot, width: int) -> None:
    window.resize(width, 700)
    for stop, speed in enumerate(SPEEDS):
        window.run_bar.set_speed(stop)
        label = next(label for label in window.run_bar.findChildren(QLabel) if label.text() == speed.text)
        assert label.isVisible()
        assert label.width() >= label.sizeHint().width()
