"""Projector mode: larger on every screen that has room for it, without the panels where they take that room; and F9."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDockWidget

from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.window.looks import PROJECTOR_SCALE, scale_on


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
        (1024, 768, 1.15, True),
    ],
)
def test_letters_grow_where_there_is_room(width: int, height: int, least: float, puts_away: bool) -> None:
    scale, away = scale_on(QSize(width, height), 1.0)
    assert scale >= least
    assert away is puts_away


@pytest.mark.parametrize(
    ("width", "height", "before"),
    [(1024, 660, 1.0), (800, 600, 1.0), (1240, 670, 1.0), (1280, 800, 1.25), (1280, 800, 1.2)],
)
def test_panels_stay_where_letters_would_hardly_grow_without_them(width: int, height: int, before: float) -> None:
    assert scale_on(QSize(width, height), before) == (before, False)


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


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768)])
def test_letters_leave_the_room_to_panels_that_come_back(
    size: tuple[int, int], window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on(window, QSize(*size), monkeypatch)
    window.actions_["projector"].trigger()
    large = window.themes.metrics.scale
    window.actions_["panels"].trigger()
    assert all(docks(window))
    assert 1.0 <= window.themes.metrics.scale < large
    window.actions_["panels"].trigger()
    assert window.themes.metrics.scale == large


def test_a_window_that_left_full_screen_by_itself_still_ends_projector_mode(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on(window, QSize(1280, 800), monkeypatch)
    window.actions_["projector"].trigger()
    window.showNormal()
    window.actions_["projector"].trigger()
    assert window.themes.metrics.scale == 1.0
    assert not window.isFullScreen()
    assert all(docks(window))


def test_one_panel_shown_by_hand_does_not_stand_for_all(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    put_on(window, QSize(1280, 800), monkeypatch)
    one = window.findChildren(QDockWidget)[0]
    window.actions_["projector"].trigger()
    one.toggleViewAction().trigger()
    window.actions_["projector"].trigger()
    assert all(docks(window))
    window.actions_["panels"].trigger()
    one.toggleViewAction().trigger()
    window.actions_["panels"].trigger()
    assert not any(docks(window))
    window.actions_["panels"].trigger()
    assert all(docks(window))


def test_panels_closed_in_projector_mode_stay_closed(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    put_on(window, QSize(1280, 800), monkeypatch)
    window.actions_["projector"].trigger()
    window.actions_["panels"].trigger()
    window.findChildren(QDockWidget)[0].close()
    window.actions_["projector"].trigger()
    assert docks(window).count(False) == 1


@pytest.mark.parametrize("key", ["panels", "projector"])
def test_a_hint_that_was_followed_goes(key: str, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    put_on(window, QSize(1280, 800), monkeypatch)
    window.actions_["projector"].trigger()
    assert "F9" in window.statusBar().currentMessage()
    window.actions_[key].trigger()
    assert "F9" not in window.statusBar().currentMessage()


def test_another_message_is_left_alone(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    put_on(window, QSize(1280, 800), monkeypatch)
    window.actions_["projector"].trigger()
    window.statusBar().showMessage("Weight 0.5")
    window.actions_["panels"].trigger()
    assert window.statusBar().currentMessage() == "Weight 0.5"


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
