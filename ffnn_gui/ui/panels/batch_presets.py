"""Buttons for the batch sizes that a course compares: 32, 64, 128, all, one.

None is on when another size is set.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ffnn_gui.engine.batching.base import Batching
from ffnn_gui.engine.batching.full import Full
from ffnn_gui.engine.batching.mini_batch import MiniBatch
from ffnn_gui.engine.batching.stochastic import Stochastic
from ffnn_gui.ui.forms.tooltips import kind_tooltip
from ffnn_gui.ui.panels.toggles import Toggles

PRESETS: dict[str, Batching] = {
    **{str(size): MiniBatch.default(size=size) for size in (32, 64, 128)},
    "Full": Full.default(),
    "Stochastic": Stochastic.default(),
}


class BatchPresets(QWidget):
    """Signal: wanted(batching)."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toggles = Toggles("Batch", self)
        for label, batching in PRESETS.items():
            self._toggles.add(label, kind_tooltip(type(batching)), batching.label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._toggles)
        self._toggles.chosen.connect(self._choose)

    def show_batching(self, batching: Batching) -> None:
        """Mark the button that says what is set."""
        self._toggles.show_states([batching == preset for preset in PRESETS.values()])

    def _choose(self, index: int) -> None:
        self.wanted.emit(list(PRESETS.values())[index])
