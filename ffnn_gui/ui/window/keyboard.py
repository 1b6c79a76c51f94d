"""Keys that run the experiment and keys that work a control: which of the two is meant.

Space and the arrows run and step from anywhere, so that a lecturer need not look where the focus is; but a control that
was reached by the keyboard keeps the keys that work it.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QComboBox, QWidget

PASSING = (Qt.WindowType.Popup, Qt.WindowType.Dialog)


class KeyboardFocus(QObject):
    """Knows whether the focus was moved by the keyboard, and gives a key back to the control that has it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.by_keyboard = False
        self._widget: QWidget | None = None
        QApplication.instance().focusChanged.connect(self._notice)  # type: ignore[union-attr]

    def gives_space(self) -> bool:
        """Work the focused button or combo box with the space bar, if it was reached by the keyboard."""
        widget = self._reached()
        if isinstance(widget, QAbstractButton):
            widget.click()
        elif isinstance(widget, QComboBox):
            widget.showPopup()
        else:
            return False
        return True

    def gives_right(self) -> bool:
        """Move the focused slider a step to the right, if it was reached by the keyboard."""
        widget = self._reached()
        if not isinstance(widget, QAbstractSlider):
            return False
        widget.triggerAction(QAbstractSlider.SliderAction.SliderSingleStepAdd)
        return True

    def gives_letter(self, key: Qt.Key) -> bool:
        """Let the focused combo box look for an entry with this letter, if it was reached by the keyboard."""
        widget = self._reached()
        if not isinstance(widget, QComboBox):
            return False
        letter = QKeySequence(key).toString().lower()
        # Not sent as an event, which would find the shortcut again.
        widget.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter))
        return True

    def _reached(self) -> QWidget | None:
        return QApplication.focusWidget() if self.by_keyboard else None

    def _notice(self, old: QWidget | None, new: QWidget | None) -> None:
        # A list or a dialogue that opens and closes, or another program's window, does not change how it was reached.
        if new is None or new is self._widget or new.window().windowType() in PASSING:
            return
        self._widget = new
        # Where the focus falls when what had it is gone, nobody has chosen.
        gone = old is not None and not (old.isVisibleTo(old.window()) and old.isEnabled())
        self.by_keyboard = not gone and QApplication.mouseButtons() == Qt.MouseButton.NoButton
