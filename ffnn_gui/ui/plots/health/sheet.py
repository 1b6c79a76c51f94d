"""The health strip as it is painted: what is wrong in large type, and below it a table with a column a layer.

Names, sentences and signs change seldom: they are kept as a picture, on which curves and numbers are painted.
"""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)

from ffnn_gui.insight import MILD, Finding, LayerHealth
from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.arrows import KeepsArrows
from ffnn_gui.ui.plots.health.grid import Grid, arrange
from ffnn_gui.ui.plots.health.headline import AT_START, all_is_well, headline
from ffnn_gui.ui.plots.health.measures import MEASURES
from ffnn_gui.ui.plots.health.signs import Sign, paint_sign
from ffnn_gui.ui.plots.health.sparks import Drawing, Sparks, healthy_band
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.sheet import Sheet
from ffnn_gui.ui.plots.wrapping import wrapped
from ffnn_gui.ui.theme import mixed

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HealthSheet(KeepsArrows, Sheet):
    """The table; `picked(layer)` follows a click on a column, or the arrow keys.

    Attributes: layers, findings: what is shown; well: what is said where nothing is found; names: short ones, one a
    layer; chosen: the layer in question
    """

    picked = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setAccessibleName(self.tr("Health of the layers"))
        self.layers: tuple[LayerHealth, ...] = ()
        self.findings: tuple[Finding, ...] = ()
        self.well = AT_START
        self.names: tuple[str, ...] = ()
        self.chosen: int | None = None
        self._sparks = Sparks()
        self._grid: Grid | None = None
        self._signs: dict[tuple[int, int], Sign] = {}
        self._drawing: Drawing | None = None
        self._still: QPixmap | None = None

    def show_health(
        self, layers: tuple[LayerHealth, ...], findings: tuple[Finding, ...], sparks: Sparks, *, begun: bool
    ) -> None:
        """Show the newest measures, and the small curves of those before."""
        if [layer.name for layer in layers] != [layer.name for layer in self.layers]:
            self._grid = self._still = None
        well = all_is_well(layers, begun=begun)
        if findings is not self.findings or well != self.well:
            self._still = None
        self.well = well
        self.layers, self.findings, self._sparks, self._drawing = layers, findings, sparks, None
        self._signs = signs_of(findings)
        self.update()

    def choose(self, layer: int | None) -> None:
        """Mark a layer's column."""
        if layer != self.chosen:
            self.chosen, self._still = layer, None
            self.update()

    def restyle(self, look: Look) -> None:
        self._grid = self._drawing = self._still = None
        super().restyle(look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._grid = self._drawing = self._still = None

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
        return [found.sentence for found in self.findings] or [self.well]

    def headline(self) -> str:
        """The worst in a sentence, and every other sign's reason and layers in a few words."""
        names = [*self.names, *(layer.name for layer in self.layers[len(self.names) :])]
        return headline(self.well, self.findings, names)

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
        scale = painter.deviceTransform().m11()
        if painter.paintEngine().type() is QPaintEngine.Type.Raster and scale == self.devicePixelRatioF():
            painter.drawPixmap(0, 0, self._still_picture(scale))
        else:
            self._paint_still(painter)
        painter.setFont(self.look.small)
        if self.grid.curves:
            self._paint_curves(painter)
        if self.grid.numbers:
            self._paint_numbers(painter)
        for (row, column), sign in self._signs.items():
            self._paint_sign(painter, row, column, sign)

    def _still_picture(self, scale: float) -> QPixmap:
        if self._still is None:
            self._still = QPixmap(self.size() * scale)
            self._still.setDevicePixelRatio(scale)
            self._still.fill(QColor(self.look.theme.surface))
            with painting(self._still) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_still(painter)
        return self._still

    def _paint_still(self, painter: QPainter) -> None:
        """What stays while numbers change."""
        self._paint_headline(painter)
        if self.chosen is not None and self.chosen < len(self.layers):
            self._paint_chosen(painter, self.chosen)
        self._paint_names(painter)
        painter.setFont(self.look.small)
        self._paint_labels(painter)
        self._paint_shades(painter)

    def _paint_headline(self, painter: QPainter) -> None:
        grid, theme, px = self.grid, self.look.theme, self.look.metrics.px
        font = self.look.metrics.font()
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        indent = grid.line + px(4)
        box = QRectF(px(1), 0, grid.line, grid.line).adjusted(px(1), px(1), -px(1), -px(1))
        paint_sign(painter, box, sign_of(self.findings[0]) if self.findings else "right", theme)
        painter.setPen(QColor(theme.text))
        for line, text in enumerate(wrapped(self.headline(), metrics, self.width() - indent - px(8), grid.lines)):
            painter.drawText(QPointF(indent, line * grid.line + metrics.ascent()), text)

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
            box = self.grid.cell(-1, column).adjusted(self._indent(-1, column), 0, 0, 0)
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

    def _paint_shades(self, painter: QPainter) -> None:
        """Where curves are healthy, and behind numbers that are wrong."""
        theme, grid = self.look.theme, self.grid
        for row, measure in enumerate(MEASURES):
            if (band := healthy_band(measure)) and grid.curves:
                for column in range(grid.columns):
                    box = grid.spark(row, column)
                    high, low = (box.bottom() - end * box.height() for end in band[::-1])
                    painter.fillRect(QRectF(box.left(), high, box.width(), low - high), QColor(theme.grid))
        shade = QColor(theme.wrong)
        shade.setAlphaF(0.16)
        for (row, column), sign in self._signs.items():
            if sign == "wrong" and row >= 0:
                painter.fillRect(grid.cell(row, column).adjusted(0.5, 1, -0.5, 0), shade)

    def _paint_curves(self, painter: QPainter) -> None:
        theme = self.look.theme
        if self._drawing is None:
            rows = range(len(MEASURES))
            self._drawing = self._sparks.placed(
                [[self.grid.spark(row, c) for c in range(self.grid.columns)] for row in rows]
            )
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
        brief = not self.grid.roomy
        for row, measure in enumerate(MEASURES):
            base = self.grid.cell(row, 0).center().y() + (metrics.ascent() - metrics.descent()) / 2
            for column, layer in enumerate(self.layers):
                painter.setPen(none if math.isnan(measure.value(layer)) else text)
                left = self.grid.left + column * self.grid.across + self._indent(row, column)
                painter.drawText(QPointF(left, base), measure.text(layer, brief=brief))

    def _indent(self, row: int, column: int) -> float:
        """How far into a cell its text begins; where there is little room it only moves for a sign that is there."""
        return self._sign if self.grid.roomy or (row, column) in self._signs else float(self.look.metrics.px(3))

    def _paint_sign(self, painter: QPainter, row: int, column: int, sign: Sign) -> None:
        cell, px = self.grid.cell(row, column), self.look.metrics.px
        edge = min(self._sign, cell.height()) - px(3)
        place = QRectF(cell.left() + px(1), cell.center().y() - edge / 2, edge, edge)
        paint_sign(painter, place, sign, self.look.theme)


def signs_of(findings: Sequence[Finding]) -> dict[tuple[int, int], Sign]:
    """The sign of each row and layer that has one. `findings`: worst first."""
    signs: dict[tuple[int, int], Sign] = {}
    for found in findings:
        rows = [row for row, measure in enumerate(MEASURES) if found.illness in measure.illnesses]
        for row in rows or [-1]:
            signs.setdefault((row, found.layer), sign_of(found))
    return signs


def sign_of(finding: Finding) -> Sign:
    """Red is for what is truly wrong; what may pass or do no harm is only doubtful."""
    return "wrong" if finding.severity >= MILD else "doubtful"
