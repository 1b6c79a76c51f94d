"""A row of buttons that are on or off, in as many lines as the panel's width asks for.

It serves choices of one out of a few as well as several at once; what is on is shown as it is told, never by itself.
"""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ffnn_gui.ui.painting import painting

GAP = 4
ROUND = 4.0
TINT = 0.2
Role = QPalette.ColorRole


class ToggleButton(QAbstractButton):
    """One button, drawn flat: tinted with the accent when it is on."""

    def __init__(self, text: str, tooltip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(tooltip)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._hint: QSize | None = None

    def sizeHint(self) -> QSize:
        # Kept, since laying a panel out asks a hundred times.
        if self._hint is None:
            metrics = self.fontMetrics()
            width = metrics.horizontalAdvance(self.text()) + metrics.height() * 3 // 4
            self._hint = QSize(width, round(metrics.height() * 1.7))
        return self._hint

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hint = None

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._outline(palette))
            painter.setBrush(self._fill(palette))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), ROUND, ROUND)
            painter.setPen(palette.color(Role.ButtonText))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _outline(self, palette: QPalette) -> QPen:
        on = self.isChecked() or self.hasFocus()
        return QPen(palette.color(Role.Highlight if on else Role.Mid), 2.0 if self.hasFocus() else 1.0)

    def _fill(self, palette: QPalette) -> QColor:
        colour = palette.color(Role.Highlight if self.isChecked() else Role.ButtonText)
        colour.setAlphaF(TINT if self.isChecked() else 0.08 if self.underMouse() or self.isDown() else 0.0)
        return colour


class Toggles(QWidget):
    """Signal: chosen(index, on), a button was pressed; on: the state that the person wants."""

    chosen = Signal(int, bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what assistive technology says before a button's own."""
        super().__init__(parent)
        self._name = name
        self._states: tuple[bool, ...] = ()
        self.buttons: list[ToggleButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, text: str, tooltip: str, spoken: str = "") -> None:
        """Another button at the end; `spoken` is its name for assistive technology where the text is not enough."""
        button = ToggleButton(text, tooltip, self)
        button.setAccessibleName(f"{self._name}: {spoken or text}")
        button.clicked.connect(self._click)
        self.buttons.append(button)
        self.updateGeometry()

    def show_states(self, states: Sequence[bool]) -> None:
        """Show which buttons are on, without a signal."""
        self._states = tuple(states)
        for button, state in zip(self.buttons, self._states, strict=True):
            button.setChecked(state)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = -(-len(self.buttons) // self._columns(width))
        return lines * (self._button_size().height() + GAP) - GAP

    def sizeHint(self) -> QSize:
        return QSize(sum(b.sizeHint().width() + GAP for b in self.buttons) - GAP, self._button_size().height())

    def minimumSizeHint(self) -> QSize:
        return self._button_size()

    def resizeEvent(self, event: QResizeEvent) -> None:
        columns, height = self._columns(self.width()), self._button_size().height()
        for start in range(0, len(self.buttons), columns):
            line = self.buttons[start : start + columns]
            for button, (left, right) in zip(line, self._places(line, columns), strict=True):
                button.setGeometry(QRect(left, start // columns * (height + GAP), right - left, height))

    def _places(self, line: list[ToggleButton], columns: int) -> list[tuple[int, int]]:
        """Left and right of each button in a line: a single line gives each its share, several make columns."""
        alone = columns == len(self.buttons)
        widths = [button.sizeHint().width() if alone else 0 for button in line]
        spare = (self.width() - sum(widths) - GAP * (columns - 1)) / columns
        ends = [round(end) for end in accumulate(width + spare for width in widths)]
        starts = [0, *ends[:-1]]
        return [(start + k * GAP, end + k * GAP) for k, (start, end) in enumerate(zip(starts, ends, strict=True))]

    def _columns(self, width: int) -> int:
        """As many as fit beside each other, in lines as even as can be: three and two, not four and one."""
        count = max(1, len(self.buttons))
        if self.sizeHint().width() <= width:
            return count
        fitting = max(1, min(count, (width + GAP) // (self._button_size().width() + GAP)))
        return -(-count // -(-count // fitting))

    def _button_size(self) -> QSize:
        size = QSize(0, 0)
        for button in self.buttons:
            size = size.expandedTo(button.sizeHint())
        return size

    def _click(self) -> None:
        button = self.sender()
        if isinstance(button, ToggleButton):
            wanted = button.isChecked()
            self.show_states(self._states)
            self.chosen.emit(self.buttons.index(button), wanted)
