"""The window as a person uses it: its commands, looks, title, sessions, and closing it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.window import help, looks
from ffnn_gui.ui.window.actions import COMMANDS, shortcut_list
from tests.ui.window.conftest import finish


def test_projector_mode_is_left_at_the_end(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["projector"].trigger()
    window.store.undo_stack.setClean()
    window.close()
    assert not window.isFullScreen()
    assert window.themes.metrics.scale == 1.0


def test_the_look_in_force_is_ticked(window: MainWindow) -> None:
    window.themes.set_preference("dark")
    view = next(a.menu() for a in window.menuBar().actions() if a.text() == "&View")
    view.aboutToShow.emit()
    ticked = [a.text() for a in view.actions() if a.isChecked() and a.data()]
    assert ticked == ["Dar&k"]


def test_a_picture_that_cannot_be_read_is_told_until_another_can(window: MainWindow) -> None:
    window.plot_area.failed.emit("No picture.")
    window.plot_area.failed.emit("Not saved.")
    window.plot_area.mended.emit("No picture.")
    assert window.notice.text == "Not saved."
    window.notice.clear()
    assert window.notice.isHidden()


def test_a_refused_session_is_told_and_nothing_else_happens(window: MainWindow, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ffnn"
    bad.write_text("no session")
    config = window.store.config
    assert not window.open_session(bad)
    assert "bad.ffnn" in window.notice.text
    assert window.store.config is config


def test_the_title_says_what_is_open_and_whether_it_is_saved(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    assert "Untitled" in window.windowTitle()
    window.store.set("seed", 3)
    assert window.isWindowModified()
    assert window.save_session(tmp_path / "mine.ffnn")
    assert "mine" in window.windowTitle()
    assert not window.isWindowModified()


def test_every_command_is_in_a_menu_and_does_something(window: MainWindow) -> None:
    shown = {action.objectName() for menu in window.menuBar().actions() for action in menu.menu().actions()}
    for command in COMMANDS:
        action = window.findChild(QAction, command.name)
        assert command.name in shown
        assert action is not None
        assert action.receivers("2triggered(bool)") > 0


def test_no_two_commands_share_a_key(qapp: QApplication) -> None:
    keys = [key for keys, _ in shortcut_list() for key in keys.split(", ")]
    assert len(keys) == len(set(keys))


def test_a_key_with_two_meanings_is_listed_where_each_holds(qapp: QApplication) -> None:
    parts = {"": tuple(shortcut_list()), **help.SECTIONS}
    places: dict[str, list[str]] = {}
    for heading, rows in parts.items():
        for key in (key for keys, _ in rows for key in keys.split(", ")):
            places.setdefault(key.replace("−", "-"), []).append(heading)
    assert all(len(found) == len(set(found)) for found in places.values())
    assert places["Ctrl++"] == ["", "While the network’s picture has the focus"]
    html = help.shortcuts_html()
    assert all(html.count(heading) == 1 for heading in help.SECTIONS)


def test_projector_mode_enlarges_and_goes_back(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "COMFORTABLE_WIDTH", 100)  # the screen of a test is a small one
    before = window.themes.metrics.scale
    window.actions_["projector"].trigger()
    assert window.isFullScreen()
    assert window.themes.metrics.scale > before
    window.actions_["projector"].trigger()
    assert not window.isFullScreen()
    assert window.themes.metrics.scale == before


@pytest.mark.parametrize(
    ("button", "closes"),
    [(QMessageBox.StandardButton.Discard, True), (QMessageBox.StandardButton.Cancel, False)],
)
def test_closing_with_edits_asks_first(
    window: MainWindow, qtbot: QtBot, button: QMessageBox.StandardButton, closes: bool
) -> None:
    window.store.set("seed", 5)
    assert not window.close()
    box = window.findChild(QMessageBox)
    assert box is not None
    box.button(button).click()
    assert window.isVisible() is not closes


def test_a_long_training_is_worth_asking(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    finish(window, qtbot)
    assert not window.documents.modified
    with monkeypatch.context() as patch:
        patch.setattr(type(window.runner), "elapsed", property(lambda self: 3600.0))
        assert window.documents.modified
