"""Paints the signs on tiles: dead a cross, saturated a flat-ended curve, the same a letter, dropped a slash.

They differ in shape; their colours are those of texts.
"""

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.network.geometry import Column
from ffnn_gui.ui.plots.network.marks import NO_GROUP, Marks, letter

BADGE_LEAST, BADGE_MOST = 9.0, 17.0
ROOMY = 24.0
"""Tiles at least this large have signs with more detail."""

S_CURVE = ((0.14, 0.78), (0.38, 0.78), (0.62, 0.22), (0.86, 0.22))


class Signs:
    """The signs in one look."""

    def __init__(self, look: Look) -> None:
        self._scale = look.metrics.scale
        self._ink, self._paper = QColor(look.theme.text), QColor(look.theme.surface)
        self._veil = QColor(self._paper)
        self._veil.setAlphaF(0.55)
        self._font = look.metrics.font("small")
        self._font.setBold(True)

    def paint(self, painter: QPainter, column: Column, marks: Marks) -> None:
        """Paint the marks of a layer over its tiles."""
        rects = column.rects
        self._strike(painter, [rects[unit] for unit in marks.dropped[: column.shown].nonzero()[0]], self._slashes)
        self._strike(painter, [rects[unit] for unit in marks.dead[: column.shown].nonzero()[0]], self._crosses)
        badge = min(max(column.tile * 0.42, BADGE_LEAST * self._scale), BADGE_MOST * self._scale)
        for unit in marks.saturated[: column.shown].nonzero()[0]:
            corner = rects[unit].bottomRight() - QPointF(badge * 0.72, badge * 0.72)
            self.saturated(painter, QRectF(corner.x(), corner.y(), badge, badge))
        for unit in (marks.group[: column.shown] != NO_GROUP).nonzero()[0]:
            corner = rects[unit].topRight() + QPointF(-badge * 0.72, -badge * 0.28)
            self.same(painter, QRectF(corner.x(), corner.y(), badge, badge), letter(int(marks.group[unit])))

    def dead(self, painter: QPainter, rect: QRectF) -> None:
        """A cross from corner to corner over a faded tile."""
        self._strike(painter, [rect], self._crosses)

    def dropped(self, painter: QPainter, rect: QRectF) -> None:
        """One slash and, where there is room, a dashed edge over a faded tile."""
        self._strike(painter, [rect], self._slashes)

    def saturated(self, painter: QPainter, rect: QRectF) -> None:
        """A badge with a curve that is flat at both ends."""
        self._badge(painter, rect)
        painter.setPen(_round(self._paper, max(rect.width() * 0.12, 1.2)))
        places = [QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height()) for x, y in S_CURVE]
        painter.drawPolyline(QPolygonF(places))

    def same(self, painter: QPainter, rect: QRectF, name: str) -> None:
        """A badge with the letter of the group."""
        self._badge(painter, rect)
        self._font.setPixelSize(max(round(rect.height() * 0.82), 6))
        painter.setFont(self._font)
        painter.setPen(self._paper)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name)

    def _strike(self, painter: QPainter, rects: list[QRectF], lines: Callable[[QRectF], list[QLineF]]) -> None:
        """Fade tiles and lay lines over all of them in one go, on a paper edge where they are large enough for it."""
        if not rects:
            return
        for rect in rects:
            painter.fillRect(rect, self._veil)
        struck = [line for rect in rects for line in lines(rect)]
        width = max(rects[0].width() * 0.07, 1.0)
        if rects[0].width() >= ROOMY * self._scale:
            painter.setPen(_round(self._paper, width + 2))
            painter.drawLines(struck)
        painter.setPen(_round(self._ink, width))
        painter.drawLines(struck)

    def _crosses(self, rect: QRectF) -> list[QLineF]:
        left, top, wide, high = rect.left(), rect.top(), rect.width(), rect.height()
        near, far = 0.16 * wide, 0.84 * wide
        return [
            QLineF(left + near, top + near, left + far, top + high - near),
            QLineF(left + far, top + near, left + near, top + high - near),
        ]

    def _slashes(self, rect: QRectF) -> list[QLineF]:
        slash = QLineF(rect.bottomLeft(), rect.topRight())
        if rect.width() < ROOMY * self._scale:
            return [slash]
        sides = (
            QLineF(rect.topLeft(), rect.topRight()),
            QLineF(rect.topRight(), rect.bottomRight()),
            QLineF(rect.bottomRight(), rect.bottomLeft()),
            QLineF(rect.bottomLeft(), rect.topLeft()),
        )
        return [
            slash,
            *(QLineF(side.pointAt(at), side.pointAt(at + 0.2)) for side in sides for at in (0.08, 0.4, 0.72)),
        ]

    def _badge(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(self._paper, 1.0))
        painter.setBrush(self._ink)
        painter.drawRoundedRect(rect, rect.width() * 0.22, rect.width() * 0.22)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _round(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen
