"""Signs that tell healthy from ill by their shape, with or without colour: a tick, a hollow and a full triangle."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ffnn_gui.ui.theme import Theme

Sign = Literal["right", "doubtful", "wrong"]


def paint_sign(painter: QPainter, box: QRectF, sign: Sign, theme: Theme) -> None:
    """Paint a sign into a square box."""
    colour = QColor({"right": theme.accent, "doubtful": theme.text_muted, "wrong": theme.wrong}[sign])
    width = max(box.height() / 8, 1.2)
    painter.save()
    painter.setBrush(colour if sign == "wrong" else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    if sign == "right":
        painter.drawPolyline(_placed(box, (0.1, 0.55), (0.4, 0.85), (0.95, 0.15)))
    else:
        painter.drawPolygon(_placed(box, (0.5, 0.05), (1.0, 0.95), (0.0, 0.95)))
        painter.setPen(QPen(QColor(theme.surface) if sign == "wrong" else colour, width))
        painter.drawLine(_placed(box, (0.5, 0.38))[0], _placed(box, (0.5, 0.64))[0])
        painter.drawPoint(_placed(box, (0.5, 0.8))[0])
    painter.restore()


def _placed(box: QRectF, *points: tuple[float, float]) -> list[QPointF]:
    return [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in points]
