"""Panels are made when their docks are first unfolded: those that stay folded would hold up the start."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ffnn_gui.app import create_window, settings
from ffnn_gui.ui.forms.number_field import NumberField
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.panels import Panel, RegularizationPanel
from ffnn_gui.ui.window.dock import FoldingDock
from ffnn_gui.ui.window.layout import save_layout

HIGH = 1400


def made(window: MainWindow) -> set[str]:
    return {panel.name for panel in window.findChildren(Panel)}


def unfolded(window: MainWindow) -> set[str]:
    return {dock.objectName() for dock in window.findChildren(FoldingDock) if not dock.is_folded}


def test_what_is_folded_is_not_made(window: MainWindow) -> None:
    assert 0 < len(unfolded(window)) < len(window.findChildren(FoldingDock))
    assert made(window) == unfolded(window)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("folded", [None, ["network_panel"], ["data_panel", "optimizer_panel"]], ids=str)
def test_what_is_unfolded_is_made_before_it_is_shown(
    folded: list[str] | None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made while it is shown, it would have the whole window laid out once more; also as it was left last time."""
    if folded is not None:
        before = create_window()
        before.close()
        save_layout(before, settings(), folded)
        before.deleteLater()
    monkeypatch.delattr(FoldingDock, "showEvent")
    window = request.getfixturevalue("window")
    assert made(window) == unfolded(window) != set()
    assert made(window).isdisjoint(folded or [])


def test_unfolding_makes_a_panel_that_shows_the_settings(window: MainWindow) -> None:
    window.store.set("regularization.l2", 0.25)
    dock = window.findChild(FoldingDock, RegularizationPanel.name)
    assert dock is not None
    assert dock.is_folded
    dock.fold(False)
    panel = dock.content
    assert isinstance(panel, RegularizationPanel)
    assert panel.isVisible()
    assert "0.25" in [field.text() for field in panel.findChildren(NumberField)]
    dock.fold(True)
    dock.fold(False)
    assert dock.content is panel


def test_a_folded_dock_that_is_closed_comes_back_folded(window: MainWindow) -> None:
    dock = next(dock for dock in window.findChildren(FoldingDock) if dock.is_folded)
    dock.toggleViewAction().trigger()
    dock.toggleViewAction().trigger()
    assert dock.isVisible()
    assert dock.is_folded
    assert dock.objectName() not in made(window)


def test_a_dock_that_floats_is_filled(window: MainWindow, qtbot: QtBot) -> None:
    dock = next(dock for dock in window.findChildren(FoldingDock) if dock.is_folded)
    dock.setFloating(True)
    qtbot.mouseClick(dock.titleBarWidget(), Qt.MouseButton.LeftButton)
    assert not dock.is_folded
    assert dock.objectName() in made(window)
    dock.setFloating(False)


def test_every_dock_can_be_unfolded_in_a_high_window(window: MainWindow) -> None:
    window.resize(1280, HIGH)
    for dock in window.findChildren(FoldingDock):
        dock.fold(False)
    assert made(window) == unfolded(window) == {dock.objectName() for dock in window.findChildren(FoldingDock)}
