"""Editor of a yes or no: a check box."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QWidget

from ffnn_gui.schema import Knob
from ffnn_gui.ui.forms.editor import Editor, Owner


class CheckEditor(Editor):
    """A check box; the label stands beside it like any other."""

    small = True

    def __init__(self, knob: Knob, path: str, owner: Owner, parent: QWidget) -> None:
        self._box = QCheckBox(parent)
        super().__init__(knob, path, owner, self._box)
        self._box.toggled.connect(self.want)

    def show_value(self, value: bool) -> None:
        with QSignalBlocker(self._box):
            self._box.setChecked(value)
