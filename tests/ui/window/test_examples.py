"""The menu of examples: what it lists, that opening one leaves its file alone, tells of it and turns to its page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.session.examples import Example, examples
from ffnn_gui.ui.forms.number_field import NumberField
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.panels.augmentation_card import AugmentationCard
from ffnn_gui.ui.panels.speeds import FULL_SPEED, SPEEDS
from ffnn_gui.worker import RunState

ALL = examples()


def menu_of(window: MainWindow) -> QMenu:
    """The submenu of the File menu, open."""
    file = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "&File")
    menu = next(entry.menu() for entry in file.actions() if entry.menu() and "example" in entry.text())
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return menu


def open_example(window: MainWindow, example: Example, qtbot: QtBot) -> None:
    entry = next(entry for entry in menu_of(window).actions() if entry.text() == example.title)
    with qtbot.waitSignal(window.runner.prepared):
        entry.trigger()
    qtbot.waitUntil(lambda: window.runner.state is RunState.READY)


def test_every_example_is_listed_once(window: MainWindow) -> None:
    for _ in range(2):
        assert [entry.text() for entry in menu_of(window).actions()] == [example.title for example in ALL]


@pytest.mark.parametrize("example", ALL, ids=lambda example: example.path.stem)
def test_an_example_opens_without_a_name_and_tells_what_it_shows(
    example: Example, window: MainWindow, qtbot: QtBot
) -> None:
    before = example.path.read_bytes()
    open_example(window, example, qtbot)
    assert window.store.config == example.session.config
    assert window.documents.path is None
    assert not window.documents.modified
    assert window.guide.text == f"{example.title}. {example.text}"
    assert not example.page or example.page in window.plot_area.visible_plots()
    assert example.path.read_bytes() == before


def test_another_session_takes_back_what_was_told(window: MainWindow, qtbot: QtBot) -> None:
    open_example(window, ALL[0], qtbot)
    with qtbot.waitSignal(window.runner.prepared):
        assert window.documents.new()
    assert window.guide.text == ""


def test_who_keeps_what_is_open_sees_nothing_of_the_example(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.documents, "may_leave", lambda: False)
    before = window.store.config
    menu_of(window).actions()[0].trigger()
    assert window.store.config == before
    assert window.guide.text == ""


@pytest.mark.parametrize("example", ALL, ids=lambda example: example.path.stem)
def test_an_example_brings_its_speed_and_takes_it_along(example: Example, window: MainWindow, qtbot: QtBot) -> None:
    window.run_bar.set_speed(7)
    open_example(window, example, qtbot)
    assert SPEEDS[window.run_bar.speed].updates_per_second == example.speed
    with qtbot.waitSignal(window.runner.prepared):
        assert window.documents.new()
    assert window.run_bar.speed == 7


def test_a_speed_that_was_chosen_since_stays(window: MainWindow, qtbot: QtBot) -> None:
    open_example(window, ALL[0], qtbot)
    window.run_bar.set_speed(6)
    with qtbot.waitSignal(window.runner.prepared):
        assert window.documents.new()
    assert window.run_bar.speed == 6


def test_from_one_example_to_the_next_the_first_speed_is_remembered(window: MainWindow, qtbot: QtBot) -> None:
    window.run_bar.set_speed(7)
    for example in ALL:
        open_example(window, example, qtbot)
    with qtbot.waitSignal(window.runner.prepared):
        assert window.documents.new()
    assert window.run_bar.speed == 7


def test_other_data_take_the_example_back_until_they_are_undone(window: MainWindow, qtbot: QtBot) -> None:
    example = next(example for example in ALL if example.session.config.data.kind != "moons")
    open_example(window, example, qtbot)
    window.store.set("seed", 5)
    told = window.guide.text
    assert told.startswith(example.title)
    window.store.set("data", "moons")
    assert window.guide.text == ""
    assert window.run_bar.speed == FULL_SPEED
    window.store.undo_stack.undo()
    assert window.guide.text == told
    assert SPEEDS[window.run_bar.speed].updates_per_second == example.speed


def test_a_speed_chosen_for_an_example_stays_when_other_data_are_undone(window: MainWindow, qtbot: QtBot) -> None:
    open_example(window, ALL[0], qtbot)
    told = window.guide.text
    window.run_bar.set_speed(FULL_SPEED)
    window.store.set("data", "moons")
    window.store.undo_stack.undo()
    assert window.guide.text == told
    assert window.run_bar.speed == FULL_SPEED


def test_closed_words_are_to_be_had_from_the_view_menu(window: MainWindow, qtbot: QtBot) -> None:
    view = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "&View")
    words = next(entry for entry in view.actions() if "example" in entry.text())
    assert not words.isEnabled()
    open_example(window, ALL[0], qtbot)
    told = window.guide.text
    assert words.isEnabled()
    assert words.isChecked()
    window.guide.findChild(QToolButton).click()
    assert not words.isChecked()
    words.trigger()
    assert window.guide.text == told
    words.trigger()
    assert window.guide.text == ""
    window.store.set("data", "moons")
    assert not words.isEnabled()


def test_space_runs_an_example_opened_from_a_field_that_it_has_not(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.runner.prepared):
        window.store.set("data", "digits")
    card = window.findChild(AugmentationCard)
    card.fold()
    field = card.findChildren(NumberField)[0]
    window.activateWindow()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(field.hasFocus)
    # The focus falls on a button: which one is left to the desktop, and here it is one that Space would work.
    QWidget.setTabOrder(field, window.run_bar.findChildren(QToolButton)[-1])
    window.store.undo_stack.setClean()
    other = next(example for example in ALL if example.session.config.data.kind == "circle")
    open_example(window, other, qtbot)
    assert isinstance(window.focusWidget(), QToolButton)
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Space)
    assert window.guide.text.startswith(other.title)
    qtbot.waitUntil(lambda: window.runner.state is RunState.RUNNING)


def test_what_is_closed_stays_closed(window: MainWindow, qtbot: QtBot) -> None:
    open_example(window, ALL[0], qtbot)
    window.guide.findChild(QToolButton).click()
    assert window.guide.text == ""
    window.store.set("data", "moons")
    window.store.undo_stack.undo()
    assert window.guide.text == ""
    open_example(window, ALL[0], qtbot)
    assert window.guide.text != ""


def test_notices_leave_the_words_of_an_example_alone(window: MainWindow, qtbot: QtBot) -> None:
    open_example(window, ALL[0], qtbot)
    window.run_bar.set_speed(FULL_SPEED)
    window.store.set("epochs", 3)
    window.runner.start()
    qtbot.waitUntil(lambda: window.notice.topic == "stopped")
    assert window.guide.text.startswith(ALL[0].title)
    assert window.guide.isVisible()
    assert not window.guide.geometry().intersects(window.notice.geometry())
