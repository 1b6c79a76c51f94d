"""The columns of a table as arrays: numbers, or codes of texts; read a block of rows at a time.

A column is one of numbers until a text turns up in it; such columns are read once more as texts.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.limits import MOST_EXAMPLES, MOST_VALUES
from ffnn_gui.data.importing.problems import ImportProblem
from ffnn_gui.data.importing.tables.dialect import MISSING, Dialect, Row

MOST_TEXTS = 1000
BLOCK_CELLS = 2**18
LONGEST_TEXT = 200


@dataclass(eq=False)
class Column:
    """One column; numbers are NaN where they are missing, codes −1. `texts` are the texts by code, for texts only.

    `overflowed`: there were more different texts than are told apart, and the codes are worthless.
    """

    name: str
    is_text: bool = False
    texts: dict[str, int] = field(default_factory=dict)
    overflowed: bool = False
    blocks: list[NDArray[Any]] = field(default_factory=list)

    @property
    def values(self) -> NDArray[Any]:
        """Its numbers, in as few bytes as hold all of them exactly, or its codes."""
        if len(self.blocks) != 1:
            self.blocks = [np.concatenate(self.blocks)] if self.blocks else [np.empty(0)]
        return self.blocks[0]

    def add(self, cells: Sequence[str], dialect: Dialect) -> bool:
        """Take the next cells; False when they turn out to be texts."""
        block = self._codes(cells) if self.is_text else _numbers(cells, dialect)
        if block is None:
            return False
        self.blocks.append(block)
        return True

    def _codes(self, cells: Sequence[str]) -> NDArray[Any]:
        if self.overflowed:
            return np.empty(0, np.int32)
        codes = np.empty(len(cells), np.int32)
        for i, cell in enumerate(cells):
            text = cell.strip()[:LONGEST_TEXT]
            codes[i] = -1 if text.lower() in MISSING else self.texts.setdefault(text, len(self.texts))
        self.overflowed = len(self.texts) > MOST_TEXTS
        return codes


def columns_of(
    read: Callable[[], Iterable[str]], names: Sequence[str], dialect: Dialect, progress: Callable[[], None]
) -> list[Column]:
    """All columns of a table; `read` begins its lines anew. Raises ImportProblem naming the row that is too long."""
    columns = [Column(name) for name in names]
    again = _fill(columns, read(), dialect, progress)
    if again:
        for column in again:
            column.is_text, column.blocks = True, []
        _fill(columns, read(), dialect, progress, only=again)
    return columns


def _fill(
    columns: list[Column], lines: Iterable[str], dialect: Dialect, progress: Callable[[], None],
    only: list[Column] | None = None,
) -> list[Column]:  # fmt: skip
    """Append all rows to the columns; the result is those that hold texts and have not been read to the end."""
    width, texts, done = len(columns), [], 0
    wanted = list(enumerate(columns)) if only is None else [(i, c) for i, c in enumerate(columns) if c in only]
    rows = iter(dialect.rows(lines))
    if dialect.header:
        next(rows, None)
    while block := list(islice(rows, max(64, BLOCK_CELLS // width))):
        _check_block(block, width, done + dialect.header)
        done += len(block)
        if done * width > MOST_VALUES or done > MOST_EXAMPLES:
            raise ImportProblem(f"It has more than {done:,} rows of {width:,} columns.", "Choose a part of it.")
        cells = list(zip(*block, strict=True))
        for index, column in wanted:
            if not column.add(cells[index], dialect):
                texts.append(column)
        if texts:
            wanted = [(i, column) for i, column in wanted if column not in texts]
        progress()
    return texts


def _check_block(block: list[Row], width: int, before: int) -> None:
    for number, row in enumerate(block, before + 1):
        if len(row) != width:
            raise ImportProblem(
                f"Row {number:,} has {len(row):,} column{'s' * (len(row) != 1)} where the first row has {width:,}.",
                "Correct that row, or choose another delimiter.",
            )


def _numbers(cells: Sequence[str], dialect: Dialect) -> NDArray[Any] | None:
    """The numbers in cells; None when there is something else among them."""
    try:
        # Python takes 1_000 for a number, which no table means.
        if dialect.decimal == "," or "_" in "".join(cells):
            raise ValueError
        return _small(np.fromiter(map(float, cells), np.float64, len(cells)))
    except ValueError:
        slowly = [dialect.number(cell) for cell in cells]
        return None if None in slowly else _small(np.array(slowly, np.float64))


def _small(values: NDArray[np.float64]) -> NDArray[Any]:
    """Bytes where all are whole numbers from 0 to 255: a table of pixels is large enough as it is."""
    if not (math.isfinite(values[0]) and 0 <= values[0] <= 255 and values[0] == int(values[0])):
        return values
    with np.errstate(invalid="ignore"):
        small = values.astype(np.uint8)
    return small if np.array_equal(small, values) and not np.signbit(values).any() else values
