"""Running in the window: keys and buttons, steps, resets, speed, and what a run says while and after it goes."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QToolButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.ui.forms import NumberField
from ffnn_gui.ui.forms.quiet import QuietCombo
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.panels.speeds import SPEEDS
from ffnn_gui.worker import RunState
from tests.ui.window.conftest import GONE, finish


def texts(window: MainWindow) -> list[str]:
    return [label.text() for label in window.run_bar.findChildren(QLabel)]


def details(window: MainWindow) -> str:
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
        qtbot.waitUntil(lambda: f"Updates {step} " in details(window), timeout=GONE)  # noqa: B023


def test_ctrl_right_trains_one_epoch(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.runner.epoch == 1, timeout=GONE)
    assert len(window.runner.history) == 1


def test_r_goes_back_to_the_same_start_weights(window: MainWindow, qtbot: QtBot) -> None:
    start = window.runner.capture()
    finish(window, qtbot)
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
    finish(window, qtbot)
    window.activateWindow()
    combo = window.findChild(QuietCombo)
    assert combo is not None
    combo.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(combo.hasFocus, timeout=GONE)
    qtbot.keyClick(combo, Qt.Key.Key_R)
    qtbot.wait(50)
    assert window.runner.updates > 0


def test_a_waiting_change_outlives_a_refused_number(window: MainWindow, qtbot: QtBot) -> None:
    finish(window, qtbot)
    window.store.set("network.hidden.0.units", 3)
    window.run_bar.stop_at.objected.emit("Stop at epoch must be at least 1.")
    window.run_bar.stop_at.objected.emit("")
    assert "Units" in window.notice.text


def test_the_window_trains_bit_equally_to_the_engine(window: MainWindow, qtbot: QtBot) -> None:
    finish(window, qtbot)
    state = window.runner.capture()
    trainer = Trainer(window.store.config)
    losses = [report.train.loss for report in trainer.run()]
    assert state is not None
    np.testing.assert_array_equal(state.arrays[0], trainer.network.theta)
    np.testing.assert_array_equal(window.runner.history.column("train_loss"), losses)


def test_the_numbers_of_the_run_are_shown(window: MainWindow, qtbot: QtBot) -> None:
    finish(window, qtbot)
    qtbot.waitUntil(lambda: "40" in texts(window), timeout=GONE)
    assert f"{window.runner.history.last('train_loss'):.4f}" in texts(window)


def test_the_end_of_the_run_is_told(window: MainWindow, qtbot: QtBot) -> None:
    finish(window, qtbot)
    assert "40" in window.notice.text


def test_what_covers_the_plots_at_the_end_goes_and_can_be_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    finish(window, qtbot)
    told = window.notice.text
    window.notice._life.timeout.emit()
    assert window.notice.isHidden()
    window.actions_["run"].trigger()
    assert window.notice.text == told


def test_the_end_is_told_no_more_when_it_has_been_put_off(window: MainWindow, qtbot: QtBot) -> None:
    window.store.set("epochs", 60)
    window.store.undo_stack.undo()
    finish(window, qtbot)
    window.store.set("learning_rate.base", 0.2)
    assert window.notice.topic == "stopped"
    window.store.undo_stack.undo()
    window.store.set("epochs", 60)
    assert window.notice.topic == ""


def test_as_many_epochs_again_are_one_click_away(window: MainWindow, qtbot: QtBot) -> None:
    finish(window, qtbot)
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
    finish(window, qtbot)
    window.store.set("network.hidden.0.units", 3)
    assert "Units" in window.notice.text
    button = next(b for b in window.notice.findChildren(QPushButton) if "apply" in b.text())
    with qtbot.waitSignal(window.runner.prepared, timeout=GONE):
        button.click()
    assert window.runner.run_config.network.hidden[0].units == 3
    assert window.notice.text == ""


def test_the_reset_stays_marked_while_something_waits_for_it(window: MainWindow, qtbot: QtBot) -> None:
    finish(window, qtbot)
    action = window.actions_["reset"]
    button = window.run_bar.widgetForAction(action)
    assert button.property("role") is None
    window.store.set("network.hidden.0.units", 3)
    window.notice.take_back("pending")
    assert action.text() == "&Reset to apply"
    assert action.iconText() == "Reset to apply"
    assert "Units" in action.toolTip()
    assert "(R)" in action.toolTip()
    assert button.property("role") == "waiting"
    with qtbot.waitSignal(window.runner.prepared, timeout=GONE):
        action.trigger()
    assert action.text() == "&Reset"
    assert action.iconText() == "Reset"
    assert "Units" not in action.toolTip()
    assert button.property("role") is None


def test_undo_takes_a_waiting_change_back(window: MainWindow, qtbot: QtBot) -> None:
    finish(window, qtbot)
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


def test_the_run_bar_calls_the_last_epoch_as_the_notice_does(window: MainWindow, qtbot: QtBot) -> None:
    finish(window, qtbot)
    (label,) = (label.text() for label in window.run_bar.stop_at.findChildren(QLabel))
    assert f"raise “{label}”" in window.notice.text


def test_stop_at_in_the_run_bar_is_the_store_s(window: MainWindow) -> None:
    window.run_bar.stop_at.wanted.emit(123)
    assert window.store.config.epochs == 123
    window.run_bar.stop_at.objected.emit("Stop at epoch must be at least 1.")
    assert "at least 1" in window.notice.text
