"""Editor of a number: a field with up and down."""

from ffnn_gui.schema import Knob
from ffnn_gui.ui.forms.editor import Editor
from ffnn_gui.ui.forms.number_field import NumberField


class SpinEditor(Editor):
    """A number field alone."""

    def __init__(self, knob: Knob, path: str) -> None:
        self._field = NumberField(knob)
        super().__init__(knob, path, self._field)
        self._field.committed.connect(self._commit)
        self._field.objected.connect(self._object)

    def show_value(self, value: float) -> None:
        self._field.show_value(value)

    def _commit(self, value: float) -> None:
        self.edited.emit(self.path, value)

    def _object(self, sentence: str) -> None:
        self.refused.emit(self.path, sentence)
