"""The rows of a table as cells of text, quotation marks taken off: one at a time, since each may be large.

A quotation mark that is never closed would swallow the rest of the table, so a row may extend over a few lines only.
"""

import csv
import re
from collections.abc import Iterable, Iterator

from ffnn_gui.data.importing.problems import ImportProblem

MOST_COLUMNS = 5_000
MOST_LINES, MOST_CHARACTERS = 20, 2**20
"""What one row may extend over."""

MOST_EMPTY = 100_000
"""Lines without a row, beyond those that rows extend over."""

Row = list[str]


class Rows:
    """The rows of a table, empty ones left out.

    Attributes: line, the number of the last line that was read, counted from `before`; characters, how many were read;
    found, how many rows there were, counted on too. Iterating raises ImportProblem naming the line that cannot be taken
    apart.
    """

    def __init__(self, lines: Iterable[str], delimiter: str, before: int = 0, found: int = 0) -> None:
        self.line, self.characters, self.found = before, 0, found
        self._row_start = (before, 0)
        self._lines, self._delimiter = lines, delimiter

    def __iter__(self) -> Iterator[Row]:
        reader = csv.reader(self._counted(), delimiter=self._delimiter, skipinitialspace=True, strict=True)
        try:
            for row in reader:
                self._row_start = (self.line, self.characters)
                row = tidy(row) if self._delimiter == " " else row
                if row and (len(row) > 1 or row[0].strip()):
                    self._check(row)
                    self.found += 1
                    yield row
                else:
                    check_emptiness(self.line, self.found)
        except csv.Error as error:
            raise ImportProblem(
                f"Line {self._row_start[0] + 1:,} cannot be taken apart: {error}.",
                'Close each quotation mark, and write those within a text twice: "".',
            ) from error

    def _check(self, row: Row) -> None:
        if len(row) > MOST_COLUMNS:
            raise ImportProblem(
                f"Line {self.line:,} has {len(row):,} columns; at most {MOST_COLUMNS:,} are possible.",
                "Choose another delimiter, or save it as a NumPy file.",
            )

    def _counted(self) -> Iterator[str]:
        # Python's reader would take a blank between a quotation mark and the delimiter for an error.
        blanks = re.compile(f'" +(?=[{re.escape(self._delimiter)}\\r\\n]|$)')
        for line in self._lines:
            self.line += 1
            self.characters += len(line)
            first, characters = self._row_start
            if self.line - first > MOST_LINES or self.characters - characters > MOST_CHARACTERS:
                raise ImportProblem(
                    f"The row that begins in line {first + 1:,} does not end within {MOST_LINES} lines.",
                    "Close the quotation mark in it.",
                )
            yield blanks.sub('"', line) if '" ' in line and self._delimiter != " " else line


def check_emptiness(lines: int, rows: int) -> None:
    """Raise ImportProblem where too many lines are empty: millions of them pack into a small file."""
    if lines > MOST_EMPTY + MOST_LINES * rows:
        raise ImportProblem(
            f"Its first {lines:,} lines hold {rows:,} row{'s' * (rows != 1)}: the others are empty.",
            "Take the empty lines out of it.",
        )


def tidy(row: Row) -> Row:
    """Several blanks in a row separate as one does."""
    return [cell for cell in row if cell]
