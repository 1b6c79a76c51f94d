"""The health strip as it is painted: one sentence in large type, and below it a table with a column a layer."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent

from ffnn_gui.insight import MILD, Finding, LayerHealth
from ffnn_gui.ui.plots.health.grid import Grid, arrange, wrapped
from ffnn_gui.ui.plots.health.measures import MEASURES
from ffnn_gui.ui.plots.health.signs import Sign, paint_sign
from ffnn_gui.ui.plots.health.sparks import Drawing, Sparks, healthy_band
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.sheet import Sheet
from ffnn_gui.ui.theme import mixed

FINE = "All layers are healthy: nothing saturates or dies, and every layer learns at a sane pace."
AT_START = "All layers start healthy: nothing saturates or dies. Train to see how they learn."
SO_SO = "Nothing is wrong. What is marked lies outside the healthy range, which may pass."
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HealthSheet(Sheet):
    """The table; `picked(layer)` follows a click on a column, or the arrow keys.

    Attributes: layers, findings: what is shown; names: short ones, one a layer; chosen: the layer in question
    """

    picked = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.layers: tuple[LayerHealth, ...] = ()
        self.findings: tuple[Finding, ...] = ()
        self.names: tuple[str, ...] = ()
        self.chosen: int | None = None
        self._sparks = Sparks()
        self._grid: Grid | None = None
        self._signs: dict[tuple[int, int], Sign] = {}
        self._drawing: Drawing | None = None

    def show_health(self, layers: tuple[LayerHealth, ...], findings: tuple[Finding, ...], sparks: Sparks) -> None:
        """Show the newest measures, and the small curves of those before."""
        if len(layers) != len(self.layers):
            self._grid = None
        self.layers, self.findings, self._sparks, self._drawing = layers, findings, sparks, None
        self._signs = signs_of(layers, findings)
        self.update()

    def choose(self, layer: int | None) -> None:
        """Mark a layer's column."""
        if layer != self.chosen:
            self.chosen = layer
            self.update()

    def restyle(self, look: Look) -> None:
        self._grid = self._drawing = None
        super().restyle(look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._grid = self._drawing = None

    @property
    def grid(self) -> Grid:
        """Where the table stands."""
        if self._grid is None:
            metrics, gap = QFontMetricsF(self.look.small), self.look.metrics.px(10)
            full, brief = ([getattr(measure, way) for measure in MEASURES] for way in ("label", "brief"))
            widths = [max(map(metrics.horizontalAdvance, texts)) + gap for texts in (full, brief)]
            size, columns = QSizeF(self.size()), len(self.layers)
            self._grid = arrange(size, self.look, len(MEASURES), columns, (widths[0], widths[1]), self._sign)
        return self._grid

    @property
    def _sign(self) -> float:
        return float(self.look.metrics.px(13))

    def sign(self, row: int, column: int) -> Sign | None:
        """The sign at a layer's measure, or at its name (row −1) for what no measure shows."""
        return self._signs.get((row, column))

    def sentences(self) -> list[str]:
        """All that is said, the worst first."""
        started = any(not math.isnan(layer.update_ratio) for layer in self.layers)
        return [found.sentence for found in self.findings] or [SO_SO if self._signs else FINE if started else AT_START]

    def tip(self, place: QPointF) -> str:
        if place.y() < self.grid.top - self.grid.down:
            return "\n\n".join(f"{number}. {text}" for number, text in enumerate(self.sentences(), 1))
        found = self.grid.at(place)
        if found is None:
            return ""
        row, column = found
        if row < 0:
            return self.layers[column].name if column >= 0 else ""
        head = MEASURES[row].label if column < 0 else f"{self.layers[column].name}, {self.said(row, column)}"
        return f"{head}\n{MEASURES[row].definition}"

    def said(self, row: int, column: int) -> str:
        """A cell in words."""
        return f"{MEASURES[row].label}: {MEASURES[row].text(self.layers[column])}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left.value: -1, Qt.Key.Key_Right.value: 1}.get(event.key())
        if step and self.layers:
            before = self.chosen if self.chosen is not None else (-1 if step > 0 else len(self.layers))
            self.picked.emit(min(max(before + step, 0), len(self.layers) - 1))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        found = self.grid.at(event.position()) if self.layers else None
        if found is not None and found[1] >= 0:
            self.picked.emit(found[1])

    # Painting

    def paint(self, painter: QPainter) -> None:
        if not self.layers:
            return
        self._paint_sentence(painter)
        if self.chosen is not None and self.chosen < len(self.layers):
            self._paint_chosen(painter, self.chosen)
        self._paint_names(painter)
        painter.setFont(self.look.small)
        self._paint_labels(painter)
        if self.grid.curves:
            self._paint_curves(painter)
        if self.grid.numbers:
            self._paint_numbers(painter)
        for (row, column), sign in self._signs.items():
            self._paint_sign(painter, row, column, sign)

    def _paint_sentence(self, painter: QPainter) -> None:
        grid, theme, px = self.grid, self.look.theme, self.look.metrics.px
        font = self.look.metrics.font()
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        indent = grid.line + px(4)
        box = QRectF(px(1), 0, grid.line, grid.line).adjusted(px(1), px(1), -px(1), -px(1))
        paint_sign(painter, box, sign_of(self.findings[0]) if self.findings else self._sign_of_all(), theme)
        more = f"+{len(self.findings) - 1} more" if len(self.findings) > 1 else ""
        room = self.width() - indent - metrics.horizontalAdvance(more) - px(8)
        painter.setPen(QColor(theme.text))
        for line, text in enumerate(wrapped(self.sentences()[0], metrics, room, grid.lines)):
            painter.drawText(QPointF(indent, line * grid.line + metrics.ascent()), text)
        painter.setPen(QColor(theme.text_muted))
        painter.drawText(QRectF(0, 0, self.width(), grid.line), Qt.AlignmentFlag.AlignRight, more)

    def _sign_of_all(self) -> Sign:
        return "doubtful" if self._signs else "right"

    def _paint_chosen(self, painter: QPainter, column: int) -> None:
        theme, box = self.look.theme, self.grid.cell(-1, column)
        box.setBottom(self.grid.cell(len(MEASURES) - 1, 0).bottom())
        painter.fillRect(box, QColor(mixed(theme.surface, theme.accent, 0.12)))
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), self.look.metrics.px(2)), QColor(theme.accent))

    def _paint_names(self, painter: QPainter) -> None:
        font = self.look.small
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self.look.theme.text))
        metrics, px = QFontMetricsF(font), self.look.metrics.px
        for column, layer in enumerate(self.layers):
            box = self._text_box(-1, column)
            name = self.names[column]
            kind = layer.activation.label if layer.activation else ""
            if kind and metrics.horizontalAdvance(f"{name} · {kind}") < box.width() - px(6):
                name = f"{name} · {kind}"
            elif metrics.horizontalAdvance(name) > box.width():
                name = name[:3] if name[0] != "h" else name[1:]
            painter.drawText(box, LEFT, name)

    def _paint_labels(self, painter: QPainter) -> None:
        theme, grid = self.look.theme, self.grid
        right = grid.cell(0, grid.columns - 1).right()
        for row in range(len(MEASURES)):
            # Long lines are many times as slow as flat rectangles.
            painter.fillRect(QRectF(0, round(grid.cell(row, -1).top()), right, 1), QColor(theme.grid))
        painter.setPen(QColor(theme.text_muted))
        metrics = QFontMetricsF(self.look.small)
        wide = all(metrics.horizontalAdvance(measure.label) <= grid.left for measure in MEASURES)
        for row, measure in enumerate(MEASURES):
            painter.drawText(grid.cell(row, -1), LEFT, measure.label if wide else measure.brief)

    def _paint_curves(self, painter: QPainter) -> None:
        theme = self.look.theme
        if self._drawing is None:
            rows = range(len(MEASURES))
            self._drawing = self._sparks.placed(
                [[self.grid.spark(row, c) for c in range(self.grid.columns)] for row in rows]
            )
        for row, measure in enumerate(MEASURES):
            if (band := healthy_band(measure)) and self._drawing.ends:
                for column in range(self.grid.columns):
                    box = self.grid.spark(row, column)
                    high, low = (box.bottom() - end * box.height() for end in band[::-1])
                    painter.fillRect(QRectF(box.left(), high, box.width(), low - high), QColor(theme.grid))
        # Smooth edges of an area under a line would not be seen, and cost five times as much.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillPath(self._drawing.areas, QColor(mixed(theme.surface, theme.series_training, 0.28)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.series_training), 1.0))
        painter.drawPath(self._drawing.lines)
        dot, colour = 2.0 * self.look.metrics.scale, QColor(theme.series_training)
        for end in self._drawing.ends:
            painter.fillRect(QRectF(end.x() - dot, end.y() - dot, 2 * dot, 2 * dot), colour)

    def _paint_numbers(self, painter: QPainter) -> None:
        theme, metrics = self.look.theme, QFontMetricsF(self.look.small)
        text, none = QColor(theme.text), QColor(theme.text_muted)
        for row, measure in enumerate(MEASURES):
            base = self.grid.cell(row, 0).center().y() + (metrics.ascent() - metrics.descent()) / 2
            for column, layer in enumerate(self.layers):
                painter.setPen(none if math.isnan(measure.value(layer)) else text)
                said = measure.text(layer, brief=not self.grid.roomy)
                painter.drawText(QPointF(self._text_box(row, column).left(), base), said)

    def _text_box(self, row: int, column: int) -> QRectF:
        """Where a number or name begins; where there is little room it only moves for a sign when there is one."""
        kept = self.grid.roomy or (row, column) in self._signs
        return self.grid.cell(row, column).adjusted(self._sign if kept else self.look.metrics.px(3), 0, 0, 0)

    def _paint_sign(self, painter: QPainter, row: int, column: int, sign: Sign) -> None:
        cell, px, theme = self.grid.cell(row, column), self.look.metrics.px, self.look.theme
        edge = min(self._sign, cell.height()) - px(3)
        if sign == "wrong" and row >= 0:
            shade = QColor(theme.wrong)
            shade.setAlphaF(0.16)
            painter.fillRect(cell.adjusted(0.5, 1, -0.5, 0), shade)
        paint_sign(painter, QRectF(cell.left() + px(1), cell.center().y() - edge / 2, edge, edge), sign, theme)


def signs_of(layers: Sequence[LayerHealth], findings: Sequence[Finding]) -> dict[tuple[int, int], Sign]:
    """The sign of each row and layer that has one. `findings`: worst first."""
    signs: dict[tuple[int, int], Sign] = {}
    for found in findings:
        rows = [row for row, measure in enumerate(MEASURES) if found.illness in measure.illnesses]
        for row in rows or [-1]:
            signs.setdefault((row, found.layer), sign_of(found))
    for row, measure in enumerate(MEASURES):
        for column, layer in enumerate(layers):
            if measure.doubtful(layer):
                signs.setdefault((row, column), "doubtful")
    return signs


def sign_of(finding: Finding) -> Sign:
    """Red is for what is truly wrong; what may pass or do no harm is only doubtful."""
    return "wrong" if finding.severity >= MILD else "doubtful"
