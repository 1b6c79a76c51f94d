"""The plane to draw in: turns mouse and keys into presses, drags and releases at places of the plane.

A circle shows how far the tool reaches; with the keyboard, a cross-hair stands for the pointer.
"""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGraphicsEllipseItem

from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.drawing.points import Points
from ffnn_gui.ui.plots.look import Look

WALK = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Up: (0, 1),
}
PRESS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STRIDE, SMALL_STRIDE = 12, 2
"""Pixels that an arrow key moves the cross-hair, and with the shift key."""

BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class DrawingCanvas(Chart):
    """Signals: pressed(x1, x2), dragged(x1, x2), released(): what the mouse, or Return at the cross-hair, does."""

    pressed = Signal(float, float)
    dragged = Signal(float, float)
    released = Signal()

    def __init__(self, look: Look) -> None:
        self._reach: float | None = None
        self._circle = QGraphicsEllipseItem()
        self._cross = pg.ScatterPlotItem(pxMode=True, symbol="+", size=22, brush=None)
        super().__init__(look, square=True)
        self.points: Points = self.add(Points())
        for item in (self._circle, self._cross):
            item.setZValue(100)
            item.hide()
            self.add(item)
        self._pressing = self._reached = False
        self._cursor: tuple[float, float] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Plane to draw in"))
        self.setAccessibleDescription(
            self.tr("The arrow keys move the cross-hair, Return uses the tool there, 1 to 6 choose what to draw.")
        )
        self.left.connect(self._circle.hide)

    @property
    def unit(self) -> NDArray[np.float64]:
        """How much of x₁ and of x₂ a pixel is (2,)."""
        return np.array(self.view.viewPixelSize())

    def show_reach(self, radius: float | None) -> None:
        """Show a circle of so many pixels around the pointer; None for a tool that reaches nowhere else."""
        self._reach = radius
        self._circle.setVisible(self._circle.isVisible() and radius is not None)
        self._place_circle(self._circle.rect().center())
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self._circle.setPen(look.pen(look.theme.text, 1))
        self._cross.setPen(look.pen(look.theme.accent, 2))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or place is None:
            super().mousePressEvent(event)
            return
        self._pressing = True
        self.pressed.emit(*place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # It would stand beside the pointer, also where the focus has come from a button that was switched off.
        self._cross.hide()
        if not self._pressing:
            super().mouseMoveEvent(event)
        elif (place := self._place(event.position())) is not None:
            self.dragged.emit(*place)
        self._tell_place(event.position())
        self._point_at(self._place(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressing and event.button() is Qt.MouseButton.LeftButton:
            self._pressing = False
            self.released.emit()
        else:
            super().mouseReleaseEvent(event)

    # Keyboard

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys when the canvas was reached by the keyboard; elsewhere they step the training."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and override and self._reached and event.key() in WALK:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in WALK:
            small = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._walk(*WALK[Qt.Key(event.key())], SMALL_STRIDE if small else STRIDE)
        elif event.key() in PRESS:
            self._walk(0, 0, 0)
            assert self._cursor is not None
            self.pressed.emit(*self._cursor)
            self.released.emit()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._reached = event.reason() in BY_KEYBOARD
        if self._reached:
            self._walk(0, 0, 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._cross.hide()
        self._circle.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_circle(self._circle.rect().center())

    # Where the tool is

    def _place(self, position: QPointF) -> tuple[float, float] | None:
        """The place of the plane under a position; None outside of it."""
        scene = self.mapToScene(position.toPoint())
        if not self.view.sceneBoundingRect().contains(scene):
            return None
        place = self.view.mapSceneToView(scene)
        return place.x(), place.y()

    def _walk(self, right: int, up: int, stride: int) -> None:
        """Move the cross-hair, which is in the middle at first, and stay within what is seen."""
        seen = self.view.viewRange()
        start = self._cursor or (sum(seen[0]) / 2, sum(seen[1]) / 2)
        steps = self.unit * stride * (right, up)
        new = np.clip(np.array(start) + steps, [low for low, _ in seen], [high for _, high in seen])
        self._cursor = float(new[0]), float(new[1])
        self._cross.setData([self._cursor[0]], [self._cursor[1]])
        self._cross.show()
        self.hovered.emit(*self._cursor)
        self._point_at(self._cursor)

    def _point_at(self, place: tuple[float, float] | None) -> None:
        self._circle.setVisible(place is not None and self._reach is not None)
        if place is not None:
            self._place_circle(QPointF(*place))

    def _place_circle(self, middle: QPointF) -> None:
        if self._reach is not None:
            width, height = (2 * self._reach * self.unit).tolist()
            self._circle.setRect(middle.x() - width / 2, middle.y() - height / 2, width, height)
