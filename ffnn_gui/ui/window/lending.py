"""Room lent from dock to dock: one whose opened card is higher than it gets what the others can do without.

They have back what is needed no more when a card is closed, unless somebody has moved the edges between them since.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

SLACK = 4
"""Pixels by which a dock may differ from the height that was asked for it."""

Heights = dict[QDockWidget, int]


class Lending:
    """Lends heights between the docks of a column of `window`."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._taken: dict[QDockWidget, Heights] = {}
        self._left: Heights = {}

    def lend(self, dock: QDockWidget, pixels: int, column: Sequence[QDockWidget]) -> None:
        """Make a dock of the column higher by so many pixels, as far as the others can be lower."""
        spare = {other: _spare(other) for other in column if other is not dock}
        lent = min(pixels, sum(spare.values()))
        if lent <= 0:
            return
        if not self._stands(column):
            self._taken.clear()
        parts = _parted(lent, spare)
        before = self._taken.get(dock, {})
        self._taken[dock] = {other: before.get(other, 0) + part for other, part in parts.items()}
        self._move(dock, parts, column)

    def give_back(self, dock: QDockWidget, pixels: int, column: Sequence[QDockWidget]) -> None:
        """Undo so much of what the dock was lent, if the column is still as the last loan left it."""
        if not self._stands(column):
            self._taken.clear()
        taken = self._taken.get(dock, {})
        due = min(pixels, sum(taken.values()), _spare(dock))
        if due <= 0:
            return
        parts = _parted(due, taken)
        self._taken[dock] = {other: had - parts[other] for other, had in taken.items()}
        self._move(dock, {other: -part for other, part in parts.items()}, column)

    def _stands(self, column: Sequence[QDockWidget]) -> bool:
        """Whether the column is as it was left."""
        same = set(column) == set(self._left)
        return same and all(abs(dock.height() - self._left[dock]) <= SLACK for dock in column)

    def _move(self, dock: QDockWidget, parts: Heights, column: Sequence[QDockWidget]) -> None:
        """Give a dock these parts of the others' heights."""
        gains = {**{other: -part for other, part in parts.items()}, dock: sum(parts.values())}
        self._left = {each: each.height() + gains.get(each, 0) for each in column}
        self._window.resizeDocks(list(self._left), list(self._left.values()), Qt.Orientation.Vertical)


def _parted(pixels: int, of: Heights) -> Heights:
    """So many pixels, from each in proportion to what it has."""
    whole, left, parts = sum(of.values()), pixels, {}
    for dock, has in of.items():
        parts[dock] = round(left * has / whole) if whole else 0
        whole, left = whole - has, left - parts[dock]
    return parts


def _spare(dock: QDockWidget) -> int:
    return max(dock.height() - dock.minimumSizeHint().height(), 0)
