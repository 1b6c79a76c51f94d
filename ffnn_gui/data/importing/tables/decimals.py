"""Whether a comma in the numbers of a table begins the decimals or separates thousands; whole columns tell.

A cell such as 1,029 may be either: the cells beside it decide, and where they do not that is said.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

Sign = Literal[".", ","]

WITH_COMMA = re.compile(r"[-+]?(?:\d*|[1-9]\d{0,2}(?:\.\d{3})+),\d+(?:[eE][-+]?\d+)?")
WITH_POINT = re.compile(r"[-+]?\d*\.\d+(?:[eE][-+]?\d+)?")
WHOLE = re.compile(r"[-+]?\d+")
GROUPED = {
    ".": re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?"),
    ",": re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?"),
}
"""Numbers with their thousands set apart, by the sign before their decimals."""


def without_groups(text: str, decimal: str) -> str:
    """A number without what sets its thousands apart; any other text as it is."""
    apart = "." if decimal == "," else ","
    return text.replace(apart, "") if apart in text and GROUPED[decimal].fullmatch(text) else text


def decimal_in(rows: Iterable[Sequence[str]], delimiter: str) -> tuple[Sign, str]:
    """The sign before the decimals of a table, and a cell that may be meant otherwise, empty where none is."""
    decimals, points, unsure = 0, 0, list[str]()
    for cells in _columns(rows):
        points += sum(WITH_POINT.fullmatch(cell) is not None for cell in cells)
        short = [cell for cell in cells if WITH_COMMA.fullmatch(cell)]
        grouped = [cell for cell in cells if GROUPED["."].fullmatch(cell)]
        if set(short) - set(grouped):
            decimals += len(short)
        elif _are_thousands(grouped, cells):
            points += len(grouped)
        else:
            unsure += grouped
    # Whoever writes decimal commas separates columns by another sign.
    likely = 0 if delimiter == "," else len(unsure)
    sign: Sign = "," if decimals + likely > points else "."
    open_to_doubt = bool(unsure) and decimals <= points and (sign == "," or not points)
    return sign, unsure[0] if open_to_doubt else ""


def doubt(cell: str, decimal: str) -> str:
    """What to say of a cell that may be meant otherwise than it is read."""
    readings = {",": cell.replace(",", "."), ".": cell.replace(",", "")}
    other, name = (".", "point") if decimal == "," else (",", "comma")
    return f"“{cell}” was read as {readings[decimal]}: if it means {readings[other]}, choose the {name} under Decimals."


def _columns(rows: Iterable[Sequence[str]]) -> Iterable[list[str]]:
    columns: dict[int, list[str]] = {}
    for row in rows:
        for place, cell in enumerate(row):
            columns.setdefault(place, []).append(cell.strip())
    return columns.values()


def _are_thousands(grouped: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a column of which all commas stand before three digits shows elsewhere that they separate thousands."""
    if any(cell.count(",") > 1 or "." in cell for cell in grouped):
        return True
    whole = [cell.lstrip("+-") for cell in cells if WHOLE.fullmatch(cell)]
    if any(len(digits) > 3 for digits in whole):
        return False
    # Where decimals are written to the last 0, those of whole numbers would be too.
    padded = any(cell.endswith("0") for cell in grouped)
    return any(digits.strip("0") and (padded or (len(digits) == 3 and digits[0] != "0")) for digits in whole)
