"""What the canvas shows: blocks, one a layer, of terms with a symbol, its number or numbers, and a sentence.

A scene is made anew of each snapshot; as long as its frame stays the same, only numbers are painted anew.
"""

from dataclasses import dataclass
from typing import Literal

from ffnn_gui.engine.arrays import Array

Sign = Literal["", "=", "·", "→", "+"]


@dataclass(frozen=True, eq=False)
class Term:
    """One quantity.

    Attributes:
        symbol: in LaTeX
        number: with today's digits
        why: what it is, in a sentence
        cells: numbers to show as a row of coloured cells (units,), or None; shape: (rows, columns) of an image
        remark: a few words below the cells
        warning: what to point out, "≈ 0: …"
        sign: what stands before it
    """

    symbol: str
    number: str = ""
    why: str = ""
    cells: Array | None = None
    shape: tuple[int, int] | None = None
    remark: str = ""
    warning: str = ""
    sign: Sign = ""


@dataclass(frozen=True, eq=False)
class Block:
    """Terms that belong together: a layer's, the weight's, the result.

    layer: to which it belongs, None for none; lit: whether it is the one in question; shown: whether its turn has come
    """

    caption: str
    terms: tuple[Term, ...]
    layer: int | None = None
    sign: Sign = ""
    lit: bool = False
    shown: bool = True
    main: bool = False


@dataclass(frozen=True, eq=False)
class Scene:
    """Blocks from left to right, and below them a formula (LaTeX), a line of words, and paths to choose from.

    path: the place in `paths` of the one that is chosen, None while there is none
    """

    blocks: tuple[Block, ...]
    note: str = ""
    formula: str = ""
    paths: tuple[str, ...] = ()
    path: int | None = None

    @property
    def frame(self) -> tuple[object, ...]:
        """All that decides about places: it differs when these must be found anew."""
        blocks = tuple(
            (block.caption, block.layer, block.sign, *((term.symbol, term.sign, _count(term)) for term in block.terms))
            for block in self.blocks
        )
        return (*blocks, bool(self.note), bool(self.formula))

    @property
    def lights(self) -> tuple[object, ...]:
        """Which blocks are lit, and whose turn has come."""
        return tuple((block.lit, block.shown, block.main) for block in self.blocks)


def _count(term: Term) -> int | None:
    return None if term.cells is None else len(term.cells)
