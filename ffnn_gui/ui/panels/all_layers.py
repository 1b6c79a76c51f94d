"""Dropout and batch normalization in all hidden layers at once; they belong to the layers, which may differ.

Where they do, the card says so, and the next edit makes them alike again.
"""

from collections.abc import Iterator

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.engine.config import HiddenLayer
from ffnn_gui.schema import knobs_of
from ffnn_gui.ui.forms import Form, number_text
from ffnn_gui.ui.panels.card import Card, small_label
from ffnn_gui.ui.panels.layers import spread
from ffnn_gui.ui.theme import Metrics

FIELDS = ("dropout", "batch_norm")
PATH = "network.hidden"


class AllLayers(Card):
    """A view (see `views`). Signals: wanted(path, layers, text), drag_started(path), drag_finished(path)."""

    wanted = Signal(str, object, str)
    drag_started = Signal(str)
    drag_finished = Signal(str)

    def __init__(self, metrics: Metrics, config: ExperimentConfig, parent: QWidget | None = None) -> None:
        super().__init__(metrics, "In all hidden layers", parent)
        self._hidden = config.network.hidden
        self._form = Form(HiddenLayer, only=FIELDS, parent=self)
        self._box = next(stop for stop in self._form.tab_stops() if isinstance(stop, QCheckBox))
        self._note = small_label(parent=self)
        self.column.addWidget(self._form)
        self.column.addWidget(self._note)
        self._form.edited.connect(self._edit)
        self._form.drag_started.connect(self._start_drag)
        self._form.drag_finished.connect(self._finish_drag)
        self._box.clicked.connect(self._click)
        self.show_config(config, again=True)

    def show_config(self, config: ExperimentConfig, *, again: bool = False) -> None:
        hidden = config.network.hidden
        if hidden == self._hidden and not again:
            return
        self._hidden = hidden
        batch_norm = any(layer.batch_norm for layer in hidden)
        self._form.set_config(HiddenLayer.default(dropout=_common(hidden), batch_norm=batch_norm))
        self._form.setEnabled(bool(hidden))
        mixed = len({layer.batch_norm for layer in hidden}) > 1
        with QSignalBlocker(self._box):
            self._box.setTristate(mixed)
            if mixed:
                self._box.setCheckState(Qt.CheckState.PartiallyChecked)
        self._note.setText(" ".join(_notes(hidden)))
        self._note.setVisible(bool(self._note.text()))

    def show_problem(self, path: str, sentence: str) -> bool:
        return path == PATH and self._form.show_problem(FIELDS[0], sentence)

    def clear_problems(self) -> None:
        self._form.clear_problems()

    def _edit(self, field: str, value: object) -> None:
        label = knobs_of(HiddenLayer)[field].label
        self.wanted.emit(PATH, spread(self._hidden, field, value), f"Set {label.lower()} in all layers")

    def _click(self) -> None:
        # A box that was half on counts as on, so that the form does not notice that it is wholly on now.
        if self._box.isTristate():
            self._edit("batch_norm", True)

    def _start_drag(self) -> None:
        self.drag_started.emit(PATH)

    def _finish_drag(self) -> None:
        self.drag_finished.emit(PATH)


def _common(hidden: tuple[HiddenLayer, ...]) -> float:
    """The rate that all layers have; where they differ, the highest."""
    return max((layer.dropout for layer in hidden), default=0.0)


def _notes(hidden: tuple[HiddenLayer, ...]) -> Iterator[str]:
    if not hidden:
        yield "There are no hidden layers."
    rates = [layer.dropout for layer in hidden]
    if len(set(rates)) > 1:
        yield f"Dropout differs: {', '.join(number_text(rate) for rate in rates)}."
    on = sum(layer.batch_norm for layer in hidden)
    if 0 < on < len(hidden):
        yield f"Batch normalization is on in {on} of {len(hidden)} layers."
