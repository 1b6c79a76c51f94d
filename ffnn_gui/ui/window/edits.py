"""Carries out what viewers want from within a plot: layers and units through the store, weights through the runner.

Both can be undone on the same stack. A weight belongs to a run: once that is over, there is nothing to undo.
"""

from itertools import count

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoCommand

from ffnn_gui.insight.places import Weight
from ffnn_gui.schema import ConfigError
from ffnn_gui.session.store import NO_DRAG, Store
from ffnn_gui.ui.panels import layers
from ffnn_gui.ui.plots import intents
from ffnn_gui.ui.window.notice import Notice
from ffnn_gui.worker import Runner


class Edits(QObject):
    """`carry_out` takes a wish of `ui.plots.intents`."""

    def __init__(self, store: Store, runner: Runner, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._runner, self._notice = store, runner, notice
        self._drags, self._drag = count(), NO_DRAG

    @Slot(object)
    def carry_out(self, intent: intents.Intent) -> None:
        """Do it; what is refused is said in the notice strip."""
        if isinstance(intent, intents.SetUnits | intents.AddLayer | intents.RemoveLayer) and not self._same_layers():
            self._notice.say(
                "refused", self.tr("The picture still shows the layers before the last change: reset first.")
            )
            return
        try:
            self._do(intent)
        except ConfigError as error:
            self._notice.say("refused", str(error), wrong=True)
        else:
            self._notice.take_back("refused")

    def _do(self, intent: intents.Intent) -> None:
        match intent:
            case intents.SetParameter(weight, value):
                self._store.undo_stack.push(_ParameterChange(self._runner, weight, value, self._drag))
            case intents.BeginDrag():
                self._drag = next(self._drags)
            case intents.EndDrag():
                self._drag = NO_DRAG
            case intents.SetUnits(layer, units):
                self._store.set(f"network.hidden.{layer}.units", units)
            case intents.AddLayer(at):
                self._store.set("network.hidden", layers.inserted(self._hidden(), at))
            case intents.RemoveLayer(layer):
                self._store.set("network.hidden", layers.removed(self._hidden(), layer))
            case intents.SetData(path, value, text):
                self._store.set(path, value, text=text)
            case intents.StepBatch():
                self._runner.step_batch()

    def _same_layers(self) -> bool:
        """Whether the picture's layers are those of the settings; after one came or went they are not until a reset."""
        return len(self._hidden()) == len(self._runner.run_config.network.hidden)

    def _hidden(self) -> layers.Layers:
        return self._store.config.network.hidden


class _ParameterChange(QUndoCommand):
    """A weight's way from the value that it had to another; those of one drag are one."""

    def __init__(self, runner: Runner, weight: Weight, value: float, drag: int) -> None:
        super().__init__(f"Set weight to {value:.4g}")
        self._runner, self._value, self._drag = runner, value, drag
        self._place = (weight.layer, weight.row, weight.column)
        self._first = self._latest = runner.new_edit(self._place)

    def redo(self) -> None:
        if not self._runner.set_parameter(self._latest, self._value):
            self.setObsolete(True)

    def undo(self) -> None:
        if not self._runner.undo_edit(self._first):
            self.setObsolete(True)

    def id(self) -> int:
        return self._drag

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _ParameterChange) or other._place != self._place:
            return False
        self._value, self._latest = other._value, other._latest
        self.setText(other.text())
        return True
