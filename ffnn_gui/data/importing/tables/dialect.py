"""How a table is written: what separates columns, whether decimals have a comma, whether the first row names columns.

Each is guessed from the first rows, and each guess can be corrected.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from ffnn_gui.data.importing.problems import ImportProblem
from ffnn_gui.data.importing.tables.decimals import GROUPED, decimal_in, doubt, without_groups
from ffnn_gui.data.importing.tables.header import column_names, may_name_columns, names_columns
from ffnn_gui.data.importing.tables.rows import Row, Rows, tidy

Delimiter = Literal["auto", ",", ";", "\t", "|", " "]
Decimal = Literal["auto", ".", ","]
Header = Literal["auto", "yes", "no"]

DELIMITERS: tuple[Literal[",", ";", "\t", "|", " "], ...] = ("\t", ";", ",", "|", " ")
LOOKED_AT = 60
LONGEST_LOOKED_AT, MOST_LOOKED_AT = 2**17, 2**18
"""Characters: of a line, and in all. A row of 5,000 numbers with all of their digits is not cut."""

MOST_SKIPPED = 20
USUAL = 0.9
"""Lines above a table are told from its rows only where so many of the rows are equally wide."""

MISSING = frozenset({"", "na", "n/a", "nan", "null", "n.a.", "#n/a", "#n/d", "<na>", "#value!", "#div/0!"})
MISSING_SIGNS = frozenset({"?", "-", "–", "."})
"""Among texts, these signs may well be one of two classes."""

NO_NUMBER = MISSING | MISSING_SIGNS | {"none", "nil", "missing"}
"""Among texts, these words may well be a class of their own."""

PAGE = "<!doctype html", "<html"
"""What downloads by a wrong address begin with."""

NUMBER = re.compile(r"[-+]?\d*[.,]?\d+(?:[eE][-+]?\d+)?")
DIGIT = re.compile(r"\d")
IN_NUMBER = re.compile(r"[^,]*(?:\d,\d[^,]*|\d(?:,\d{3})+(?!\d)[^,]*)?")
"""A cell with no comma but that of decimals, or those of thousands."""

WITHIN_CELLS = ", "
"""What also stands in numbers and between words, unlike a tab or a semicolon."""


@dataclass(frozen=True)
class Dialect:
    """What a table is written like; `skipped` lines stand above it, `doubts` say what may be meant otherwise."""

    delimiter: str
    decimal: str
    header: bool
    skipped: int = 0
    doubts: tuple[str, ...] = ()

    def below_title(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines that belong to the table."""
        return islice(lines, self.skipped, None)

    def rows(self, lines: Iterable[str], before: int, found: int = 0) -> Rows:
        """The rows in lines of the table: before them were `before` lines of the file, with `found` rows in them."""
        return Rows(lines, self.delimiter, before, found)

    def number(self, cell: str) -> float | None:
        """The number in a cell: NaN where it is missing, None where there is something else."""
        text = cell.strip()
        if text.lower() in NO_NUMBER:
            return float("nan")
        text = without_groups(text, self.decimal)
        if self.decimal == ",":
            text = text.replace(".", "#").replace(",", ".")
        try:
            return float(text) if "_" not in text else None
        except ValueError:
            return None


@dataclass(frozen=True)
class LookedAt:
    """A row of the start of a table, and the number of lines above it."""

    row: Row
    above: int


def dialect_of(lines: Iterable[str], delimiter: Delimiter, decimal: Decimal, header: Header) -> Dialect:
    """The dialect of a text, of which only the first lines are looked at; raises ImportProblem when all are empty.

    So it does where they begin a web page.
    """
    start = _start(lines)
    if start and start[0][1].lstrip().lower().startswith(PAGE):
        raise ImportProblem(
            "It is a web page, not a table.", "Download the table itself that the page shows or links to."
        )
    separator = _delimiter(start) if delimiter == "auto" else delimiter
    found = _taken_apart(start, separator)
    if not found:
        raise ImportProblem("There are only empty lines in it.", "Choose a table with one line an example.")
    first = _first_row([len(each.row) for each in found])
    rows = [each.row for each in found[first:]]
    sign, unsure = decimal_in(rows, separator) if decimal == "auto" else (decimal, "")
    plain = Dialect(separator, sign, header=False, skipped=found[first].above if first else 0)
    named = header == "yes" or (header == "auto" and names_columns(rows, plain.number))
    doubts = [doubt(unsure, sign)] if unsure else []
    if header == "auto" and not named and may_name_columns(rows, plain.number):
        doubts.append("The first row was taken as an example: if it names the columns, choose “Names” under First row.")
    return replace(plain, header=named, doubts=tuple(doubts))


def names_in(lines: Iterable[str], dialect: Dialect) -> tuple[str, ...]:
    """A name for each column, all of them different; raises ImportProblem where the first row cannot be one."""
    first = next(iter(dialect.rows(dialect.below_title(lines), dialect.skipped)), None)
    if first is None:
        raise ImportProblem("There are only empty cells in it.", "Choose a table with one line an example.")
    return column_names(first) if dialect.header else tuple(f"column {i + 1}" for i in range(len(first)))


def _start(lines: Iterable[str]) -> list[tuple[int, str]]:
    """The first lines that are not empty, each with the number of those above it."""
    start, characters = [], 0
    for above, line in enumerate(islice(lines, 4 * LOOKED_AT)):
        if line.strip():
            start.append((above, line[:LONGEST_LOOKED_AT]))
        characters += len(line)
        if len(start) == LOOKED_AT or characters > MOST_LOOKED_AT:
            break
    return start


def _taken_apart(start: Sequence[tuple[int, str]], delimiter: str) -> list[LookedAt]:
    """The rows at the start, as far as they can be taken apart: what is wrong is said when the table is read."""
    reader = csv.reader((line for _, line in start), delimiter=delimiter, skipinitialspace=True)
    found: list[LookedAt] = []
    line = 0
    with suppress(csv.Error):
        for row in reader:
            if row := tidy(row) if delimiter == " " else row:
                found.append(LookedAt(row, start[line][0]))
            line = reader.line_num
    return found or [LookedAt([text], above) for above, text in start[:1]]


def _first_row(widths: Sequence[int]) -> int:
    """Which of the rows at the start is the table's first: titles and remarks above it are not as wide."""
    usual, count = Counter(widths).most_common(1)[0]
    first = widths.index(usual)
    clear = usual > 1 and count > 1 and count >= USUAL * (len(widths) - first)
    return first if clear and first <= MOST_SKIPPED else 0


def _delimiter(start: Sequence[tuple[int, str]]) -> str:
    """The one that cuts most lines into the same number of columns, at least two, and leaves most numbers whole."""
    found = {candidate: _taken_apart(start, candidate) for candidate in DELIMITERS}
    scores = {candidate: _score(found[candidate], candidate) for candidate in DELIMITERS}
    best = max(scores.values())
    likely = next((candidate for candidate in DELIMITERS if best and scores[candidate] > best - 0.05), ",")
    if likely in WITHIN_CELLS:
        return next((candidate for candidate in DELIMITERS[:2] if _stands_out(found[candidate])), likely)
    return likely


def _score(found: Sequence[LookedAt], delimiter: str) -> float:
    widths = [len(each.row) for each in found]
    usual, count = Counter(widths).most_common(1)[0] if widths else (1, 0)
    if usual == 1:
        return 0.0
    cells = [cell.strip() for each in found for cell in each.row[:50]]
    numbers = sum(map(_is_number, cells))
    # A first row of as many names as there are columns; blanks are in names and cells alike.
    named = delimiter != " " and count == len(widths) and not any(map(DIGIT.search, found[0].row))
    return count / len(widths) + numbers / len(cells) + named


def _stands_out(found: Sequence[LookedAt]) -> bool:
    """Whether all rows are equally wide, with commas only within numbers."""
    widths = {len(each.row) for each in found}
    return widths != {1} and len(widths) == 1 and all(IN_NUMBER.fullmatch(cell) for each in found for cell in each.row)


def _is_number(cell: str) -> bool:
    return NUMBER.fullmatch(cell) is not None or any(grouped.fullmatch(cell) for grouped in GROUPED.values())
