"""A small plane of the training examples with a cross: the point that the network is asked about, to be dragged.

While the pointer is on the plane the network is asked about its place, and the cross, which waits for it, is pale.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen

from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.ranges import Range
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.sheet import Sheet

STEP = 0.02
"""Share of the plane that an arrow key moves the point."""

MOST = 300
"""Examples that are shown at most."""

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class PointPad(Sheet):
    """`moved(x, y)`: the viewer puts the point there; `hovered(x, y)`: the pointer is there, until `abandoned()`."""

    moved = Signal(float, float)
    hovered = Signal(float, float)
    abandoned = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.point: tuple[float, float] = (0.0, 0.0)
        self._bounds: Sequence[Range] = ((0.0, 1.0), (0.0, 1.0))
        self._places: NDArray[np.float64] = np.empty((0, 2))
        self._colours: Sequence[str] = ()
        self._edged = self._elsewhere = False
        self._spans: Sequence[str] = ()
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Plane with the point to ask about"))
        self.pressed.connect(self._move)
        self.dragged.connect(self._move)
        self.pointed.connect(self._hover)
        self.left.connect(self._abandon)

    def prepare(
        self,
        bounds: Sequence[Range],
        places: NDArray[np.float64],
        colours: Sequence[str],
        *,
        names: Sequence[str],
        edged: bool,
    ) -> None:
        """Another plane of two features with examples (examples, 2) in their colours; edged where some may be pale."""
        spans = zip(names, bounds, strict=True)
        self._spans = [f"{name} {_short(low)} … {_short(high)}" for name, (low, high) in spans]
        self._bounds, self._places, self._colours, self._edged = bounds, places, colours, edged
        self.update()

    def show_point(self, point: tuple[float, float]) -> None:
        """Put the cross there."""
        if point != self.point:
            self.point = point
            self.update()

    def plane(self) -> QRectF:
        """Where the plane lies."""
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1 - len(self.caption()) * self._line())
        (left, right), (low, high) = self._bounds
        scale = min(room.width() / max(right - left, 1e-12), room.height() / max(high - low, 1e-12))
        wide, tall = max(scale * (right - left), 1.0), max(scale * (high - low), 1.0)
        return QRectF(room.center().x() - wide / 2, room.center().y() - tall / 2, wide, tall)

    def paint(self, painter: QPainter) -> None:
        plane, theme, px = self.plane(), self.look.theme, self.look.metrics.px
        self._paint_caption(painter, plane)
        painter.fillRect(plane, QColor(theme.surface_alt))
        painter.setPen(QPen(QColor(theme.text_muted), 1) if self._edged else QPen(Qt.PenStyle.NoPen))
        size = px(3 if self._edged else 2.2)
        for place, colour in zip(self._places.tolist(), self._colours, strict=True):
            painter.setBrush(QColor(colour))
            painter.drawEllipse(self._on_screen(*place), size, size)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(theme.border))
        painter.drawRect(plane)
        painter.setClipRect(plane)
        middle = self._on_screen(*self.point)
        cross = theme.border if self._elsewhere else theme.text
        for colour, width in ((theme.surface, px(4)), (cross, px(1.5))):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(QLineF(middle.x() - px(9), middle.y(), middle.x() + px(9), middle.y()))
            painter.drawLine(QLineF(middle.x(), middle.y() - px(9), middle.x(), middle.y() + px(9)))
        painter.setClipping(False)

    def caption(self) -> Sequence[str]:
        """What lies across and up, and from where to where: a line, or two where there is little room."""
        whole = " · ".join(self._spans)
        return [whole] if QFontMetrics(self.look.small).horizontalAdvance(whole) <= self.width() else self._spans

    def _line(self) -> int:
        return QFontMetrics(self.look.small).height()

    def _paint_caption(self, painter: QPainter, plane: QRectF) -> None:
        metrics = QFontMetrics(self.look.small)
        painter.setFont(self.look.small)
        painter.setPen(QColor(self.look.theme.text_muted))
        for index, line in enumerate(self.caption()):
            place = QRectF(0, plane.bottom() + 1 + index * self._line(), self.width(), self._line())
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def focus_place(self) -> QRectF:
        return self.plane()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        x, y = (
            value + step * STEP * (high - low)
            for value, step, (low, high) in zip(self.point, way, self._bounds, strict=True)
        )
        self.moved.emit(x, y)

    def _on_screen(self, x: float, y: float) -> QPointF:
        plane, ((left, right), (low, high)) = self.plane(), self._bounds
        across, up = (x - left) / max(right - left, 1e-12), (y - low) / max(high - low, 1e-12)
        return QPointF(plane.left() + across * plane.width(), plane.bottom() - up * plane.height())

    def _on_plane(self, place: QPointF) -> tuple[float, float]:
        """What lies at a place, or at the edge nearest to it."""
        plane, ((left, right), (low, high)) = self.plane(), self._bounds
        across = min(max((place.x() - plane.left()) / plane.width(), 0.0), 1.0)
        up = min(max((plane.bottom() - place.y()) / plane.height(), 0.0), 1.0)
        return left + across * (right - left), low + up * (high - low)

    def _move(self, place: QPointF) -> None:
        self._ask_elsewhere(False)
        self.moved.emit(*self._on_plane(place))

    def _hover(self, place: QPointF) -> None:
        if self.plane().contains(place):
            self._ask_elsewhere(True)
            self.hovered.emit(*self._on_plane(place))
        else:
            self._abandon()

    def _abandon(self) -> None:
        self._ask_elsewhere(False)
        self.abandoned.emit()

    def _ask_elsewhere(self, elsewhere: bool) -> None:
        if elsewhere != self._elsewhere:
            self._elsewhere = elsewhere
            self.update()


def _short(value: float) -> str:
    """A number with two digits that count."""
    return number(float(f"{value:.2g}"))
