"""Layout and recent files in the settings: damaged values are dropped before they can do harm."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.window.layout import FOLDED, GEOMETRY, STATE, folded_docks, forget_layout, restore_layout, save_layout
from ffnn_gui.ui.window.recent import KEPT, KEY, forget_all, recent_files, remember


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    dock = QDockWidget("Dock")
    dock.setObjectName("dock")
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    qtbot.addWidget(window)
    return window


def test_a_layout_comes_back(window: QMainWindow, settings: QSettings) -> None:
    dock = window.findChild(QDockWidget, "dock")
    assert dock is not None
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    save_layout(window, settings)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    assert restore_layout(window, settings)
    assert window.dockWidgetArea(dock) == Qt.DockWidgetArea.RightDockWidgetArea
    assert settings.contains(STATE)


@pytest.mark.parametrize("damaged", ["text", 7, QByteArray(b"\xff\x00junk"), QByteArray()])
def test_a_damaged_layout_is_gone_after_one_try(window: QMainWindow, settings: QSettings, damaged: object) -> None:
    settings.setValue(GEOMETRY, damaged)
    settings.setValue(STATE, damaged)
    assert not restore_layout(window, settings)
    assert not settings.contains(STATE)
    assert not settings.contains(GEOMETRY)


def test_folded_docks_come_back(window: QMainWindow, settings: QSettings) -> None:
    save_layout(window, settings, ["data_panel"])
    assert folded_docks(QSettings(settings.fileName(), QSettings.Format.IniFormat)) == ["data_panel"]


@pytest.mark.parametrize("damaged", [7, {"a": 1}, None])
def test_damaged_folds_are_none(settings: QSettings, damaged: object) -> None:
    settings.setValue(FOLDED, damaged)
    assert folded_docks(settings) == []


def test_a_forgotten_layout_is_not_restored(window: QMainWindow, settings: QSettings) -> None:
    save_layout(window, settings)
    forget_layout(settings)
    assert not restore_layout(window, settings)


def test_recent_files_are_newest_first_each_once_and_few(settings: QSettings, tmp_path: Path) -> None:
    paths = [tmp_path / f"{i}.ffnn" for i in range(KEPT + 3)]
    for path in [*paths, paths[-2]]:
        remember(settings, path)
    assert recent_files(settings)[:2] == [paths[-2], paths[-1]]
    assert len(recent_files(settings)) == KEPT


def test_recent_files_survive_the_settings_file(settings: QSettings, tmp_path: Path) -> None:
    remember(settings, tmp_path / "only.ffnn")
    settings.sync()
    again = QSettings(settings.fileName(), QSettings.Format.IniFormat)
    assert recent_files(again) == [tmp_path / "only.ffnn"]
    forget_all(again)
    assert recent_files(again) == []


@pytest.mark.parametrize("damaged", [7, {"a": 1}, [1, 2], None])
def test_damaged_recent_files_are_none(settings: QSettings, damaged: object) -> None:
    settings.setValue(KEY, damaged)
    assert recent_files(settings) == []
