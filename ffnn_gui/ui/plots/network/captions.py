"""Paints what stands still in the picture: captions, names, counts, the shapes behind wide layers, and the legend."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF

from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.network.anatomy import Anatomy, Title
from ffnn_gui.ui.plots.network.geometry import Column, Frame, Layout
from ffnn_gui.ui.plots.network.links import Links
from ffnn_gui.ui.plots.network.marks import SHORT, SIGNS
from ffnn_gui.ui.plots.network.names import fitting
from ffnn_gui.ui.plots.network.signs import Signs
from ffnn_gui.ui.theme import mixed

CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MOST_NAMES = 24
"""Inputs beside which their names are written."""

LEGEND_LINES = 2
LONGEST_NAME = 72.0
BESIDE = 7.0
"""Pixels between a tile and its name."""


class Captions:
    """The texts of one network in one look."""

    def __init__(self, anatomy: Anatomy, look: Look) -> None:
        self._anatomy, self._look = anatomy, look
        self._small = look.metrics.font("small")
        self._bold = QFont(self._small)
        self._bold.setBold(True)
        self._measure, self._wide = QFontMetricsF(self._small), QFontMetricsF(self._bold)
        self._line = self._measure.height()
        inputs = anatomy.inputs if not anatomy.whole_inputs and len(anatomy.inputs) <= MOST_NAMES else ()
        self._inputs, self._outputs = (fitting(names, self._fits, self._short) for names in (inputs, anatomy.outputs))
        self._lines = 3 if any(title.extra for title in anatomy.titles) else 2

    def frame(self, width: float, height: float) -> Frame:
        """The room that the texts leave for the picture."""
        px = self._look.metrics.px
        left, right = (
            max((self._measure.horizontalAdvance(name) for name in names), default=0) + px(BESIDE)
            for names in (self._inputs, self._outputs)
        )
        above = self._lines * self._line + px(12)
        below = px(26) + LEGEND_LINES * (self._line + px(3))
        return Frame(width, height, self._look.metrics.scale, left + px(10), right + px(10), above, below)

    def paint(self, painter: QPainter, layout: Layout) -> None:
        """Paint titles, names and counts."""
        for index, column in enumerate(layout.columns):
            self._paint_title(painter, layout, column, self._anatomy.titles[index])
            self._paint_count(painter, layout, index)
            self._paint_chip(painter, layout, column)
        self._paint_names(painter, layout.columns[0], self._inputs, left=True)
        self._paint_names(painter, layout.columns[-1], self._outputs, left=False)

    def paint_funnel(self, painter: QPainter, layout: Layout, layer: int) -> None:
        """A pale shape that leads from all units below a layer to all of its own."""
        below, here = layout.columns[layer].box, layout.columns[layer + 1].box
        corners = [below.topRight(), here.topLeft(), here.bottomLeft(), below.bottomRight()]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mixed(self._look.theme.surface, self._look.theme.border, 0.28)))
        painter.drawPolygon(QPolygonF(corners))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def paint_matrix_text(self, painter: QPainter, layout: Layout, layer: int, links: Links) -> None:
        """How many weights an image stands for."""
        box = layout.matrix_box(layer)
        left, right = layout.gap(layer)
        self._pen(painter, muted=True)
        lines = (f"{links.fan_in:,} × {links.fan_out:,}", "weights")
        for index, text in enumerate(lines):
            rect = QRectF(left, box.bottom() + self._look.metrics.px(2) + index * self._line, right - left, self._line)
            painter.drawText(rect, CENTRE, self._measure.elidedText(text, Qt.TextElideMode.ElideRight, right - left))

    def paint_legend(self, painter: QPainter, layout: Layout, present: set[str], note: str, signs: Signs) -> None:
        """The signs that are there, and what is left out, at the lower edge."""
        px, frame = self._look.metrics.px, layout.frame
        edge = self._line - px(3)
        top = frame.height - LEGEND_LINES * (self._line + px(3))
        entries = self.legend(present, frame.width)
        for name, text, x, line in entries:
            y = top + line * (self._line + px(3))
            self._paint_sign(painter, name, QRectF(x, y + px(1.5), edge, edge), signs)
            self._pen(painter, muted=True)
            painter.drawText(QPointF(x + edge + px(5), y + self._measure.ascent()), text)
        if note and all(line == 0 for *_, line in entries):
            self._pen(painter, muted=True)
            place = QPointF(px(10), frame.height - px(5) - self._measure.descent())
            painter.drawText(place, self._measure.elidedText(note, Qt.TextElideMode.ElideRight, frame.width - px(20)))

    def legend(self, present: set[str], width: float) -> list[tuple[str, str, float, int]]:
        """Each sign that is there, its text, where it begins, on which line; a word or two where there is less room."""
        names = [sign for sign in SIGNS if sign in present]
        full = self._legend_of(names, SIGNS, width)
        return full if all(line < LEGEND_LINES for *_, line in full) else self._legend_of(names, SHORT, width)

    def _legend_of(self, names: list[str], texts: dict[str, str], width: float) -> list[tuple[str, str, float, int]]:
        px, found = self._look.metrics.px, []
        x, line = float(px(10)), 0
        for name in names:
            wide = self._line + px(2) + self._measure.horizontalAdvance(texts[name])
            if x > px(10) and x + wide > width - px(8):
                x, line = float(px(10)), line + 1
            found.append((name, texts[name], x, line))
            x += wide + px(14)
        return found

    def _paint_sign(self, painter: QPainter, name: str, rect: QRectF, signs: Signs) -> None:
        painter.fillRect(rect, QColor(mixed(self._look.theme.surface, self._look.theme.border, 0.8)))
        if name == "same":
            signs.same(painter, rect, "A")
        else:
            getattr(signs, name)(painter, rect)

    def _paint_title(self, painter: QPainter, layout: Layout, column: Column, title: Title) -> None:
        left, room = _room(layout, column)
        name = title.name if self._wide.horizontalAdvance(title.name) <= room - 8 else title.short
        extra = title.extra if self._measure.horizontalAdvance(title.extra) <= room else title.short_extra
        lines = [(name, self._bold), (title.function, self._small), (extra, self._small)][: self._lines]
        for index, (text, font) in enumerate(lines):
            self._pen(painter, muted=bool(index))
            painter.setFont(font)
            rect = QRectF(left, self._look.metrics.px(3) + index * self._line, room, self._line)
            painter.drawText(rect, CENTRE, QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room))

    def _paint_count(self, painter: QPainter, layout: Layout, index: int) -> None:
        left, room = _room(layout, layout.columns[index])
        self._pen(painter, muted=True)
        rect = QRectF(left, layout.bottom + self._look.metrics.px(13) - self._line / 2, room, self._line)
        painter.drawText(rect, CENTRE, f"{self._anatomy.units[index]:,}")

    def _paint_chip(self, painter: QPainter, layout: Layout, column: Column) -> None:
        place = column.chip()
        if place is not None:
            left, room = _room(layout, column)
            self._pen(painter, muted=True)
            text = f"+ {column.units - column.shown:,} more"
            painter.drawText(QRectF(left, place.top(), room, place.height()), CENTRE, text)

    def _paint_names(self, painter: QPainter, column: Column, names: Sequence[str], *, left: bool) -> None:
        if column.across > 1:
            return
        self._pen(painter)
        gap = self._look.metrics.px(BESIDE)
        for unit, name in enumerate(names[: column.shown]):
            tile, width = column.rect(unit), self._measure.horizontalAdvance(name)
            x = tile.left() - gap - width if left else tile.right() + gap
            rect = QRectF(x, tile.center().y() - self._line / 2, width + 2, self._line)
            painter.drawText(rect, RIGHT if left else LEFT, name)

    def _fits(self, name: str) -> bool:
        return self._measure.horizontalAdvance(name) <= self._look.metrics.px(LONGEST_NAME)

    def _short(self, name: str) -> str:
        """As much of a name as finds room beside its tile."""
        return self._measure.elidedText(name, Qt.TextElideMode.ElideRight, self._look.metrics.px(LONGEST_NAME))

    def _pen(self, painter: QPainter, *, muted: bool = False) -> None:
        painter.setFont(self._small)
        painter.setPen(QColor(self._look.theme.text_muted if muted else self._look.theme.text))


def _room(layout: Layout, column: Column) -> tuple[float, float]:
    """Where a text that is centred over a column may begin, and how wide it may be."""
    left, right = max(column.slot[0], 2.0), min(column.slot[1], layout.frame.width - 2)
    half = min(column.centre - left, right - column.centre)
    return column.centre - half, 2 * half


def note_about(links: Sequence[Links | None], names: Sequence[str]) -> str:
    """What of the weights is not drawn, or stands for more than itself; empty when nothing is left out."""
    told = [
        f"{len(part.weights):,} strongest of {part.total:,} weights into {name}"
        for part, name in zip(links, names, strict=True)
        if part is not None and not part.are_all and not part.is_matrix
    ]
    if any(part is not None and part.is_matrix and not part.are_all for part in links):
        told.append("a cell between wide layers is the strongest weight of a block")
    return "; ".join(told)
