"""Which controls keep the keys that work them: those that somebody has reached by the keyboard, and no others."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.window.keyboard import KeyboardFocus

Buttons = tuple[KeyboardFocus, QPushButton, QPushButton]


@pytest.fixture
def buttons(qtbot: QtBot) -> Iterator[Buttons]:
    """The first of two buttons in a window was reached by the keyboard."""
    window = QWidget()
    qtbot.addWidget(window)
    first, second = QPushButton("first"), QPushButton("second")
    rows = QVBoxLayout(window)
    for button in (first, second):
        rows.addWidget(button)
    window.show()
    window.activateWindow()
    # Another test may have left a button of the mouse pressed, which the application remembers.
    qtbot.mouseRelease(window, Qt.MouseButton.LeftButton)
    focus = KeyboardFocus(window)
    second.setFocus(Qt.FocusReason.MouseFocusReason)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(first.hasFocus)
    yield focus, first, second
    window.close()


def test_what_was_reached_by_the_keyboard_has_its_keys(buttons: Buttons, qtbot: QtBot) -> None:
    focus, first, _ = buttons
    with qtbot.waitSignal(first.clicked):
        assert focus.gives_space()


@pytest.mark.parametrize("go", [QPushButton.hide, lambda button: button.setEnabled(False)], ids=["hidden", "disabled"])
def test_where_the_focus_falls_it_was_not_reached(
    buttons: Buttons, qtbot: QtBot, go: Callable[[QPushButton], None]
) -> None:
    focus, first, second = buttons
    go(first)
    qtbot.waitUntil(second.hasFocus)
    with qtbot.assertNotEmitted(second.clicked):
        assert not focus.gives_space()
