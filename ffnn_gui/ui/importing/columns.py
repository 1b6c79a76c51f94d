"""Which column or array is to be predicted, and which are inputs: chosen among those that a file turns out to have."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from ffnn_gui.data.importing import ImportedArrays, Importer
from ffnn_gui.ui.forms.quiet import QuietCombo
from ffnn_gui.ui.forms.row import LABEL_COLUMN

GAP = 6  # pixels that a form leaves between label and editor
SHOWN_INPUTS = 7  # lines of the list


class ColumnChoice(QWidget):
    """Signal: wanted(field, value), another column is to be the importer's target or input. Hides where none can be."""

    wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._combos = {field: _combo(words) for field, words in (("inputs", "Inputs"), ("target", "Target"))}
        self._list = QListWidget()
        self._list.setAccessibleName("Inputs")
        self._list.setSpacing(1)  # or the first tick touches the frame
        self._list.setToolTip("Which columns the network is given.")
        self._labels = {field: QLabel(combo.accessibleName()) for field, combo in self._combos.items()}
        self._list_label = QLabel("Inputs")
        self._left_out: tuple[str, ...] = ()
        form = QFormLayout(self)
        form.setContentsMargins(2, 0, 2, 0)
        for field, combo in self._combos.items():
            self._labels[field].setProperty("role", "muted")
            self._labels[field].setMinimumWidth(round(LABEL_COLUMN * self.fontMetrics().height()) - GAP)
            form.addRow(self._labels[field], combo)
            combo.activated.connect(self._choose)
        self._list_label.setProperty("role", "muted")
        form.addRow(self._list_label)
        form.addRow(self._list)
        self._problem = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._problem.setProperty("role", "problem")
        self._problem.hide()
        form.addRow(self._problem)
        self._list.itemChanged.connect(self._tick)
        for widget in (self._list_label, self._list, self):
            widget.hide()

    def show_arrays(self, importer: Importer, arrays: ImportedArrays) -> None:
        """Show what can be chosen, and what is chosen now."""
        first = arrays.used[0] if arrays.used else ""
        self.show_choices(importer, arrays.columns, {"target": arrays.target, "inputs": first})
        listed = bool(arrays.columns) and "left_out" in type(importer).model_fields
        self._list.setVisible(listed)
        self._list_label.setVisible(listed)
        if listed:
            self._left_out = getattr(importer, "left_out", ())
            self._fill_list(arrays)

    def show_choices(self, importer: Importer, columns: tuple[str, ...], now: Mapping[str, str]) -> None:
        """Show what could be chosen, and for each field what is chosen now; nothing where that is none of them."""
        for field, combo in self._combos.items():
            there = bool(columns) and field in type(importer).model_fields
            combo.setVisible(there)
            self._labels[field].setVisible(there)
            if there:
                _fill(combo, columns, now.get(field, ""))
        self.setVisible(bool(columns))

    def show_problem(self, sentence: str) -> None:
        """Say why what was chosen last is refused; an empty sentence takes that back."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    @property
    def problem(self) -> str:
        """The sentence shown, empty when there is none."""
        return self._problem.text()

    def _fill_list(self, arrays: ImportedArrays) -> None:
        used = set(arrays.used)
        with QSignalBlocker(self._list):
            self._list.clear()
            for name in arrays.columns:
                if name != arrays.target:
                    item = QListWidgetItem(name, self._list)
                    item.setCheckState(Qt.CheckState.Checked if name in used else Qt.CheckState.Unchecked)
        lines = min(SHOWN_INPUTS, self._list.count())
        self._list.setFixedHeight(round((lines + 0.6) * (self._list.sizeHintForRow(0) + 2 * self._list.spacing())))

    def _choose(self) -> None:
        combo = self.sender()
        for field, known in self._combos.items():
            if combo is known:
                self.wanted.emit(field, known.currentText())

    def _tick(self, item: QListWidgetItem) -> None:
        # Others without a tick are not left out by hand: read in another way, they may be of use.
        others = tuple(name for name in self._left_out if name != item.text())
        self._left_out = others if item.checkState() == Qt.CheckState.Checked else (*others, item.text())
        self.wanted.emit("left_out", self._left_out)


def _combo(name: str) -> QuietCombo:
    combo = QuietCombo()
    combo.setAccessibleName(name)
    return combo


def _fill(combo: QuietCombo, names: tuple[str, ...], now: str) -> None:
    if [combo.itemText(i) for i in range(combo.count())] != list(names):
        combo.clear()
        combo.addItems(list(names))
    combo.place(names.index(now) if now in names else -1)
