"""Room lent from dock to dock: one whose opened card is higher than it gets what the others can do without.

When the card is closed they have it back, unless somebody has moved the edges between them since.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

SLACK = 4
"""Pixels by which a dock may differ from the height that was asked for it."""


@dataclass(frozen=True)
class Loan:
    """What one dock was lent: the heights of the column's docks before and after."""

    to: QDockWidget
    column: tuple[QDockWidget, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]


class Lending:
    """Lends heights between the docks of a column of `window`."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._loan: Loan | None = None

    def lend(self, dock: QDockWidget, pixels: int, column: Sequence[QDockWidget]) -> None:
        """Make a dock of the column higher by so many pixels, as far as the others can be lower."""
        spare = {other: _spare(other) for other in column if other is not dock}
        lent = min(pixels, sum(spare.values()))
        if lent <= 0:
            return
        before = _heights(column)
        share = lent / sum(spare.values())
        changes = [lent if other is dock else -round(share * spare[other]) for other in column]
        after = tuple(height + change for height, change in zip(before, changes, strict=True))
        kept = self._loan.before if self._loan and self._is_due(dock, column) else before
        self._loan = Loan(dock, tuple(column), kept, after)
        self._resize(column, after)

    def give_back(self, dock: QDockWidget, column: Sequence[QDockWidget]) -> None:
        """Undo what the dock was lent, if the column is still as the loan left it."""
        if self._loan and self._is_due(dock, column):
            self._resize(column, self._loan.before)
            self._loan = None

    def _is_due(self, dock: QDockWidget, column: Sequence[QDockWidget]) -> bool:
        loan = self._loan
        if loan is None or (dock, tuple(column)) != (loan.to, loan.column):
            return False
        pairs = zip(_heights(column), loan.after, strict=True)
        return all(abs(height - after) <= SLACK for height, after in pairs)

    def _resize(self, column: Sequence[QDockWidget], heights: Sequence[int]) -> None:
        self._window.resizeDocks(list(column), list(heights), Qt.Orientation.Vertical)


def _heights(column: Sequence[QDockWidget]) -> tuple[int, ...]:
    return tuple(dock.height() for dock in column)


def _spare(dock: QDockWidget) -> int:
    return max(dock.height() - dock.minimumSizeHint().height(), 0)
