"""The tools for drawing, in a row: what to do, with which class or value, how far it reaches, how fast it sprays."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from ffnn_gui.data.sets.drawn import MOST_CLASSES
from ffnn_gui.ui.forms.quiet import QuietSlider
from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.drawing.points import Stamp, class_stamps, paint_stamp
from ffnn_gui.ui.plots.drawing.strokes import Tool, ToolName
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.theme import icon

TOOLS: dict[ToolName, tuple[str, str]] = {
    "brush": ("Brush", "Click or drag to draw points (B)"),
    "spray": ("Spray", "Hold to spray a cloud of points (S)"),
    "eraser": ("Eraser", "Drag to take points away (E)"),
    "jitter": ("Noise brush", "Hold to shake the points within the circle (N)"),
}
STEPS = 20
"""Steps of the value's slider on either side of 0."""

RADII, RATES = (4, 120), (10, 300)
RATE_STEP = 10
WIDE = 560
"""Pixels, at scale 1, from which on the sliders have captions."""


class Tools(QWidget):
    """Signals: changed(): another tool is in hand, or it is set otherwise; emptied(): an empty canvas is wanted;
    class_wanted(): one class more is wanted.
    """

    changed = Signal()
    emptied = Signal()
    class_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.tool = Tool()
        self.classes = 0
        self._look = look
        self._below = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self._buttons = QButtonGroup(self)
        self._labels = QButtonGroup(self)
        self.tools = {name: self._tool_button(name) for name in TOOLS}
        self.labels = [self._label_button(index) for index in range(MOST_CLASSES)]
        self.more = self._button(icon("add"), "Add a class", self.class_wanted.emit)
        self.value, self._value_text = self._slider(2 * STEPS + 1, "Value to draw", STEPS), QLabel()
        self._radius_caption = QLabel(self.tr("Radius"))
        self.radius = self._slider(RADII[1] - RADII[0] + 1, "Radius of the tool", round(self.tool.radius) - RADII[0])
        self._rate_caption = QLabel(self.tr("Rate"))
        self.rate = self._slider((RATES[1] - RATES[0]) // RATE_STEP + 1, "Rate of the spray", 5)
        self.empty = self._button(icon("clear"), "Empty canvas", self.emptied.emit)
        self._fill()
        self.restyle(look)
        self.show_task(2)
        self.choose("brush")

    # What is chosen

    def choose(self, name: ToolName) -> None:
        """Take a tool."""
        self.tools[name].setChecked(True)
        self._set(name=name)

    def choose_label(self, index: int) -> None:
        """Draw the class of this index; of values the smallest to the largest in five steps."""
        if not self.classes:
            self.value.setValue(round(min(index, 4) / 2 * STEPS))
        elif index < self.classes:
            self.labels[index].setChecked(True)
            self._set(label=float(index))

    def show_task(self, classes: int) -> None:
        """Offer so many classes, or values where there are none; what was chosen stays where it can."""
        before, self.classes = self.classes, classes
        for index, button in enumerate(self.labels):
            button.setVisible(index < classes)
        self.more.setVisible(0 < classes < MOST_CLASSES)
        for widget in (self.value, self._value_text):
            widget.setVisible(not classes)
        if not classes:
            self._take_value(self.value.value())
        elif before != classes:
            kept = int(self.tool.label) if before and self.tool.label < classes else 0
            self.choose_label(classes - 1 if 0 < before == classes - 1 else kept)

    def resize_tool(self, by: int) -> None:
        """Make the tool's radius so many pixels larger."""
        self.radius.setValue(self.radius.value() + by)

    def restyle(self, look: Look) -> None:
        """Follow theme and scale."""
        self._look = look
        size = QSize(look.metrics.px(16), look.metrics.px(16))
        stamps = class_stamps(look)
        for index, button in enumerate(self.labels):
            button.setIcon(_swatch(stamps[index], size.width(), self.devicePixelRatioF()))
        for button in self.findChildren(QToolButton):
            button.setIconSize(size)
        for slider in (self.value, self.radius, self.rate):
            slider.setMinimumWidth(look.metrics.px(36))
            slider.setMaximumWidth(look.metrics.px(120))
        for label in self.findChildren(QLabel):
            label.setFont(look.small)
        self._value_text.setFixedWidth(self._value_text.fontMetrics().horizontalAdvance("−0.00") + 2)
        self._grid.setHorizontalSpacing(look.metrics.gap)
        for half in self._halves:
            half.row.setSpacing(look.metrics.px(2))
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider half, as high as there are rows."""
        hints = [half.minimumSizeHint() for half in self._halves]
        heights = [hint.height() for hint in hints]
        return QSize(max(hint.width() for hint in hints), sum(heights) if self._below else max(heights))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    # Building

    def _fill(self) -> None:
        left = (*self.tools.values(), *self.labels, self.more, self.value, self._value_text)
        right = (self._radius_caption, self.radius, self._rate_caption, self.rate, self.empty)
        self._halves = _Half(left), _Half(right)
        self._halves[0].row.insertSpacing(len(TOOLS), 8)
        self._halves[1].row.insertStretch(len(right) - 1, 1)
        for slider in (self.radius, self.rate):
            self._halves[1].row.setStretchFactor(slider, 100)
        for column, half in enumerate(self._halves):
            self._grid.addWidget(half, 0, column)
        self._grid.setColumnStretch(1, 1)
        self.radius.valueChanged.connect(lambda stop: self._set(radius=float(RADII[0] + stop)))
        self.rate.valueChanged.connect(lambda stop: self._set(rate=float(RATES[0] + RATE_STEP * stop)))
        self.value.valueChanged.connect(self._take_value)

    def _button(self, picture: QIcon, tip: str, slot: object) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(picture)
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(slot)
        return button

    def _tool_button(self, name: ToolName) -> QToolButton:
        title, tip = TOOLS[name]
        button = self._button(icon(name), tip, partial(self._set, name=name))
        button.setAccessibleName(title)
        button.setCheckable(True)
        self._buttons.addButton(button)
        return button

    def _label_button(self, index: int) -> QToolButton:
        tip = self.tr("Draw class %1 (key %1)").replace("%1", str(index + 1))
        button = self._button(QIcon(), tip, partial(self._set, label=float(index)))
        button.setCheckable(True)
        self._labels.addButton(button)
        return button

    def _slider(self, stops: int, name: str, start: int) -> QuietSlider:
        slider = QuietSlider(stops, self)
        slider.setValue(start)
        slider.setAccessibleName(name)
        slider.setToolTip(name)
        slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return slider

    # Changes

    def _take_value(self, stop: int) -> None:
        value = (stop - STEPS) / STEPS
        self._value_text.setText(number(value))
        self._set(label=value)

    def _set(self, *_: object, **changes: object) -> None:
        self.tool = replace(self.tool, **changes)  # type: ignore[arg-type]  # the callers name its fields
        self._arrange()
        self.radius.setToolTip(self.tr("Radius: %1 pixels ([ and ])").replace("%1", f"{self.tool.radius:.0f}"))
        self.rate.setToolTip(self.tr("Rate: %1 points a second").replace("%1", f"{self.tool.rate:.0f}"))
        self.changed.emit()

    def _arrange(self) -> None:
        """The halves beside each other where there is room; captions where there is more; what is no use is off."""
        sprays, wide = self.tool.name == "spray", self.width() >= self._look.metrics.px(WIDE)
        self.radius.setEnabled(self.tool.name != "brush")
        self.rate.setVisible(sprays)
        self._radius_caption.setVisible(wide)
        self._rate_caption.setVisible(wide and sprays)
        needed = sum(half.minimumSizeHint().width() for half in self._halves) + self._grid.horizontalSpacing()
        if (needed > self.width()) != self._below:
            self._below = not self._below
            self._grid.removeWidget(self._halves[1])
            self._grid.addWidget(self._halves[1], *((1, 0, 1, 2) if self._below else (0, 1)))
            self.updateGeometry()


class _Half(QWidget):
    """Widgets beside each other."""

    def __init__(self, widgets: Iterable[QWidget]) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.row.addWidget(widget)


def _swatch(stamp: Stamp, size: int, ratio: float) -> QIcon:
    """A point as an icon."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with painting(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(size / 2, size / 2)
        paint_stamp(painter, Stamp(stamp.symbol, stamp.colour, stamp.edge, size * 0.8))
    return QIcon(pixmap)
