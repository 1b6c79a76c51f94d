"""The first rows of a table, the target in front; a view's model that holds nothing but texts."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()


class RowsModel(QAbstractTableModel):
    """Texts in rows and columns with headings."""

    def __init__(self) -> None:
        super().__init__()
        self._headings: list[str] = []
        self._cells: list[list[str]] = []

    def show_texts(self, headings: list[str], cells: list[list[str]]) -> None:
        """Show these."""
        self.beginResetModel()
        self._headings, self._cells = headings, cells
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """The target and the features."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """The text of a cell, numbers to the right, the target bold."""
        if role == Role.DisplayRole:
            return self._cells[index.row()][index.column()]
        if role == Role.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.FontRole and not index.column():
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """The heading of a column, or the number of a row."""
        if role != Role.DisplayRole:
            return None
        return self._headings[section] if orientation == Qt.Orientation.Horizontal else str(section + 1)


class Rows(QTableView):
    """A table that can only be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RowsModel()
        self._rows.setParent(self)
        self.setModel(self._rows)
        self.setAccessibleName("First rows")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_texts(self, headings: list[str], cells: list[list[str]]) -> None:
        """Show these rows under these headings."""
        self._rows.show_texts(headings, cells)
        self.resizeColumnsToContents()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.4))
