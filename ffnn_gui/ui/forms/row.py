"""One line of a form: the label, the editor, a sentence when a value was refused, and the parts below.

Label and editor stand side by side in columns; where there is no room for both the editor moves under the label.
"""

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QMenu, QWidget

from ffnn_gui.schema import Knob
from ffnn_gui.ui.forms.editor import Owner
from ffnn_gui.ui.forms.editors import editor_for
from ffnn_gui.ui.forms.label import RowLabel
from ffnn_gui.ui.forms.tooltips import in_words, knob_tooltip
from ffnn_gui.ui.painting import painting

LABEL_COLUMN = 7.0  # in line heights, like all lengths here: they grow with the font
NARROWEST_BESIDE = 13.5
INDENT = 0.6
FRAME = 2  # pixels around the editor, for the frame of a refused value


class Row(QWidget):
    """Signal: reset_wanted, the person asks for the default value. `value` is the config's, as last shown."""

    reset_wanted = Signal()

    def __init__(self, knob: Knob, path: str, value: Any, owner: Owner, depth: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.knob = knob
        self.value = value
        self._depth = depth
        self._live = owner.live
        self._beside: bool | None = None
        self._left_out = False
        self._grid = QGridLayout(self)
        self._message: QLabel | None = None
        self.editor = editor_for(knob, path, owner, self, value)
        self._label = None if self.editor.heading else RowLabel(_label_text(knob), self)
        self._lay_out()
        self._describe()
        self.editor.show_value(value)

    def show_value(self, value: Any) -> None:
        """Show a config's value without a signal; a message about another value goes."""
        if value != self.value:
            self.value = value
            self.show_problem("")
        self.editor.show_value(value)

    def leave_out(self, wanted: bool) -> None:
        """Hide the row, or show it again; costs nothing when it is so already."""
        if wanted != self._left_out:
            self._left_out = wanted
            self.setHidden(wanted)

    def show_problem(self, sentence: str) -> None:
        """Say under the editor why a value was refused, and frame it; an empty sentence takes that back."""
        if sentence == self.problem:
            return
        if self._message is None:
            self._message = QLabel(self)
            self._message.setProperty("role", "problem")
            self._message.setWordWrap(True)
            self._grid.addWidget(self._message, 2, int(bool(self._beside)), 1, 1 if self._beside else 2)
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))
        self.editor.widget.setAccessibleDescription(sentence or self.knob.help)
        self.update()

    @property
    def problem(self) -> str:
        """The sentence shown, empty when there is none."""
        return self._message.text() if self._message else ""

    def minimumSizeHint(self) -> QSize:
        below = self.editor.below
        width = max(self.editor.widget.minimumSizeHint().width(), below.minimumSizeHint().width() if below else 0)
        return QSize(width + 2 * FRAME, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._label and self._label.underMouse():
            self.reset_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._label is None:
            event.ignore()
            return
        under = self.childAt(event.pos())
        menu = under.createStandardContextMenu() if isinstance(under, QLineEdit) else QMenu(self)
        menu.addSeparator()
        menu.addAction(f"Reset to default ({in_words(self.knob, self.knob.default)})", self.reset_wanted.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.problem:
            with painting(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.BrightText), 1.5))
                painter.drawRoundedRect(self.editor.widget.geometry().adjusted(-1, -1, 1, 1), 3, 3)

    def _lay_out(self) -> None:
        above = self.fontMetrics().height() // 2 if self.editor.heading else FRAME
        self._grid.setContentsMargins(FRAME, above, 0, FRAME)
        self._grid.setHorizontalSpacing(0)
        # Room for the frame on the right, which a nested form spans, so that its rows end where the outer ones do.
        self._grid.setColumnMinimumWidth(2, FRAME)
        self._grid.setVerticalSpacing(FRAME)
        self._grid.setColumnStretch(1, 1)
        if self._label is None:
            self._grid.addWidget(self.editor.widget, 0, 0, 1, 2)
        else:
            self._arrange()
        if self.editor.below:
            self._grid.addWidget(self.editor.below, 3, 0, 1, 3)

    def _describe(self) -> None:
        self.setToolTip(knob_tooltip(self.knob, self._live))
        for stop in self.editor.stops:
            stop.setAccessibleName(self.knob.label)
            stop.setAccessibleDescription(self.knob.help)
        if self._label:
            self._label.setBuddy(self.editor.stops[0])

    def _arrange(self) -> None:
        """Decide between side by side and one above the other."""
        if self._label is None:
            return
        line = self.fontMetrics().height()
        # A row that has no width yet is taken for wide enough, as most are: turning it later costs a second layout.
        unknown = self._beside is None
        beside = self.editor.small or unknown or self.width() >= line * (NARROWEST_BESIDE - INDENT * self._depth)
        self._label.fit(round(line * (LABEL_COLUMN - INDENT * self._depth)) if beside else None)
        if beside != self._beside:
            self._beside = beside
            self._place(self._label, 0, 0, 1 if beside else 2)
            self._place(self.editor.widget, 0 if beside else 1, int(beside), 1 if beside else 2)
            if self._message:
                self._place(self._message, 2, int(beside), 1 if beside else 2)

    def _place(self, widget: QWidget, row: int, column: int, columns: int) -> None:
        self._grid.removeWidget(widget)
        self._grid.addWidget(widget, row, column, 1, columns)


def _label_text(knob: Knob) -> str:
    return f"{knob.label} ({knob.unit})" if knob.unit else knob.label
