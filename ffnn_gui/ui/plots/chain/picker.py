"""Which example is looked at: a number to step through those of the watched part, and its name."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSpinBox, QWidget

from ffnn_gui.data import PreparedData
from ffnn_gui.insight.verdict import judged_first
from ffnn_gui.ui.plots.examples import example_at, index_of
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.selection import Selection


class ExamplePicker(QWidget):
    """A spin box from 1 on; it shows "–" while a place is chosen that is none of the examples."""

    def __init__(self, selection: Selection) -> None:
        super().__init__()
        self._selection = selection
        self._data: PreparedData | None = None
        self.spin = QSpinBox()
        self.spin.setSpecialValueText("–")
        self.spin.setRange(0, 0)
        self.spin.setToolTip(self.tr("Step through the examples"))
        self.spin.setAccessibleName(self.tr("Example"))
        self.spin.setKeyboardTracking(False)
        self.caption = QLabel(self.tr("example"))
        self.caption.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.caption)
        self._row.addWidget(self.spin)
        self._row.addStretch(1)
        self.spin.valueChanged.connect(self._choose)
        selection.changed.connect(self._follow)

    def prepare(self, data: PreparedData) -> None:
        """Other data: begin with the first example."""
        self._data = data
        name = judged_first(data)
        self.caption.setText(self.tr("%1 example").replace("%1", name))
        self.spin.blockSignals(True)
        self.spin.setRange(0, len(data.part(name)))
        self.spin.blockSignals(False)
        self._follow()

    def restyle(self, look: Look) -> None:
        """Follow theme and scale."""
        self.caption.setFont(look.small)
        self.spin.setFont(look.small)

    def _choose(self, number: int) -> None:
        if self._data is not None and number:
            self._selection.choose_example(example_at(self._data, number - 1))

    def _follow(self) -> None:
        """Show what is chosen, here or elsewhere."""
        if self._data is None:
            return
        chosen = self._selection.example
        index = 0 if chosen is None else index_of(self._data, chosen)
        self.spin.blockSignals(True)
        self.spin.setValue(0 if index is None else index + 1)
        self.spin.blockSignals(False)
