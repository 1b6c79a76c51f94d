"""Toggles for the derived inputs x₁², x₂², … of data in the plane; other data have none, and the row hides.

They come from the fields of the data set's `inputs`: a new function there is a new button here.
"""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ffnn_gui.schema import Config, Knob, knobs_of
from ffnn_gui.ui.forms.tooltips import knob_tooltip
from ffnn_gui.ui.panels.toggles import Toggles


class DerivedInputsRow(QWidget):
    """Signal: wanted(path, on), the person wants the network to be given a function, or no longer."""

    wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knobs: list[Knob] = []
        self._toggles = Toggles("Derived input", self)
        label = QLabel("Derived from x₁ and x₂", self)
        label.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(label)
        layout.addWidget(self._toggles)
        self._toggles.chosen.connect(self._choose)
        self.hide()

    def show_inputs(self, inputs: Config | None) -> None:
        """Show which functions are chosen; None: the data have none to choose."""
        self.setVisible(inputs is not None)
        if inputs is None:
            return
        if not self._knobs:
            self._knobs = list(knobs_of(type(inputs)).values())
            for knob in self._knobs:
                self._toggles.add(knob.label, knob_tooltip(knob))
        self._toggles.show_states([getattr(inputs, knob.name) for knob in self._knobs])

    def tab_stops(self) -> Iterable[QWidget]:
        """The toggles, in reading order."""
        return self._toggles.buttons

    def _choose(self, index: int, on: bool) -> None:
        self.wanted.emit(f"data.inputs.{self._knobs[index].name}", on)
