"""The columns of a table as arrays: numbers, or codes of texts; read a block of rows at a time.

Nine of ten cells tell what a column holds: a text among numbers counts as missing, and the first one is remembered.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.base import Progress
from ffnn_gui.data.importing.limits import MOST_EXAMPLES, MOST_VALUES
from ffnn_gui.data.importing.problems import ImportProblem
from ffnn_gui.data.importing.tables.blocks import Cells, blocks_of
from ffnn_gui.data.importing.tables.dialect import MISSING, MISSING_SIGNS, Dialect
from ffnn_gui.data.importing.tables.numbers import small
from ffnn_gui.data.importing.tables.text import Lines

MOST_TEXTS = 1000
FEWEST_TEXTS = 2
"""Where fewer are left in a column, a sign such as “-” is a text as well."""

LONGEST_TEXT = 200
MOST_STRAYS = 0.1
"""The share of cells that may be no numbers in a column of numbers."""

BETWEEN_REPORTS, LINE_COST = 2**20, 64
"""Characters between two reports of progress, and how many a line counts for beyond its own."""


@dataclass(eq=False)
class Column:
    """One column; numbers are NaN where they are missing, codes −1. `texts` are the texts by code, for texts only.

    Attributes:
        overflowed: there were more different texts than are told apart, and the codes are worthless
        strays: how many cells are no numbers, counted until it is known to hold texts
        first_stray: the first of them, and its line
        signs: those, such as “?”, that were taken as missing among texts
    """

    name: str
    is_text: bool = False
    texts: dict[str, int] = field(default_factory=dict)
    overflowed: bool = False
    strays: int = 0
    first_stray: tuple[int, str] = (0, "")
    signs: tuple[str, ...] = ()
    _present: int = 0
    _blocks: list[NDArray[Any]] = field(default_factory=list)
    _lines: list[Sequence[int]] = field(default_factory=list)

    @property
    def values(self) -> NDArray[Any]:
        """Its numbers, in as few bytes as hold all of them exactly, or its codes."""
        if len(self._blocks) != 1:
            self._blocks = [np.concatenate(self._blocks)] if self._blocks else [np.empty(0)]
        return self._blocks[0]

    @property
    def is_mixed(self) -> bool:
        """Whether it was read as numbers but holds too many texts for that."""
        return not self.is_text and self.strays > MOST_STRAYS * self._present

    def add(self, cells: Cells, lines: Sequence[int], dialect: Dialect) -> None:
        """Take the next cells, which end in these lines; the first ones tell what it holds."""
        if not self.is_text:
            numbers = small(cells) if isinstance(cells, np.ndarray) else self._numbers(cells, lines, dialect)
            self._present += len(cells) if numbers.dtype == np.uint8 else int(np.count_nonzero(~np.isnan(numbers)))
            if self.is_mixed and not self._blocks:
                self.read_as_texts()
            else:
                self._blocks.append(numbers)
        if self.is_text:
            self._blocks.append(self._codes(cells))
        self._lines.append(lines)

    def line_of(self, row: int) -> int:
        """The line of the file in which a row ends."""
        return next(islice(chain.from_iterable(self._lines), row, None))

    def read_as_texts(self) -> None:
        """Forget what was read, and take texts from now on."""
        self.is_text, self._blocks, self._lines = True, [], []

    def settle_signs(self) -> None:
        """Once all is read: signs are missing among two or more other texts, else texts of their own."""
        signs = [text for text in self.texts if text in MISSING_SIGNS]
        if self.overflowed or not signs or len(self.texts) - len(signs) < FEWEST_TEXTS:
            return
        others = [text for text in self.texts if text not in MISSING_SIGNS]
        new = {text: code for code, text in enumerate(others)}
        # The last entry is that of what was missing already.
        codes = np.array([*(new.get(text, -1) for text in self.texts), -1], np.int32)
        self._blocks = [codes[self.values]]
        self.texts, self.signs = new, tuple(sorted(signs))

    def _codes(self, cells: Cells) -> NDArray[Any]:
        if self.overflowed:
            return np.empty(0, np.int32)
        codes = np.empty(len(cells), np.int32)
        for i, cell in enumerate(cells):
            text = cell.strip()[:LONGEST_TEXT]
            codes[i] = -1 if text.lower() in MISSING else self.texts.setdefault(text, len(self.texts))
        self.overflowed = len(self.texts) > MOST_TEXTS
        return codes

    def _numbers(self, cells: Sequence[str], lines: Sequence[int], dialect: Dialect) -> NDArray[Any]:
        """The numbers in cells."""
        try:
            # Python takes 1_000 for a number, which no table means.
            if dialect.decimal == "," or "_" in "".join(cells):
                raise ValueError
            return small(np.fromiter(map(float, cells), np.float64, len(cells)))
        except ValueError:
            return small(np.array([self._number(cell, line, dialect) for cell, line in zip(cells, lines, strict=True)]))

    def _number(self, cell: str, line: int, dialect: Dialect) -> float:
        number = dialect.number(cell)
        if number is not None:
            return number
        self.first_stray = self.first_stray if self.strays else (line, cell.strip()[:LONGEST_TEXT])
        self.strays += 1
        self._present += 1
        return math.nan


def columns_of(lines: Lines, names: Sequence[str], dialect: Dialect, progress: Progress) -> list[Column]:
    """All columns of a table. Raises ImportProblem naming the line that does not fit, and what `progress` raises."""
    columns = [Column(name) for name in names]
    _fill(columns, range(len(columns)), lines, dialect, lambda: progress(lines.read))
    mixed = [i for i, column in enumerate(columns) if column.is_mixed]
    if mixed:
        for i in mixed:
            columns[i].read_as_texts()
        _fill(columns, mixed, lines, dialect, lambda: progress(1.0))
    for column in columns:
        column.settle_signs()
    return columns


def _fill(
    columns: list[Column], wanted: Sequence[int], lines: Lines, dialect: Dialect, told: Callable[[], None]
) -> None:
    """Append all rows to the columns that are wanted."""
    width, done = len(columns), 0
    texts = {i for i, column in enumerate(columns) if column.is_text}
    for block in blocks_of(_telling(lines, told), dialect, width, texts):
        done += len(block)
        if done * width > MOST_VALUES or done > MOST_EXAMPLES:
            raise ImportProblem(f"It has more than {done:,} rows of {width:,} columns.", "Choose a part of it.")
        for i in wanted:
            columns[i].add(block.columns[i], block.lines, dialect)
        texts.update(i for i in wanted if columns[i].is_text)
        told()


def _telling(lines: Iterable[str], told: Callable[[], None]) -> Iterator[str]:
    """The same lines; `told` is called now and then, also where no row is in them."""
    read = 0
    for line in lines:
        read += LINE_COST + len(line)
        if read > BETWEEN_REPORTS:
            told()
            read = 0
        yield line
