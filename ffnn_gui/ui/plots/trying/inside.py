"""What the network is given, and how strongly each unit of each hidden layer responds to it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.sheet import Sheet
from ffnn_gui.ui.theme import DIVERGING

ROW, MOST_ROWS = 17, 6
"""Pixels of a layer's strip, and strips shown at most: of deeper networks the first and the last."""


class Inside(Sheet):
    """The image as the network gets it at the left, then a strip a layer: orange is negative, blue positive."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.picture: QImage | None = None
        self.hidden: Sequence[NDArray[Any]] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_inside(self, picture: QImage | None, hidden: Sequence[NDArray[Any]]) -> None:
        """The input as a picture, where it is one, and the layers' activations (units,)."""
        if len(hidden) != len(self.hidden) or (picture is None) != (self.picture is None):
            self.picture, self.hidden = picture, hidden
            self.updateGeometry()
        self.picture, self.hidden = picture, hidden
        self.update()

    def high(self) -> int:
        """The height that all strips take."""
        strips = min(len(self.hidden), MOST_ROWS)
        least = 46 if self.picture is not None else ROW
        return self.look.metrics.px(max(strips * ROW, least)) if strips or self.picture is not None else 0

    def rows(self) -> list[int]:
        """The layers that have a strip."""
        count = len(self.hidden)
        if count <= MOST_ROWS:
            return list(range(count))
        return [*range(MOST_ROWS // 2), *range(count - MOST_ROWS // 2, count)]

    def strip(self, row: int) -> QRectF:
        """Where the cells of a strip lie."""
        px = self.look.metrics.px
        left = (self.height() + px(8) if self.picture is not None else 0) + self._label()
        high = min(self.height() / max(len(self.rows()), 1), px(24))
        return QRectF(left, row * high + px(1.5), max(self.width() - left - px(2), 1), max(high - px(3), 1))

    def tip(self, place: QPointF) -> str:
        """The unit at a place and its activation."""
        for row, layer in enumerate(self.rows()):
            box, values = self.strip(row), self.hidden[layer]
            if box.contains(place) and len(values):
                unit = min(int((place.x() - box.left()) / box.width() * len(values)), len(values) - 1)
                return f"h{layer + 1}, unit {unit + 1} of {len(values)}: {number(float(values[unit]))}"
        if self.picture is not None and place.x() < self.height():
            return self.tr("What the network is given")
        return ""

    def paint(self, painter: QPainter) -> None:
        theme = self.look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.picture is not None:
            edge = self.height() - 2
            size = self.picture.size().scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatio)
            box = QRectF(1, 1, size.width(), size.height())
            painter.drawImage(box, self.picture)
            painter.setPen(QColor(theme.border))
            painter.drawRect(box)
        for row, layer in enumerate(self.rows()):
            self._paint_strip(painter, self.strip(row), f"h{layer + 1}", self.hidden[layer])

    def _paint_strip(self, painter: QPainter, box: QRectF, name: str, values: NDArray[Any]) -> None:
        theme = self.look.theme
        painter.setPen(QColor(theme.text_muted))
        label = QRectF(box.left() - self._label(), box.top(), self._label(), box.height())
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        finite = np.nan_to_num(values.astype(float), posinf=0.0, neginf=0.0)
        largest = float(np.abs(finite).max(initial=0)) or 1.0
        pixels = DIVERGING[((finite / largest + 1) * 127.5).astype(np.intp)]
        image = QImage(pixels.tobytes(), len(values), 1, 4 * len(values), QImage.Format.Format_RGBX8888)
        painter.drawImage(box, image)
        if box.width() / max(len(values), 1) >= 4:
            painter.setPen(QColor(theme.surface))
            for unit in range(1, len(values)):
                across = box.left() + unit * box.width() / len(values)
                painter.drawLine(QPointF(across, box.top()), QPointF(across, box.bottom()))
        painter.setPen(QColor(theme.border))
        painter.drawRect(box)

    def _label(self) -> float:
        return QFontMetrics(self.look.small).horizontalAdvance("h10 ")
