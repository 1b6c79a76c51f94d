"""The card beside what is pointed at: a unit's response large and its measures, or a weight with its gradient."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.insight.response import LayerResponse
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.network.anatomy import Anatomy
from ffnn_gui.ui.plots.network.details import Detail, UnitDetail, WeightDetail
from ffnn_gui.ui.plots.network.tiles import Tiles
from ffnn_gui.ui.plots.readings import number

PICTURE, PADDING, AWAY = 132, 10, 12
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight

Row = tuple[str, str]


class Card:
    """What is told about one place. Attribute: title."""

    def __init__(self, place: Unit | Weight, detail: Detail | None, anatomy: Anatomy, look: Look) -> None:
        self._look = look
        self._small = look.metrics.font("small")
        self._bold = QFont(look.metrics.font("body"))
        self._bold.setBold(True)
        self._line = QFontMetricsF(self._small).height() * 1.15
        self._classes = anatomy.outputs
        self._response: LayerResponse | None = None
        self.notes: list[str] = []
        self.rows: list[Row] = []
        if isinstance(place, Unit):
            self.title = anatomy.unit_name(place)
        else:
            self.title = anatomy.weight_name(place)
        if isinstance(detail, UnitDetail):
            self._tell_unit(detail)
        elif isinstance(detail, WeightDetail):
            self._tell_weight(detail)

    def paint(self, painter: QPainter, beside: QRectF, bounds: QRectF) -> None:
        """Paint it beside a rectangle, inside bounds."""
        px, theme = self._look.metrics.px, self._look.theme
        rect = self._placed(beside, bounds)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.surface_alt))
        painter.drawRoundedRect(rect, px(6), px(6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = rect.adjusted(px(PADDING), px(PADDING) * 0.7, -px(PADDING), -px(PADDING) * 0.7)
        self._text(painter, inner, self.title, self._bold, theme.text)
        y = inner.top() + self._head
        if self._response is not None:
            self._paint_response(painter, QRectF(inner.left(), y, px(PICTURE), px(PICTURE)))
            y += px(PICTURE) + px(5)
        for name, value in self.rows:
            line = QRectF(inner.left(), y, inner.width(), self._line)
            self._text(painter, line, name, self._small, theme.text_muted)
            self._text(painter, line, value, self._small, theme.text, RIGHT)
            y += self._line
        for note in self.notes:
            self._text(painter, QRectF(inner.left(), y, inner.width(), self._line), note, self._small, theme.text_muted)
            y += self._line

    @property
    def _head(self) -> float:
        return QFontMetricsF(self._bold).height() + self._look.metrics.px(3)

    def _tell_unit(self, detail: UnitDetail) -> None:
        self._response = detail.response
        self.rows = [
            ("bias b", number(detail.bias)),
            ("z, mean", number(detail.pre_mean)),
            ("z, spread", number(detail.pre_spread)),
        ]
        if not math.isnan(detail.saturated):
            self.rows.append(("saturated", f"{100 * detail.saturated:.0f} %"))
        if detail.dead:
            self.notes.append("dead: no gradient")
        if detail.twins:
            self.notes.append(f"equal to {detail.twins:,} other" + ("s" if detail.twins > 1 else ""))

    def _tell_weight(self, detail: WeightDetail) -> None:
        self.rows = [("value", number(detail.value)), ("gradient", number(detail.gradient))]
        self.notes = ["click to change it"]

    def _placed(self, beside: QRectF, bounds: QRectF) -> QRectF:
        """To the right of the place if there is room, else to the left, moved inside the bounds."""
        px = self._look.metrics.px
        width, height = self._size()
        x = beside.right() + px(AWAY)
        if x + width > bounds.right():
            x = beside.left() - px(AWAY) - width
        x = min(max(x, bounds.left() + 2), bounds.right() - width - 2)
        y = min(max(beside.center().y() - height / 2, bounds.top() + 2), bounds.bottom() - height - 2)
        return QRectF(x, y, width, height)

    def _size(self) -> tuple[float, float]:
        px, measure = self._look.metrics.px, QFontMetricsF(self._small)
        texts = [QFontMetricsF(self._bold).horizontalAdvance(self.title)]
        texts += [measure.horizontalAdvance(name + value) + px(18) for name, value in self.rows]
        texts += [measure.horizontalAdvance(note) for note in self.notes]
        height = self._head + self._line * (len(self.rows) + len(self.notes)) + px(PADDING) * 1.4
        if self._response is not None:
            texts.append(px(PICTURE))
            height += px(PICTURE) + px(5)
        return max(texts) + 2 * px(PADDING), height

    def _paint_response(self, painter: QPainter, rect: QRectF) -> None:
        assert self._response is not None
        if self._response.kind == "classes":
            self._paint_bars(painter, rect, self._response.values[0].tolist())
        else:
            Tiles(self._response).paint_one(painter, 0, rect)
        painter.setPen(QPen(QColor(self._look.theme.border), 1))
        painter.drawRect(rect)

    def _paint_bars(self, painter: QPainter, rect: QRectF, values: Sequence[float]) -> None:
        """Mean activation by class, from a line of 0."""
        theme, names = self._look.theme, self._look.metrics.px(14)
        area = rect.adjusted(0, 4, 0, -names)
        top, bottom = max(*values, 0.0, 1e-9), min(*values, 0.0)
        zero = area.top() + area.height() * top / (top - bottom)
        wide = area.width() / len(values)
        for index, value in enumerate(values):
            x, high = area.left() + index * wide, area.height() * value / (top - bottom)
            bar = QRectF(x + wide * 0.15, zero - max(high, 0), wide * 0.7, abs(high))
            painter.fillRect(bar, QColor(theme.positive if value > 0 else theme.negative))
            name = QRectF(x, area.bottom(), wide, names)
            label = self._classes[index] if len(self._classes) == len(values) else str(index)
            self._text(painter, name, label, self._small, theme.text_muted, Qt.AlignmentFlag.AlignHCenter)
        painter.setPen(QPen(QColor(theme.text_muted), 1))
        painter.drawLine(QPointF(area.left(), zero), QPointF(area.right(), zero))

    def _text(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        font: QFont,
        colour: str,
        side: Qt.AlignmentFlag = LEFT,
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip, text)
