"""Paints scenes: first what stays (frames, captions, symbols), then what changes with every frame (numbers, words)."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QStaticText, QTextOption

from ffnn_gui.ui.plots.chain.cells import paint_cells
from ffnn_gui.ui.plots.chain.layout import Layout, PlacedBlock, Rows, enlarged
from ffnn_gui.ui.plots.chain.note import NoteLine
from ffnn_gui.ui.plots.chain.scene import Block, Scene, Term
from ffnn_gui.ui.plots.chain.typeset import Typesetter
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.wrapping import wrapped
from ffnn_gui.ui.theme.colours import mixed

CENTRED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
NARROW_WORDS = 96
"""Columns narrower than this, at scale 1, have their words in the tool tip only."""

BAR = 0.27
"""How far above its baseline a formula's fraction has its bar, in type sizes: signs stand at that height."""

LARGEST_SIGN = 20
"""Signs stand between blocks, which are so many pixels apart."""

LINE_END = "\N{LINE SEPARATOR}"

KEPT = 60
"""Wrapped texts that are kept."""


class Brush:
    """Paints in one look. Attribute: note: the line below."""

    def __init__(self, look: Look, formulas: Typesetter) -> None:
        self._look, self._theme, self._px = look, look.theme, look.metrics.px
        self._formulas = formulas
        self._small, self._bold = look.small, look.metrics.font()
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._strong = QFont(self._small)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self.note = NoteLine(look, formulas)
        self._wrapped: dict[tuple[str, float, float, bool], QStaticText] = {}

    # What stays

    def paint_still(self, painter: QPainter, scene: Scene, layout: Layout) -> None:
        """Frames, captions, signs and symbols."""
        for placed in layout.blocks:
            if placed.left_out:
                self._paint_sign(painter, "→", placed.sign_at, layout.rows)
                self._paint_sign(painter, "⋯", placed.box.center().x(), layout.rows)
                continue
            block = scene.blocks[placed.index]
            painter.setOpacity(1.0 if block.shown else 0.35)
            self._paint_frame(painter, block, placed.box)
            self._paint_caption(painter, block, placed.box, layout.rows)
            self._paint_sign(painter, block.sign, placed.sign_at, layout.rows)
            self._paint_symbols(painter, block, placed, layout.rows)
        painter.setOpacity(1.0)

    def _paint_frame(self, painter: QPainter, block: Block, box: QRectF) -> None:
        px, theme = self._px, self._theme
        painter.setPen(QPen(QColor(theme.accent if block.lit else theme.border), px(2) if block.lit else 1))
        painter.setBrush(QColor(mixed(theme.surface, theme.accent, 0.1) if block.main else theme.surface_alt))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(5), px(5))

    def _paint_caption(self, painter: QPainter, block: Block, box: QRectF, rows: Rows) -> None:
        painter.setFont(self._strong if block.lit else self._small)
        painter.setPen(QColor(self._theme.accent if block.lit else self._theme.text_muted))
        place = QRectF(box.left(), box.top() + self._px(2), box.width(), rows.caption)
        painter.drawText(place, CENTRED, f"▶ {block.caption}" if block.lit else block.caption)

    def _paint_sign(self, painter: QPainter, sign: str, middle: float, rows: Rows) -> None:
        font = QFont(self._bold)
        font.setWeight(QFont.Weight.Normal)
        font.setPixelSize(max(round(min(rows.em, self._px(LARGEST_SIGN))), 1))
        painter.setFont(font)
        painter.setPen(QColor(self._theme.text))
        height = 1.6 * rows.em
        box = QRectF(middle - rows.em, rows.baseline - BAR * rows.em - height / 2, 2 * rows.em, height)
        painter.drawText(box, CENTRED, sign)

    def _paint_symbols(self, painter: QPainter, block: Block, placed: PlacedBlock, rows: Rows) -> None:
        for place in placed.terms:
            term = block.terms[place.index]
            self._paint_sign(painter, term.sign, place.sign_at, rows)
            # A picture stands beside its symbol.
            middle = place.box.left() + (0.22 if term.shape else 0.5) * place.box.width()
            left = middle - self._formulas.extent(term.symbol, rows.em).width / 2
            self._formulas.paint(painter, term.symbol, left, rows.baseline, rows.em, self._theme.text)

    # What changes

    def paint_numbers(self, painter: QPainter, scene: Scene, layout: Layout, width: float, height: float) -> None:
        """Numbers, cells, words, and the line below."""
        for placed in layout.blocks:
            if placed.index >= 0 and scene.blocks[placed.index].shown:
                self._paint_values(painter, scene.blocks[placed.index], placed, layout.rows)
        self.note.paint(painter, scene, QRectF(0, height - layout.rows.note, width, layout.rows.note))

    def _paint_values(self, painter: QPainter, block: Block, placed: PlacedBlock, rows: Rows) -> None:
        warnings = []
        for place in placed.terms:
            term, box = block.terms[place.index], place.box
            value = QRectF(box.left(), rows.below_value - rows.value, box.width(), rows.value)
            words = QRectF(box.left(), value.bottom(), box.width(), rows.words)
            if term.cells is not None and len(term.cells) > 1:
                self._paint_cells(painter, term, value, rows)
                continue
            self._paint_number(painter, term, value, rows.em, block.main)
            if box.width() >= self._px(NARROW_WORDS):
                self._paint_words(painter, term.warning or term.why, words, strong=bool(term.warning))
            elif term.warning:
                warnings.append(term.warning)
        if warnings:
            below = QRectF(placed.box.left(), rows.below_value, placed.box.width(), rows.words)
            self._paint_words(painter, "; ".join(warnings), below, strong=True)

    def _paint_number(self, painter: QPainter, term: Term, value: QRectF, em: float, main: bool) -> None:
        font = QFont(self._bold)
        font.setPointSizeF(self._bold.pointSizeF() * enlarged(em / self._look.metrics.scale))
        if term.warning:
            # A dashed ring around the number, so that it is found without any colour.
            painter.setPen(self._look.pen(self._theme.text, 1.2, dashed=True))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = QFontMetricsF(font).horizontalAdvance(term.number) / 2 + self._px(8)
            ring = QRectF(value.center().x() - half, value.top() + 1, 2 * half, value.height() - 2)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.accent if main else self._theme.text))
        painter.drawText(value, CENTRED, term.number)

    def _paint_cells(self, painter: QPainter, term: Term, value: QRectF, rows: Rows) -> None:
        assert term.cells is not None
        texts = [text for text in (term.number, term.remark) if text]
        tall = rows.value + rows.words - len(texts) * rows.line
        if tall < rows.value:
            texts, tall = texts[:1], rows.value + max(rows.words - rows.line, 0.0)
        inset = self._px(2)
        box = QRectF(value.left() + inset, value.top(), value.width() - 2 * inset, tall)
        if term.shape:
            box.setTop(rows.caption + self._px(4))
            box.setLeft(box.left() + 0.4 * box.width())
        paint_cells(painter, term.cells, box, self._look, term.shape)
        painter.setFont(self._small)
        for index, text in enumerate(texts):
            painter.setPen(QColor(self._theme.text_muted if index else self._theme.text))
            line = QRectF(value.left(), box.bottom() + index * rows.line, value.width(), rows.line)
            painter.drawText(line, CENTRED, text)

    def _paint_words(self, painter: QPainter, text: str, box: QRectF, *, strong: bool) -> None:
        """As many whole lines of words as there is room for."""
        if not text or box.height() <= 0:
            return
        painter.setFont(self._strong if strong else self._small)
        painter.setPen(QColor(self._theme.text if strong else self._theme.text_muted))
        painter.drawStaticText(box.topLeft(), self._wrapped_text(text, box, strong))

    def _wrapped_text(self, text: str, box: QRectF, strong: bool) -> QStaticText:
        key = (text, box.width(), box.height(), strong)
        found = self._wrapped.get(key)
        if found is None:
            metrics = QFontMetricsF(self._strong if strong else self._small)
            lines = wrapped(text, metrics, box.width(), max(round(box.height() / metrics.height()), 1))
            found = self._wrapped[key] = QStaticText(LINE_END.join(lines))
            option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
            option.setWrapMode(QTextOption.WrapMode.WordWrap)
            found.setTextOption(option)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setTextWidth(box.width())
            found.prepare(font=self._strong if strong else self._small)
            while len(self._wrapped) > KEPT:
                del self._wrapped[next(iter(self._wrapped))]
        return found
