"""Editor of a yes or no: a check box."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox

from ffnn_gui.schema import Knob
from ffnn_gui.ui.forms.editor import Editor


class CheckEditor(Editor):
    """A check box; the label stands beside it like any other."""

    def __init__(self, knob: Knob, path: str) -> None:
        self._box = QCheckBox()
        super().__init__(knob, path, self._box)
        self._box.toggled.connect(self._toggle)

    def show_value(self, value: bool) -> None:
        with QSignalBlocker(self._box):
            self._box.setChecked(value)

    def _toggle(self, checked: bool) -> None:
        self.edited.emit(self.path, checked)
