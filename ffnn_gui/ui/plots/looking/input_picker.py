"""A picker for one of the data's inputs, however many there are: the first ones in a menu, all of them by name."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSortFilterProxyModel, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.picker import Picker

MOST = 60
"""Inputs in the menu: a longer one would not fit on a screen."""

SIZE = 260, 320
"""Of the list of all inputs, in pixels at scale 1."""


class InputPicker(Picker):
    """Keys are the inputs' numbers, from 0 as text, which no name can be mistaken for."""

    def __init__(self, look: Look, name: str, tip: str) -> None:
        super().__init__(look, name, tip)
        self._look = look
        self._names: Sequence[str] = ()
        self._others: Mapping[str, str] = {}
        self.search = Search(self)
        self.search.found.connect(self._take)

    def offer_inputs(self, names: Sequence[str], others: Mapping[str, str], chosen: str) -> None:
        """Offer all inputs by their names, and other choices by key; what was chosen before stays if it is there."""
        self._names, self._others = names, others
        self.search.set_names(names)
        self._offer_with(next((key for key in (self.chosen, chosen) if self._has(key)), ""))

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self._look = look

    def _has(self, key: str) -> bool:
        return key in self._others or (key.isdecimal() and int(key) < len(self._names))

    def _offer_with(self, key: str) -> None:
        """Put the first inputs into the menu, and the one of this key, which is chosen."""
        numbers = list(range(min(MOST, len(self._names))))
        if key.isdecimal() and int(key) >= len(numbers):
            numbers.append(int(key))
        self.offer({**{str(number): self._names[number] for number in numbers}, **self._others}, key)
        self.choose(key)
        if len(self._names) > MOST:
            self._menu.addSeparator()
            text = self.tr("Find one of all %1 inputs…").replace("%1", f"{len(self._names):,}")
            self._menu.addAction(text).triggered.connect(self._open_search)

    def _open_search(self) -> None:
        px = self._look.metrics.px
        self.search.open_at(self.mapToGlobal(QPoint(0, self.height())), px(SIZE[0]), px(SIZE[1]))

    def _take(self, number: int) -> None:
        self._offer_with(str(number))
        self.picked.emit(str(number))


class Search(QFrame):
    """A list that is narrowed down by typing a part of a name. `found(number)` is the one that was taken."""

    found = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.text = QLineEdit(clearButtonEnabled=True, placeholderText=self.tr("A part of the name"))
        self.text.setAccessibleName(self.tr("A part of the input's name"))
        self._model, self._fitting = QStringListModel(self), QSortFilterProxyModel(self)
        self._fitting.setSourceModel(self._model)
        self._fitting.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QListView()
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setModel(self._fitting)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(6, 6, 6, 6)
        rows.addWidget(self.text)
        rows.addWidget(self.list)
        self.text.textChanged.connect(self._narrow)
        self.text.returnPressed.connect(self._take_current)
        self.list.clicked.connect(self._take)
        self.list.activated.connect(self._take)

    def set_names(self, names: Sequence[str]) -> None:
        """What there is to find."""
        self._model.setStringList(list(names))

    def open_at(self, place: QPoint, wide: int, high: int) -> None:
        """Show all names at a place on the screen."""
        self.text.clear()
        self.resize(wide, high)
        self.move(place)
        self.show()
        self.text.setFocus()

    def _narrow(self, text: str) -> None:
        self._fitting.setFilterFixedString(text)
        self.list.setCurrentIndex(self._fitting.index(0, 0))

    def _take_current(self) -> None:
        self._take(self.list.currentIndex())

    def _take(self, place: QModelIndex) -> None:
        if place.isValid() and self.isVisible():
            self.hide()
            self.found.emit(self._fitting.mapToSource(place).row())
