"""One line of a form: the label, the editor, a sentence when a value was refused, and the parts below.

Label and editor stand side by side in columns; where there is no room for both the editor moves under the label.
"""

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from ffnn_gui.ui.forms.editor import Editor
from ffnn_gui.ui.forms.label import RowLabel
from ffnn_gui.ui.forms.tooltips import in_words, knob_tooltip

LABEL_COLUMN = 6.0  # in line heights, like all lengths here: they grow with the font
NARROWEST_BESIDE = 13.5
INDENT = 0.75
FRAME = 2  # pixels around the editor, for the frame of a refused value


class Row(QWidget):
    """Signal: reset_wanted, the person asks for the default value. `value` is the config's, as last shown."""

    reset_wanted = Signal()

    def __init__(self, editor: Editor, value: Any, depth: int) -> None:
        super().__init__()
        self.editor = editor
        self.value = value
        self.knob = editor.knob
        self._depth = depth
        self._message: QLabel | None = None
        self._label = None if editor.heading else RowLabel(_label_text(editor), self)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._column = QVBoxLayout()
        self._lay_out()
        self._describe()
        editor.show_value(value)

    def show_value(self, value: Any) -> None:
        """Show a config's value without a signal; a message about another value goes."""
        if value != self.value:
            self.value = value
            self.show_problem("")
        self.editor.show_value(value)

    def show_problem(self, sentence: str) -> None:
        """Say under the editor why a value was refused, and frame it; an empty sentence takes that back."""
        if self._message is None:
            if not sentence:
                return
            self._message = QLabel()
            self._message.setProperty("role", "problem")
            self._message.setWordWrap(True)
            self._column.addWidget(self._message)
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))
        self.editor.widget.setAccessibleDescription(sentence or self.knob.help)
        self.update()

    @property
    def problem(self) -> str:
        """The sentence shown, empty when there is none."""
        return self._message.text() if self._message else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addActions(self.actions())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.problem:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self.palette().color(QPalette.ColorRole.BrightText)), 1.5))
            painter.drawRoundedRect(self.editor.widget.geometry().adjusted(-1, -1, 1, 1), 3, 3)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(FRAME, FRAME, FRAME, FRAME)
        if self._label:
            self._line.addWidget(self._label)
        self._column.addWidget(self.editor.widget)
        self._line.addLayout(self._column, 1)
        whole.addLayout(self._line)
        if self.editor.below:
            whole.addWidget(self.editor.below)
            self.editor.below.setVisible(not self.editor.below.empty)

    def _describe(self) -> None:
        tooltip = knob_tooltip(self.knob)
        for widget in (self._label, *self.editor.stops, self.editor.widget):
            if widget and not widget.toolTip():
                widget.setToolTip(tooltip)
        for stop in self.editor.stops:
            stop.setAccessibleName(self.knob.label)
            stop.setAccessibleDescription(self.knob.help)
        if self._label:
            self._label.setBuddy(self.editor.stops[0])
            self._label.double_clicked.connect(self.reset_wanted)
            self._add_reset()

    def _add_reset(self) -> None:
        default = in_words(self.knob, self.knob.default)
        reset = QAction(f"Reset to default ({default})", self)
        reset.triggered.connect(self.reset_wanted)
        for widget in (self, *self.editor.stops):
            widget.addAction(reset)

    def _arrange(self) -> None:
        if self._label is None:
            return
        line = self.fontMetrics().height()
        beside = self.width() >= line * (NARROWEST_BESIDE - INDENT * self._depth)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != direction:
            self._line.setDirection(direction)
        self._label.fit(round(line * (LABEL_COLUMN - INDENT * self._depth)) if beside else self.width() - 2 * FRAME)


def _label_text(editor: Editor) -> str:
    unit = editor.knob.unit
    return f"{editor.knob.label} ({unit})" if unit else editor.knob.label
