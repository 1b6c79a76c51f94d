"""Whether the first row of a table names its columns, or is an example already; and the names."""

from collections.abc import Callable, Sequence

from ffnn_gui.data.importing.labels import unique_names
from ffnn_gui.data.importing.problems import shown
from ffnn_gui.data.importing.tables.rows import Row

FEWEST_COUNTED = 3
LOOKED_AT = 5

UNNAMED = "column 1"
"""The first column where it has no name, as pandas writes the numbers of the rows."""

Number = Callable[[str], float | None]
"""The number in a cell: NaN where it is missing, None where there is something else."""


def names_columns(rows: Sequence[Row], number: Number) -> bool:
    """Whether the first of these rows holds names.

    It does where a text stands above numbers, where it counts the columns as pandas does, and where it has no numbers
    but something else than the rows below.
    """
    first, below = rows[0], [row for row in rows[1:] if len(row) == len(rows[0])]
    columns = list(zip(*below, strict=True))
    pairs = zip(first, columns, strict=False)  # of which there are none where nothing is below
    if any(_is_text(cell, number) and _are_numbers(column, number) for cell, column in pairs):
        return True
    if _counts(first):
        return bool(below) and not _goes_on(first, below[0])
    if any(_is_number(cell, number) for cell in first):
        return False
    if not below:
        return len(rows) > 1 or len(first) > 1
    if any(number(cell) is not None for column in columns for cell in column[:LOOKED_AT]):
        return True
    return len(set(first)) == len(first) and not any(
        cell in column for cell, column in zip(first, columns, strict=True)
    )


def may_name_columns(rows: Sequence[Row], number: Number) -> bool:
    """Whether a first row that is read as an example could name the columns: “country,2000,2001” above such texts.

    Its texts are nowhere below, and its numbers are whole and all different.
    """
    first, below = rows[0], [row for row in rows[1:] if len(row) == len(rows[0])]
    cells = [cell.strip() for cell in first]
    texts = [place for place, cell in enumerate(cells) if _is_text(cell, number)]
    numbers = [cell for cell in cells if _is_number(cell, number)]
    if not texts or not numbers or not below or len(texts) + len(numbers) < len(cells):
        return False
    distinct = len(set(numbers)) == len(numbers) and all(cell.isdecimal() for cell in numbers)
    return distinct and not any(row[place].strip() == cells[place] for row in below for place in texts)


def column_names(first: Row) -> tuple[str, ...]:
    """A name for each column from the first row, all of them different; empty ones are numbered."""
    # NumPy writes names as a remark: “# x,y”.
    cells = [first[0].strip().lstrip("# ") or first[0], *first[1:]]
    return unique_names(shown(cell.strip()) or f"column {i + 1}" for i, cell in enumerate(cells))


def _is_text(cell: str, number: Number) -> bool:
    return number(cell) is None


def _is_number(cell: str, number: Number) -> bool:
    value = number(cell)
    return value is not None and value == value


def _are_numbers(cells: Sequence[str], number: Number) -> bool:
    """Whether all cells that are not missing are numbers, and there is one."""
    return any(_is_number(cell, number) for cell in cells) and not any(_is_text(cell, number) for cell in cells)


def _counts(cells: Row) -> bool:
    """Whether cells are 0, 1, 2, …, perhaps after an empty one above the numbers of the rows."""
    counted = [cell.strip() for cell in (cells if cells[0].strip() else cells[1:])]
    return len(counted) >= FEWEST_COUNTED and counted == [str(i) for i in range(len(counted))]


def _goes_on(first: Row, second: Row) -> bool:
    """Whether a row counts on where the one above it ended, so that both are examples."""
    return second[0].strip() == str(len(first))
