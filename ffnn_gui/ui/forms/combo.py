"""Editor of one value out of a few: a combo box of their labels."""

from typing import Any, get_args

from PySide6.QtWidgets import QWidget

from ffnn_gui.schema import Knob
from ffnn_gui.ui.forms.editor import Editor, Owner
from ffnn_gui.ui.forms.quiet import QuietCombo


class ComboEditor(Editor):
    """A combo box of the values of a Literal."""

    def __init__(self, knob: Knob, path: str, owner: Owner, parent: QWidget) -> None:
        self._combo = QuietCombo(parent)
        super().__init__(knob, path, owner, self._combo)
        self._values = get_args(knob.annotation)
        self._combo.addItems([str(knob.labels.get(value, value)) for value in self._values])
        self._combo.currentIndexChanged.connect(self._select)

    def show_value(self, value: Any) -> None:
        self._combo.place(self._values.index(value))

    def _select(self, index: int) -> None:
        self.want(self._values[index])
