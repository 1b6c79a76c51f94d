"""The window as a person uses it: keys, run bar, notices, files, undo, closing while it trains."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton, QToolButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from ffnn_gui.app import create_app, create_window
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.ui.forms import NumberField
from ffnn_gui.ui.forms.quiet import QuietCombo
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.panels.speeds import SPEEDS
from ffnn_gui.ui.window import help, looks
from ffnn_gui.ui.window.actions import COMMANDS, shortcut_list
from ffnn_gui.worker import RunState

GONE = 5_000  # milliseconds after which a test that hangs is given up


def _finish(window: MainWindow, qtbot: QtBot) -> None:
    window.runner.start()
    qtbot.waitUntil(lambda: window.runner.state is RunState.FINISHED, timeout=GONE)


def _texts(window: MainWindow) -> list[str]:
    return [label.text() for label in window.run_bar.findChildren(QLabel)]


def _details(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.statusBar().findChildren(QLabel)) + " "


def test_space_trains_and_pauses(window: MainWindow, qtbot: QtBot) -> None:
    window.store.set("epochs", 1_000_000)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.runner.epoch > 3, timeout=GONE)
    assert window.actions_["run"].iconText() == "Pause"
    qtbot.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.runner.state is RunState.PAUSED, timeout=GONE)
    assert window.actions_["run"].iconText() == "Play"


def test_clicking_play_trains_whatever_has_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    combo = window.findChild(QuietCombo)
    assert combo is not None
    combo.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(combo.hasFocus, timeout=GONE)
    button = window.run_bar.widgetForAction(window.actions_["run"])
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.runner.updates > 0, timeout=GONE)


def test_space_runs_while_a_number_field_has_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    field = window.run_bar.findChild(NumberField)
    assert field is not None
    field.setFocus()
    qtbot.waitUntil(field.hasFocus, timeout=GONE)
    qtbot.keyClick(field, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.runner.updates > 0, timeout=GONE)
    assert " " not in field.text()


def test_right_trains_one_mini_batch(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.runner.updates == 1, timeout=GONE)


def test_each_step_within_an_epoch_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    for step in (1, 2):
        qtbot.keyClick(window, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda: f"Updates {step} " in _details(window), timeout=GONE)  # noqa: B023


def test_ctrl_right_trains_one_epoch(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.runner.epoch == 1, timeout=GONE)
    assert len(window.runner.history) == 1


def test_r_goes_back_to_the_same_start_weights(window: MainWindow, qtbot: QtBot) -> None:
    start = window.runner.capture()
    _finish(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.runner.state is RunState.READY, timeout=GONE)
    again = window.runner.capture()
    assert start is not None
    assert again is not None
    np.testing.assert_array_equal(again.arrays[0], start.arrays[0])


def test_a_new_seed_gives_other_start_weights(window: MainWindow, qtbot: QtBot) -> None:
    start, seed = window.runner.capture(), window.store.config.seed
    with qtbot.waitSignal(window.runner.prepared, timeout=GONE):
        window.actions_["new_seed"].trigger()
    again = window.runner.capture()
    assert window.store.config.seed != seed
    assert start is not None
    assert again is not None
    assert not np.array_equal(again.arrays[0], start.arrays[0])


def test_space_works_the_control_that_was_reached_by_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    button = window.run_bar.widgetForAction(window.actions_["step"])
    assert isinstance(button, QToolButton)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus, timeout=GONE)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.runner.updates == 1, timeout=GONE)
    assert window.runner.state is RunState.PAUSED


def test_space_runs_after_a_dialogue_over_a_control_that_was_clicked(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    combo = window.findChild(QuietCombo)
    assert combo is not None
    qtbot.mousePress(combo, Qt.MouseButton.LeftButton)
    combo.hidePopup()
    qtbot.mouseRelease(combo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(combo.hasFocus, timeout=GONE)
    dialog = QDialog(window)
    QVBoxLayout(dialog).addWidget(QPushButton("OK"))
    dialog.open()
    qtbot.waitUntil(lambda: not combo.hasFocus(), timeout=GONE)
    dialog.reject()
    window.activateWindow()
    qtbot.waitUntil(combo.hasFocus, timeout=GONE)
    qtbot.keyClick(combo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.runner.state is RunState.RUNNING, timeout=GONE)


def test_a_letter_goes_to_the_combo_box_that_was_reached_by_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    _finish(window, qtbot)
    window.activateWindow()
    combo = window.findChild(QuietCombo)
    assert combo is not None
    combo.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(combo.hasFocus, timeout=GONE)
    qtbot.keyClick(combo, Qt.Key.Key_R)
    qtbot.wait(50)
    assert window.runner.updates > 0


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


def test_a_waiting_change_outlives_a_refused_number(window: MainWindow, qtbot: QtBot) -> None:
    _finish(window, qtbot)
    window.store.set("network.hidden.0.units", 3)
    window.run_bar.stop_at.objected.emit("Stop at epoch must be at least 1.")
    window.run_bar.stop_at.objected.emit("")
    assert "Units" in window.notice.text


def test_the_window_trains_bit_equally_to_the_engine(window: MainWindow, qtbot: QtBot) -> None:
    _finish(window, qtbot)
    state = window.runner.capture()
    trainer = Trainer(window.store.config)
    losses = [report.train.loss for report in trainer.run()]
    assert state is not None
    np.testing.assert_array_equal(state.arrays[0], trainer.network.theta)
    np.testing.assert_array_equal(window.runner.history.column("train_loss"), losses)


def test_the_numbers_of_the_run_are_shown(window: MainWindow, qtbot: QtBot) -> None:
    _finish(window, qtbot)
    qtbot.waitUntil(lambda: "40" in _texts(window), timeout=GONE)
    assert f"{window.runner.history.last('train_loss'):.4f}" in _texts(window)


def test_the_end_of_the_run_is_told(window: MainWindow, qtbot: QtBot) -> None:
    _finish(window, qtbot)
    assert "40" in window.notice.text


def test_what_covers_the_plots_at_the_end_goes_and_can_be_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    _finish(window, qtbot)
    told = window.notice.text
    window.notice._life.timeout.emit()
    assert window.notice.isHidden()
    window.actions_["run"].trigger()
    assert window.notice.text == told


def test_the_end_is_told_no_more_when_it_has_been_put_off(window: MainWindow, qtbot: QtBot) -> None:
    window.store.set("epochs", 60)
    window.store.undo_stack.undo()
    _finish(window, qtbot)
    window.store.set("learning_rate.base", 0.2)
    assert window.notice.topic == "stopped"
    window.store.undo_stack.undo()
    window.store.set("epochs", 60)
    assert window.notice.topic == ""


def test_a_picture_that_cannot_be_read_is_told_until_another_can(window: MainWindow) -> None:
    window.plot_area.failed.emit("No picture.")
    window.plot_area.failed.emit("Not saved.")
    window.plot_area.mended.emit("No picture.")
    assert window.notice.text == "Not saved."
    window.notice.clear()
    assert window.notice.isHidden()


def test_as_many_epochs_again_are_one_click_away(window: MainWindow, qtbot: QtBot) -> None:
    _finish(window, qtbot)
    button = next(b for b in window.notice.findChildren(QPushButton) if b.text() == "As many again")
    button.click()
    qtbot.waitUntil(lambda: window.runner.epoch == 80, timeout=GONE)
    assert window.store.config.epochs == 80


def test_frames_are_drawn_while_it_trains(window: MainWindow, qtbot: QtBot) -> None:
    window.store.set("epochs", 1_000_000)
    window.runner.start()
    for _ in range(5):
        with qtbot.waitSignal(window.plot_area.frame_drawn, timeout=GONE):
            pass


@pytest.mark.parametrize("stop", range(len(SPEEDS)))
def test_each_speed_reaches_the_worker(window: MainWindow, qtbot: QtBot, stop: int) -> None:
    with qtbot.waitSignal(window.run_bar.speed_changed, raising=stop != len(SPEEDS) - 1, timeout=500) as signal:
        window.run_bar.set_speed(stop)
    if signal.args:
        assert signal.args == [SPEEDS[stop].updates_per_second]


def test_fields_that_wait_are_named_and_applied_with_one_click(window: MainWindow, qtbot: QtBot) -> None:
    _finish(window, qtbot)
    window.store.set("network.hidden.0.units", 3)
    assert "Units" in window.notice.text
    button = next(b for b in window.notice.findChildren(QPushButton) if "apply" in b.text())
    with qtbot.waitSignal(window.runner.prepared, timeout=GONE):
        button.click()
    assert window.runner.run_config.network.hidden[0].units == 3
    assert window.notice.text == ""


def test_undo_takes_a_waiting_change_back(window: MainWindow, qtbot: QtBot) -> None:
    _finish(window, qtbot)
    window.store.set("network.hidden.0.units", 3)
    window.store.undo_stack.undo()
    assert window.runner.pending == ()
    assert "Units" not in window.notice.text


def test_a_live_change_needs_no_reset(window: MainWindow, qtbot: QtBot) -> None:
    window.store.set("epochs", 1_000_000)
    window.runner.start()
    qtbot.waitUntil(lambda: window.runner.epoch > 2, timeout=GONE)
    window.store.set("learning_rate.base", 0.001)
    qtbot.waitUntil(lambda: window.runner.history.last("learning_rate") == 0.001, timeout=GONE)
    assert window.runner.pending == ()


def test_divergence_is_told_as_wrong(window: MainWindow, qtbot: QtBot) -> None:
    window.store.replace(
        ExperimentConfig.model_validate(
            {"data": {"kind": "plane"}, "network": {"hidden": [{"activation": "relu"}]}, "optimizer": "gd",
             "learning_rate": 100.0}
        ),
        "Diverge",
    )  # fmt: skip
    qtbot.waitUntil(lambda: window.runner.state is RunState.READY, timeout=GONE)
    window.runner.start()
    qtbot.waitUntil(lambda: "diverged" in window.notice.text, timeout=GONE)
    assert not window.notice._life.isActive(), "it stays"
    state = window.runner.capture()
    assert state is not None
    assert np.isfinite(state.arrays[0]).all()


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


def test_stop_at_in_the_run_bar_is_the_store_s(window: MainWindow) -> None:
    window.run_bar.stop_at.wanted.emit(123)
    assert window.store.config.epochs == 123
    window.run_bar.stop_at.objected.emit("Stop at epoch must be at least 1.")
    assert "at least 1" in window.notice.text


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
    _finish(window, qtbot)
    assert not window.documents.worth_asking
    with monkeypatch.context() as patch:
        patch.setattr(type(window.runner), "elapsed", property(lambda self: 3600.0))
        assert window.documents.worth_asking


def test_closing_while_it_trains_ends_cleanly(qtbot: QtBot) -> None:
    create_app()
    for _ in range(5):
        window = create_window()
        window.show()
        window.runner.start()
        qtbot.waitUntil(lambda: window.runner.updates > 0, timeout=GONE)  # noqa: B023
        assert window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
