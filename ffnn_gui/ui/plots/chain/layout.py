"""Where the blocks of a scene stand: side by side on one line, sharing what room is left; those in the middle give way.

All lengths are in pixels. Places depend on a scene's frame only, not on its numbers, so that nothing jumps.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from ffnn_gui.ui.plots.chain.scene import Block, Scene, Term
from ffnn_gui.ui.plots.chain.typeset import Extent
from ffnn_gui.ui.plots.look import Look

WIDEST_NUMBER = "−0.000·10⁻⁰⁰"
LEAST_ABOVE, LEAST_BELOW = 1.0, 0.5
"""The room for symbols above and below their baseline, in type sizes; more where one is taller."""

AIR = 0.12
"""Room above and below the tallest symbol, in type sizes."""

LARGEST, SMALLEST = 32.0, 11.0
"""Type sizes of symbols at scale 1."""

WIDEST = 270.0
"""No term takes more room than this at scale 1, however much there is."""


DOTS = 48
"""What the sign for the blocks left out takes at scale 1."""


def enlarged(em: float) -> float:
    """How many times larger than body text numbers are beside symbols of a type size at scale 1."""
    return min(max(em / 20, 1.0), 1.4)


class Measuring(Protocol):
    """Says how much room a formula takes."""

    def extent(self, latex: str, em: float) -> Extent: ...


@dataclass(frozen=True, eq=False)
class Rows:
    """The heights of what stands below each other in a block, from above; the words take whole lines of the rest.

    em: the type size of symbols; baseline: theirs, from above; line: the height of one of words
    """

    em: float
    baseline: float
    caption: float
    symbol: float
    value: float
    words: float
    note: float
    line: float

    @property
    def below_value(self) -> float:
        """Where the words begin."""
        return self.caption + self.symbol + self.value


@dataclass(frozen=True, eq=False)
class PlacedTerm:
    """A term's column within its block; `sign_at` is where the sign before it is centred."""

    index: int
    box: QRectF
    sign_at: float


@dataclass(frozen=True, eq=False)
class PlacedBlock:
    """A block by its place in the scene; index −1 stands for those left out, `left_out` says how many."""

    index: int
    box: QRectF
    sign_at: float
    terms: tuple[PlacedTerm, ...]
    left_out: int = 0


@dataclass(frozen=True, eq=False)
class Layout:
    """Places of a whole scene."""

    rows: Rows
    blocks: tuple[PlacedBlock, ...]


class Layouter:
    """Finds places for scenes in one look."""

    def __init__(self, look: Look, formulas: Measuring) -> None:
        self._px, self._scale = look.metrics.px, look.metrics.scale
        self._formulas = formulas
        self._small, self._body = QFontMetricsF(look.small), QFontMetricsF(look.metrics.font())
        self._gap = float(self._px(20))
        self._pad = float(self._px(6))
        self._between = float(self._px(14))

    def lay_out(self, scene: Scene, width: float, height: float) -> Layout:
        """Places within so much room; where it is too narrow, blocks of the middle become one of dots."""
        rows = self._rows(scene, height)
        widths = [self._block_widths(block, rows.em) for block in scene.blocks]
        kept = self._kept([self._total(one) for one in widths], width)
        left_out = len(scene.blocks) - len(kept)
        taken = sum(self._total(widths[index]) + self._gap for index in kept) + self._px(DOTS) * bool(left_out)
        terms = sum(len(widths[index]) for index in kept)
        spare = max(width - taken, 0.0) / max(terms, 1)
        return Layout(rows, self._place(scene, [self._widened(one, spare) for one in widths], kept, rows, height))

    def _rows(self, scene: Scene, height: float) -> Rows:
        line = self._small.height()
        note = self._px(30) if scene.formula else (line + self._px(3)) * bool(scene.note)
        caption, value = line + self._px(4), 1.2 * self._body.height() + self._px(6)
        # Two lines of words come first, then larger symbols, then more words.
        room = height - caption - value - note - 2 * line - self._px(4)
        above, below = self._reach(scene)
        em = min(max(room / (above + below), self._px(SMALLEST)), self._px(LARGEST))
        symbol = em * (above + below)
        rest = max(height - caption - symbol - value - note - self._px(3), 0.0)
        return Rows(em, caption + em * above, caption, symbol, value, rest // line * line, note, line)

    def _reach(self, scene: Scene) -> tuple[float, float]:
        """How far the scene's symbols reach above and below their baseline, in type sizes."""
        extents = [self._formulas.extent(term.symbol, 1.0) for block in scene.blocks for term in block.terms]
        above = max((extent.ascent for extent in extents), default=0.0)
        below = max((extent.descent for extent in extents), default=0.0)
        return max(above, LEAST_ABOVE) + AIR, max(below, LEAST_BELOW) + AIR

    def _block_widths(self, block: Block, em: float) -> list[float]:
        """What each term needs at least; the caption must fit above them."""
        widths = [self._term_width(term, em) for term in block.terms]
        caption = self._small.horizontalAdvance(f"▶ {block.caption}") + 2 * self._pad
        lacking = caption - self._total(widths)
        return [width + max(lacking, 0.0) / len(widths) for width in widths]

    def _term_width(self, term: Term, em: float) -> float:
        number = self._body.horizontalAdvance(WIDEST_NUMBER) * enlarged(em / self._scale)
        return max(self._formulas.extent(term.symbol, em).width, number) + self._px(4)

    def _total(self, widths: Sequence[float]) -> float:
        return sum(widths) + self._between * (len(widths) - 1) + 2 * self._pad

    def _widened(self, widths: list[float], spare: float) -> list[float]:
        return [max(width, min(width + spare, self._px(WIDEST))) for width in widths]

    def _kept(self, totals: list[float], width: float) -> list[int]:
        """The blocks that find room: the first two and the last ones stay longest."""
        kept = list(range(len(totals)))
        taken = sum(totals) + self._gap * (len(totals) - 1)
        while len(kept) > 3 and taken + self._px(DOTS) * (len(kept) < len(totals)) > width:
            taken -= totals[kept[2]] + self._gap
            del kept[2]
        return kept

    def _place(
        self, scene: Scene, widths: list[list[float]], kept: list[int], rows: Rows, height: float
    ) -> tuple[PlacedBlock, ...]:
        placed: list[PlacedBlock] = []
        x, tall, before = 0.0, height - rows.note, -1
        for index in kept:
            if index != before + 1:
                box = QRectF(x + self._gap, 0, self._px(DOTS) - self._gap, tall)
                placed.append(PlacedBlock(-1, box, x + self._gap / 2, (), index - before - 1))
                x = box.right()
            if placed:
                x += self._gap
            box = QRectF(x, 0, self._total(widths[index]), tall)
            placed.append(PlacedBlock(index, box, x - self._gap / 2, self._terms(box, widths[index])))
            x, before = box.right(), index
        return tuple(placed)

    def _terms(self, box: QRectF, widths: list[float]) -> tuple[PlacedTerm, ...]:
        x, found = box.left() + self._pad, []
        for index, width in enumerate(widths):
            found.append(PlacedTerm(index, QRectF(x, box.top(), width, box.height()), x - self._between / 2))
            x += width + self._between
        return tuple(found)
