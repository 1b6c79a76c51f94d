"""A table column by column, a block of rows at a time: the whole of it is never in memory as text."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from numpy.typing import NDArray

from ffnn_gui.data.importing.problems import ImportProblem
from ffnn_gui.data.importing.tables.dialect import Dialect
from ffnn_gui.data.importing.tables.numbers import fast_columns
from ffnn_gui.data.importing.tables.rows import Row, Rows, check_emptiness

BLOCK_CELLS = 2**18
BLOCK_CHARACTERS = 2**22
FEWEST_ROWS = 64
BLANK = " \r\n"
"""Nothing else is in an empty line: tabs may separate cells."""

Cells = Sequence[str] | NDArray[Any]


@dataclass(frozen=True, eq=False)
class Block:
    """Some rows of a table.

    columns: numbers where all cells are, else the cells as they are written; lines: those in which the rows end.
    """

    columns: Sequence[Cells]
    lines: Sequence[int]

    def __len__(self) -> int:
        return len(self.columns[0])


def blocks_of(lines: Iterable[str], dialect: Dialect, width: int, texts: Collection[int]) -> Iterator[Block]:
    """All rows but the names; `texts` are the columns known to hold texts, more and more of them from block to block.

    Raises ImportProblem naming the line with fewer or more than `width` cells.
    """
    left, before, found = dialect.below_title(lines), dialect.skipped, 0
    if dialect.header:
        names = dialect.rows(left, before)
        next(iter(names), None)
        before = names.line
    most = max(FEWEST_ROWS, BLOCK_CELLS // width)
    while block := _some(left, most):
        columns = fast_columns(block, dialect, width, texts)
        if columns is not None:
            yield Block(columns, _ends(block, before, len(columns[0])))
            found += len(columns[0])
        elif any('"' in line for line in block):
            # What is between quotation marks may go on in the next block.
            yield from _as_texts(dialect.rows(chain(block, left), before, found), width, most)
            return
        elif any(line.strip(BLANK) for line in block):
            rows = dialect.rows(block, before, found)
            yield from _as_texts(rows, width, most)
            found = rows.found
        before += len(block)
        check_emptiness(before, found)


def _some(lines: Iterator[str], most: int) -> list[str]:
    """The next lines, fewer than `most` where they are long."""
    block, characters = [], 0
    for line in islice(lines, most):
        block.append(line)
        characters += len(line)
        if characters > BLOCK_CHARACTERS:
            break
    return block


def _ends(block: Sequence[str], before: int, rows: int) -> Sequence[int]:
    """In which lines so many rows end, each of which is one line; before these were `before` lines."""
    if rows == len(block):
        return range(before + 1, before + rows + 1)
    return array("q", (before + i + 1 for i, line in enumerate(block) if line.strip()))


def _as_texts(rows: Rows, width: int, most: int) -> Iterator[Block]:
    block: list[Row] = []
    lines = array("q")
    start = 0
    for row in rows:
        if len(row) != width:
            raise ImportProblem(
                f"Line {rows.line:,} has {len(row):,} column{'s' * (len(row) != 1)} where the first row has {width:,}.",
                "Correct that line, or choose another delimiter.",
            )
        block.append(row)
        lines.append(rows.line)
        if len(block) == most or rows.characters - start > BLOCK_CHARACTERS:
            yield Block(list(zip(*block, strict=True)), lines)
            block, lines, start = [], array("q"), rows.characters
    if block:
        yield Block(list(zip(*block, strict=True)), lines)
