"""Until which epoch to train, in the run bar: the same field as the optimizer panel's, where it is at hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.schema import knobs_of
from ffnn_gui.ui.forms import NumberField, knob_tooltip
from ffnn_gui.ui.theme import ThemeManager

WIDEST = "1,000,000"


class StopAt(QWidget):
    """`wanted` carries an allowed epoch; `objected` says why what was typed is refused ("": no longer)."""

    wanted = Signal(object)
    objected = Signal(str)

    def __init__(self, themes: ThemeManager) -> None:
        super().__init__()
        self._themes = themes
        knob = knobs_of(ExperimentConfig)["epochs"]
        self._field = NumberField(knob)
        self._field.setAccessibleName(knob.label)
        self._field.committed.connect(self.wanted)
        self._field.objected.connect(self.objected)
        caption = QLabel(knob.label)
        caption.setBuddy(self._field)
        self.setToolTip(knob_tooltip(knob))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(themes.metrics.gap, 0, 0, 0)
        layout.setSpacing(themes.metrics.gap)
        layout.addWidget(caption)
        layout.addWidget(self._field)
        themes.changed.connect(self._size)
        self._size()

    def show_config(self, config: ExperimentConfig) -> None:
        """Show the epoch that is set, without a signal."""
        self._field.show_value(config.epochs)

    def _size(self) -> None:
        self._field.setFixedWidth(self._field.fontMetrics().horizontalAdvance(WIDEST) + self._themes.metrics.px(24))
