"""Editor of a number in a range: a slider for the feeling, a field beside it for the exact value.

The slider stops at round values only, evenly spaced or (editor "log") over powers of ten.
"""

from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QWidget

from ffnn_gui.schema import Knob
from ffnn_gui.ui.forms.editor import Editor, Owner
from ffnn_gui.ui.forms.number_field import NumberField
from ffnn_gui.ui.forms.quiet import QuietSlider
from ffnn_gui.ui.forms.stops import nearest, stops_of


class SliderEditor(Editor):
    """A slider and a number field that follow each other."""

    def __init__(self, knob: Knob, path: str, owner: Owner, parent: QWidget) -> None:
        pair = QWidget(parent)
        super().__init__(knob, path, owner, pair)
        self._values = stops_of(knob)
        self._slider = QuietSlider(len(self._values), pair)
        self._field = NumberField(knob, self._values, pair)
        self._field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.stops = (self._slider, self._field)
        layout = QHBoxLayout(pair)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._slider, 1)
        layout.addWidget(self._field)
        self._connect()

    def show_value(self, value: float) -> None:
        self._field.show_value(value)
        self._slider.place(nearest(self._values, value))

    def _connect(self) -> None:
        self._slider.valueChanged.connect(self._slide)
        self._slider.sliderPressed.connect(self._start_drag)
        self._slider.sliderReleased.connect(self._finish_drag)
        self._field.committed.connect(self._commit)
        self._field.objected.connect(self.object_to)

    def _slide(self, position: int) -> None:
        value = self._values[position]
        self._field.show_value(value)
        self.want(value)

    def _commit(self, value: float) -> None:
        self._slider.place(nearest(self._values, value))
        self.want(value)

    def _start_drag(self) -> None:
        self.owner.start_drag(self.path)

    def _finish_drag(self) -> None:
        self.owner.finish_drag(self.path)
