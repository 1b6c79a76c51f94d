"""Lines of numbers as arrays, many times faster than cell by cell: tables of pixels are long and wide."""

from collections.abc import Collection, Sequence
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.tables.dialect import Dialect

SEPARATORS = b",;|\t \r\n"
MOST_EXACT = 2**53
"""All whole numbers up to it are exact in float64."""


def fast_columns(
    lines: Sequence[str], dialect: Dialect, width: int, texts: Collection[int]
) -> list[Sequence[str] | NDArray[Any]] | None:
    """The columns in lines: numbers as bytes or float64, and the cells as they are written for those of `texts`.

    None where it cannot be done: a number is missing, a row has more cells, a text stands in quotation marks.
    """
    if len(texts) == width or not any(line.strip() for line in lines):
        return None
    cells: dict[int, list[str]] = {}
    if texts:
        if dialect.delimiter == " " or any('"' in line for line in lines):
            return None
        rows = [line.split(dialect.delimiter) for line in lines]
        if any(len(row) != width for row in rows):
            return None
        cells = {i: [row[i] for row in rows] for i in texts}
        numeric = [i not in cells for i in range(width)]
        lines = [dialect.delimiter.join(compress(row, numeric)) for row in rows]
    try:
        table = _numbers(lines, dialect)
    except ValueError:
        return None
    if table.shape[1] + len(cells) != width:
        return None
    numbers = iter(np.ascontiguousarray(table.T))
    return [cells[i] if i in cells else next(numbers) for i in range(width)]


def small(values: NDArray[Any]) -> NDArray[Any]:
    """Bytes where all are whole numbers from 0 to 255: a table of pixels is large enough as it is."""
    first = values[0]
    if values.dtype == np.uint8 or not (0 <= first <= 255 and first == int(first)):
        return values
    with np.errstate(invalid="ignore"):
        found = values.astype(np.uint8)
    return found if np.array_equal(found, values) and not np.signbit(values).any() else values


def _numbers(lines: Sequence[str], dialect: Dialect) -> NDArray[Any]:
    """The numbers (rows, columns) in lines; raises ValueError where there is anything else in them."""
    if dialect.decimal == ",":
        if any("." in line for line in lines):
            raise ValueError("With a decimal comma a point is no part of a number.")
        if dialect.delimiter != ",":
            lines = [line.replace(",", ".") for line in lines]
    delimiter = None if dialect.delimiter == " " else dialect.delimiter
    if "".join(lines).encode("utf-8", "replace").translate(None, SEPARATORS).isdigit():
        # Not as bytes at once: before version 2.4 NumPy takes 256 for 0 there.
        whole = np.loadtxt(lines, np.int64, delimiter=delimiter, comments=None, ndmin=2)
        low, high = whole.min(), whole.max()
        if low >= 0 and high < MOST_EXACT:
            return whole.astype(np.uint8 if high <= 255 else np.float64)
    return np.loadtxt(lines, np.float64, delimiter=delimiter, comments=None, ndmin=2)
