"""Editor of a number: a field with up and down."""

from PySide6.QtWidgets import QWidget

from ffnn_gui.schema import Knob
from ffnn_gui.ui.forms.editor import Editor, Owner
from ffnn_gui.ui.forms.number_field import NumberField


class SpinEditor(Editor):
    """A number field alone."""

    def __init__(self, knob: Knob, path: str, owner: Owner, parent: QWidget) -> None:
        self._field = NumberField(knob, parent=parent)
        super().__init__(knob, path, owner, self._field)
        self._field.committed.connect(self.want)
        self._field.objected.connect(self.object_to)

    def show_value(self, value: float) -> None:
        self._field.show_value(value)
