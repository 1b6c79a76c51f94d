"""Projector mode: larger on every screen that has room for it, without the panels where they take that room."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDockWidget

from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.window.looks import PROJECTOR_SCALE, room_on


def docks(window: MainWindow) -> list[bool]:
    """Which panels are seen."""
    return [not dock.isHidden() for dock in window.findChildren(QDockWidget)]


def put_on(window: MainWindow, size: QSize, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the window stand on a screen of this size."""

    class Screen:
        def size(self) -> QSize:
            return size

    monkeypatch.setattr(window, "screen", Screen)


@pytest.mark.parametrize(
    ("width", "height", "least", "puts_away"),
    [
        (1920, 1080, PROJECTOR_SCALE, False),
        (1600, 900, 1.25, False),
        (1366, 768, 1.15, True),
        (1280, 800, 1.15, True),
        (1280, 720, 1.1, True),
        (1024, 768, 1.0, True),
    ],
)
def test_letters_grow_on_every_screen(width: int, height: int, least: float, puts_away: bool) -> None:
    scale, away = room_on(QSize(width, height))
    assert scale >= least
    assert away is puts_away


def test_a_small_projector_shows_no_panels_until_they_are_wanted(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on(window, QSize(1280, 800), monkeypatch)
    window.actions_["projector"].trigger()
    assert window.themes.metrics.scale >= 1.15
    assert not any(docks(window))
    assert "F9" in window.statusBar().currentMessage()
    window.actions_["panels"].trigger()
    assert all(docks(window))
    window.actions_["panels"].trigger()
    window.actions_["projector"].trigger()
    assert all(docks(window))
    assert window.themes.metrics.scale == 1.0


def test_a_large_projector_keeps_the_panels(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    put_on(window, QSize(1920, 1080), monkeypatch)
    window.actions_["projector"].trigger()
    assert window.themes.metrics.scale == PROJECTOR_SCALE
    assert all(docks(window))


def test_panels_that_were_away_before_stay_away_after_projector_mode(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on(window, QSize(1280, 800), monkeypatch)
    window.actions_["panels"].trigger()
    for _ in range(2):
        window.actions_["projector"].trigger()
    assert not any(docks(window))


def test_a_panel_that_was_closed_stays_closed(window: MainWindow) -> None:
    first, *others = window.findChildren(QDockWidget)
    first.close()
    for _ in range(2):
        window.actions_["panels"].trigger()
    assert first.isHidden()
    assert not any(dock.isHidden() for dock in others)
    for dock in others:
        dock.close()
    window.actions_["panels"].trigger()
    assert all(docks(window)), "where none is seen all are meant"
