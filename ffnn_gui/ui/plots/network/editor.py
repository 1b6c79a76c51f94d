"""The small editor of one weight or bias: a field to type a value, a slider to drag it while it trains."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from ffnn_gui.insight.places import Weight
from ffnn_gui.schema import Knob
from ffnn_gui.ui.forms.number_field import NumberField
from ffnn_gui.ui.forms.quiet import QuietSlider
from ffnn_gui.ui.plots.intents import BeginDrag, EndDrag, SetParameter
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.network.details import WeightDetail
from ffnn_gui.ui.plots.ranges import round_up
from ffnn_gui.ui.plots.readings import number

STOPS = 401
REACH = 2.0
"""The slider goes to so many times the largest weight of the layer …"""

LEAST = 5.0
"""… and at least so far, so that a bias can kill a unit."""


class WeightEditor(QFrame):
    """Changes one weight. `wanted(intent)`: what is to be done; `closed()`: Escape."""

    wanted = Signal(object)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.weight: Weight | None = None
        self._edge = LEAST
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self._name, self._gradient = QLabel(), QLabel()
        self._name.setProperty("role", "heading")
        self._gradient.setProperty("role", "small")
        self.field = NumberField(Knob("value", "value", "", float, 0.0, "spin", step=0.1))
        self.field.setAccessibleName(self.tr("Value of the weight"))
        self.slider = QuietSlider(STOPS)
        self.slider.setAccessibleName(self.tr("Drag the weight"))
        grid = QGridLayout(self)
        grid.addWidget(self._name, 0, 0)
        grid.addWidget(self.field, 0, 1)
        grid.addWidget(self.slider, 1, 0, 1, 2)
        grid.addWidget(self._gradient, 2, 0, 1, 2)
        self._grid = grid
        self.field.committed.connect(self._type)
        self.slider.sliderPressed.connect(lambda: self.wanted.emit(BeginDrag()))
        self.slider.sliderReleased.connect(lambda: self.wanted.emit(EndDrag()))
        self.slider.valueChanged.connect(self._slide)
        self.restyle(look)
        self.hide()

    def restyle(self, look: Look) -> None:
        """Follow the scale."""
        px = look.metrics.px
        self._grid.setContentsMargins(px(10), px(6), px(10), px(6))
        self._grid.setSpacing(px(4))
        self.slider.setMinimumWidth(px(190))

    def open(self, weight: Weight, name: str, detail: WeightDetail | None) -> None:
        """Edit a weight, of which more or nothing is known yet."""
        self.weight = weight
        self._name.setText(name)
        self._gradient.setText(" ")
        self._edge = LEAST
        if detail is not None:
            self.show_detail(detail)
        self.adjustSize()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()

    def close_it(self) -> None:
        """Put it away; a drag that is under way ends."""
        if self.weight is not None:
            if self.slider.isSliderDown():
                self.slider.setSliderDown(False)
            self.weight = None
            self.hide()

    def show_detail(self, detail: WeightDetail) -> None:
        """What the weight is by now; what is being typed or dragged stays."""
        self._gradient.setText(f"gradient {number(detail.gradient)}")
        if self.slider.isSliderDown():
            return
        # Never less, or the handle would move under the hand.
        self._edge = max(self._edge, round_up(REACH * max(detail.largest, abs(detail.value))))
        self.field.show_value(_rounded(detail.value))
        self.slider.place(self._stop(detail.value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            # Enter and letters are for what is edited, not for the picture below.
            event.accept()

    def _type(self, value: object) -> None:
        if self.weight is not None and isinstance(value, int | float):
            self.slider.place(self._stop(float(value)))
            self.wanted.emit(SetParameter(self.weight, float(value)))

    def _slide(self, stop: int) -> None:
        if self.weight is not None:
            value = (stop / (STOPS - 1) * 2 - 1) * self._edge
            self.field.show_value(_rounded(value))
            self.wanted.emit(SetParameter(self.weight, value))

    def _stop(self, value: float) -> int:
        share = min(max(value / self._edge, -1), 1) if math.isfinite(value) else 0
        return round((share + 1) / 2 * (STOPS - 1))


def _rounded(value: float) -> float:
    """Four digits that count: the others change too fast to be read."""
    return float(f"{value:.4g}")
