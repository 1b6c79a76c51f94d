"""A field for one number, into which anything may be typed: what is not allowed is said, never silently changed.

A value counts when Enter is pressed or the focus leaves; the arrow keys, the wheel and the buttons count at once.
"""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from ffnn_gui.schema import Knob
from ffnn_gui.ui.forms.limits import hopeless, objection, read
from ffnn_gui.ui.forms.numbers import number_text
from ffnn_gui.ui.forms.stops import Stops, stepped

IN_NUMBERS = "0123456789.,+-eE"
WIDEST_NUMBER = "0.00025"
GROUPED = 1_000_000
"""From so many of anything on, thousands are set apart."""

NEITHER = QAbstractSpinBox.StepEnabledFlag.StepNone
UP = QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
DOWN = QAbstractSpinBox.StepEnabledFlag.StepDownEnabled


class NumberField(QAbstractSpinBox):
    """Signals: committed(value), a new allowed value; objected(sentence), why the text is refused ("": no longer)."""

    committed = Signal(object)
    objected = Signal(str)

    def __init__(self, knob: Knob, stops: Stops = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knob = knob
        self._stops = stops
        self._value: float = knob.default
        self._shown = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.lineEdit().textEdited.connect(self._consider)
        self.editingFinished.connect(self._commit)
        self._show()

    def show_value(self, value: float) -> None:
        """Show a value without a signal; what is being typed stays when the value is still the same."""
        if value != self._value or not self.hasFocus():
            self._value = value
            self._show()

    def stepBy(self, steps: int) -> None:
        typed = read(self._knob, self.text())
        self._accept(stepped(self._knob, self._stops, self._value if typed is None else typed, steps))
        self.selectAll()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        low, high = self._knob.low, self._knob.high
        up = UP if high is None or self._value < high else NEITHER
        return up | DOWN if low is None or self._value > low else up

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        buttons = 0.8 if self.buttonSymbols() == QAbstractSpinBox.ButtonSymbols.NoButtons else 1.8
        width = metrics.horizontalAdvance(WIDEST_NUMBER) + round(buttons * metrics.height())
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.text() == self._shown:
            self._show()
        super().focusInEvent(event)
        if self.text() == self._shown:
            # Why the last text was refused has been read by now, and the allowed value is back.
            self.objected.emit("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._show()

    def event(self, event: QEvent) -> bool:
        """Leave keys that stand in no number, such as Space, to the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _foreign(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self._show()
            self.objected.emit("")
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the row shows the line edit's menu, with an entry of its own

    def _show(self) -> None:
        many = isinstance(self._value, int) and self._value >= GROUPED and bool(self._knob.unit)
        # Who edits it has plain digits, of which any may go.
        self._shown = f"{self._value:,}" if many and not self.hasFocus() else number_text(self._value)
        if self.text() != self._shown:
            self.lineEdit().setText(self._shown)

    def _consider(self, text: str) -> None:
        self.objected.emit(objection(self._knob, text) if hopeless(self._knob, text) else "")

    def _commit(self) -> None:
        if self.text() == self._shown:
            return
        value = read(self._knob, self.text())
        if value is None:
            self.objected.emit(objection(self._knob, self.text()))
        else:
            self._accept(value)

    def _accept(self, value: float) -> None:
        changed = value != self._value
        self._value = value
        self._show()
        self.objected.emit("")
        if changed:
            self.committed.emit(value)


def _foreign(event: QKeyEvent) -> bool:
    """Whether a key types something that no number has."""
    typed = event.text()
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return plain and typed.isprintable() and bool(typed) and typed not in IN_NUMBERS
