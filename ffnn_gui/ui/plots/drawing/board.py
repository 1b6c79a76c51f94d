"""The drawing board: canvas and tools, and the stroke that is being drawn.

It knows points only as numbers; whoever puts it up decides what becomes of a finished stroke.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ffnn_gui.ui.plots.drawing.canvas import DrawingCanvas
from ffnn_gui.ui.plots.drawing.points import class_stamps, shades_of, value_stamps
from ffnn_gui.ui.plots.drawing.sight import USUAL, Sight, holds, joined, sight_of
from ffnn_gui.ui.plots.drawing.strokes import STROKES, TICK, Stroke, ToolName
from ffnn_gui.ui.plots.drawing.tools import Tools
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.ranges import suit_one_scale

Rows = NDArray[np.float64]

KEYS: dict[int, ToolName] = {
    Qt.Key.Key_B: "brush",
    Qt.Key.Key_S: "spray",
    Qt.Key.Key_E: "eraser",
    Qt.Key.Key_N: "jitter",
}
SIZES = {Qt.Key.Key_BracketLeft: -4, Qt.Key.Key_BracketRight: 4}
FIRST_DIGIT = Qt.Key.Key_1


class Board(QWidget):
    """Signals: drawn(rows, text): a stroke is finished and made these points; cancelled(): Escape was pressed;
    said(str): why a stroke could not do all that was asked; sight_changed(): another part of the plane is seen.

    Attributes: rows (points, 3), as they were given; rng: where the spray and the noise brush have their chances from
    """

    drawn = Signal(object, str)
    cancelled = Signal()
    said = Signal(str)
    sight_changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.rows: Rows = np.empty((0, 3))
        self.rng = np.random.default_rng()
        self.locked = False
        self._look, self._classes = look, 2
        self._stroke: Stroke | None = None
        self.canvas, self.tools = DrawingCanvas(look), Tools(look)
        self.canvas.set_titles("x₁", "x₂")
        self._hint = QLabel()
        self._hint.setProperty("role", "small")
        self._hint.setWordWrap(True)
        self._hint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.tools, self._hint):
            column.addWidget(widget)
        column.addWidget(self.canvas, 1)
        self._timer = QTimer(self, interval=round(TICK * 1000))
        self._timer.timeout.connect(self._go_on)
        self.canvas.pressed.connect(self._begin)
        self.canvas.dragged.connect(self._move)
        self.canvas.released.connect(self._finish)
        self.canvas.view.sigRangeChanged.connect(lambda *_: self.sight_changed.emit())
        self.tools.changed.connect(self._take_tool)
        self._take_tool()
        self._look_at(USUAL)

    @property
    def seen(self) -> Sight:
        """The part of the plane that is seen."""
        (left, right), (low, high) = self.canvas.view.viewRange()
        return (left, right), (low, high)

    def show_rows(self, rows: Rows, classes: int, *, anew: bool = False) -> None:
        """Show points (points, 3) with so many classes, 0 for values; a stroke in between is given up.

        `anew`: they are other data, to be seen as a whole.
        """
        self._give_up()
        self.rows, self._classes = rows, classes
        self.tools.show_task(classes)
        if anew:
            self._look_at(sight_of(rows[:, :2]))
            self.canvas.fit()
        elif not holds(self.seen, rows[:, :2]):
            self._look_at(joined(self._sight, sight_of(rows[:, :2])))
        self._dress()
        self._show(rows)

    def lock(self, locked: bool) -> None:
        """Whether points are only to be looked at."""
        self.locked = locked
        self.tools.setVisible(not locked)
        self.canvas.points.setOpacity(0.6 if locked else 1)
        self._take_tool()

    def hint(self, text: str) -> None:
        """Say something over the canvas; nothing with an empty text."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def restyle(self, look: Look) -> None:
        """Follow theme and scale."""
        self._look = look
        self.canvas.restyle(look)
        self.tools.restyle(look)
        self._take_tool()
        self._dress()

    # Keys that work wherever the focus is on the board

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or self.locked or not self._press_key(key):
            super().keyPressEvent(event)

    def _press_key(self, key: int) -> bool:
        if key in KEYS:
            self.tools.choose(KEYS[key])
        elif key in SIZES:
            self.tools.resize_tool(SIZES[Qt.Key(key)])
        elif 0 <= key - FIRST_DIGIT < 6:
            self.tools.choose_label(key - FIRST_DIGIT)
        elif key == Qt.Key.Key_Escape:
            self._cancel()
        else:
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._give_up()
        self._show(self.rows)

    # The stroke

    def _begin(self, x1: float, x2: float) -> None:
        if self.locked:
            return
        tool = replace(self.tools.tool, radius=self._radius)
        self._stroke = STROKES[tool.name](self.rows, tool, self.canvas.unit, self.rng)
        self._stroke.begin(x1, x2)
        self._timer.start()
        self._show(self._stroke.rows)

    def _move(self, x1: float, x2: float) -> None:
        if self._stroke is not None:
            self._stroke.move(x1, x2)
            self._show(self._stroke.rows)

    def _go_on(self) -> None:
        if self._stroke is not None and self._stroke.lingers:
            self._stroke.tick()
            self._show(self._stroke.rows)

    def _finish(self) -> None:
        stroke = self._stroke
        if stroke is None:
            return
        self._give_up()
        if stroke.count:
            self.drawn.emit(stroke.rows, stroke.text)
        # What became of the stroke has been shown by now; if nothing did, it is taken back.
        self._show(self.rows)
        if stroke.problem:
            self.hint(stroke.problem)
            self.said.emit(stroke.problem)

    def _cancel(self) -> None:
        self._give_up()
        self._show(self.rows)
        self.cancelled.emit()

    def _give_up(self) -> None:
        self._stroke = None
        self._timer.stop()

    # What is seen

    @property
    def _radius(self) -> float:
        """Pixels that the tool in hand reaches."""
        return self.tools.tool.radius * self._look.metrics.scale

    def _take_tool(self) -> None:
        reaches = self.tools.tool.name != "brush" and not self.locked
        self.canvas.show_reach(self._radius if reaches else None)

    def _show(self, rows: Rows) -> None:
        kinds = rows[:, 2].astype(np.intp) if self._classes else shades_of(rows[:, 2])
        self.canvas.points.show_points(rows[:, :2], kinds)

    def _dress(self) -> None:
        self.canvas.points.show_stamps(class_stamps(self._look) if self._classes else value_stamps(self._look))

    def _look_at(self, sight: Sight) -> None:
        self._sight = sight
        self.canvas.set_square(suit_one_scale(*sight))
        self.canvas.set_ranges(*sight)
