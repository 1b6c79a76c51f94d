"""How a table is written: what separates columns, whether decimals have a comma, whether the first row names columns.

Each is guessed from the first rows, and each guess can be corrected.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from ffnn_gui.data.importing.problems import ImportProblem

Delimiter = Literal["auto", ",", ";", "\t", "|", " "]
Decimal = Literal["auto", ".", ","]
Header = Literal["auto", "yes", "no"]

DELIMITERS: tuple[Literal[",", ";", "\t", "|", " "], ...] = ("\t", ";", ",", "|", " ")
LOOKED_AT = 60
MOST_COLUMNS = 5_000
MISSING = frozenset({"", "na", "n/a", "nan", "null", "?", "-", "–"})
NUMBER = re.compile(r"[-+]?\d*[.,]?\d+(?:[eE][-+]?\d+)?")
WITH_COMMA = re.compile(r"[-+]?\d*,\d+(?:[eE][-+]?\d+)?")
WITH_POINT = re.compile(r"[-+]?\d*\.\d+(?:[eE][-+]?\d+)?")
Row = list[str]


@dataclass(frozen=True)
class Dialect:
    """What a table is written like."""

    delimiter: str
    decimal: str
    header: bool

    def rows(self, lines: Iterable[str]) -> Iterator[Row]:
        """The rows, empty ones left out; raises ImportProblem naming the line that cannot be taken apart."""
        reader = csv.reader(lines, delimiter=self.delimiter, skipinitialspace=True)
        try:
            for row in reader:
                if row and (len(row) > 1 or row[0].strip()):
                    yield _tidy(row) if self.delimiter == " " else row
        except csv.Error as error:
            raise ImportProblem(
                f"Line {reader.line_num:,} cannot be taken apart: {error}.", "Perhaps a quotation mark is not closed."
            ) from error

    def number(self, cell: str) -> float | None:
        """The number in a cell: NaN where it is missing, None where there is something else."""
        text = cell.strip()
        if text.lower() in MISSING:
            return float("nan")
        if self.decimal == ",":
            text = text.replace(".", "#").replace(",", ".")
        try:
            return float(text) if "_" not in text else None
        except ValueError:
            return None


def dialect_of(lines: Iterable[str], delimiter: Delimiter, decimal: Decimal, header: Header) -> Dialect:
    """The dialect of a text, of which only the first lines are looked at."""
    start = [line for line in islice(lines, 4 * LOOKED_AT) if line.strip()][:LOOKED_AT]
    if not start:
        raise ImportProblem("There are only empty lines in it.", "Choose a table with one line an example.")
    separator = _delimiter(start) if delimiter == "auto" else delimiter
    rows = list(Dialect(separator, ".", header=False).rows(start))
    if not rows:
        raise ImportProblem("There are only empty lines in it.", "Choose a table with one line an example.")
    if len(rows[0]) > MOST_COLUMNS:
        raise ImportProblem(f"Its first row has {len(rows[0]):,} columns; at most {MOST_COLUMNS:,} are possible.")
    comma = decimal == "," or (decimal == "auto" and separator != "," and _has_decimal_commas(rows))
    plain = Dialect(separator, "," if comma else ".", header=False)
    named = header == "yes" or (header == "auto" and _names_columns(rows, plain))
    return Dialect(separator, plain.decimal, named)


def _delimiter(lines: Sequence[str]) -> str:
    """The one that cuts most lines into the same number of columns, at least two, and leaves most numbers whole."""
    scores = {candidate: _score(candidate, lines) for candidate in DELIMITERS}
    best = max(scores.values())
    return next((candidate for candidate in DELIMITERS if best and scores[candidate] > best - 0.05), ",")


def _score(delimiter: str, lines: Sequence[str]) -> float:
    try:
        rows = list(Dialect(delimiter, ".", header=False).rows(lines))
    except ImportProblem:
        return 0.0
    widths = [len(row) for row in rows]
    usual = max(set(widths), key=widths.count, default=1)
    cells = [cell.strip() for row in rows for cell in row[:50]]
    numbers = sum(NUMBER.fullmatch(cell) is not None for cell in cells)
    return widths.count(usual) / len(widths) + numbers / len(cells) if usual > 1 else 0.0


def _has_decimal_commas(rows: Sequence[Row]) -> bool:
    cells = [cell.strip() for row in rows for cell in row]
    with_comma = sum(WITH_COMMA.fullmatch(cell) is not None for cell in cells)
    with_point = sum(WITH_POINT.fullmatch(cell) is not None for cell in cells)
    return with_comma > with_point


def _names_columns(rows: Sequence[Row], dialect: Dialect) -> bool:
    """Whether the first row holds names: no numbers, and something else than the rows below."""
    first, below = rows[0], [row for row in rows[1:] if len(row) == len(rows[0])]
    values = [dialect.number(cell) for cell in first]
    if any(value is not None and value == value for value in values):
        return False
    if not below:
        return len(rows) > 1 or len(first) > 1
    columns = list(zip(*below, strict=True))
    if any(dialect.number(cell) is not None for column in columns for cell in column[:5]):
        return True
    return len(set(first)) == len(first) and not any(
        cell in column for cell, column in zip(first, columns, strict=True)
    )


def _tidy(row: Row) -> Row:
    """Several blanks in a row separate as one does."""
    return [cell for cell in row if cell]
