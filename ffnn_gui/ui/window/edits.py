"""Carries out what viewers want from within a plot: layers and units through the store, weights through the runner.

Both can be undone on the same stack. A weight belongs to a run: once that is over, there is nothing to undo.
"""

import weakref
from itertools import count, permutations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoCommand

from ffnn_gui.insight.numbers import number
from ffnn_gui.insight.places import Weight
from ffnn_gui.schema import ConfigError
from ffnn_gui.session.store import NO_DRAG, Store
from ffnn_gui.ui.panels import layers
from ffnn_gui.ui.plots import intents
from ffnn_gui.ui.window.notice import Notice, Offer
from ffnn_gui.worker import Runner

LAYERS = "layers"


class Edits(QObject):
    """`carry_out` takes a wish of `ui.plots.intents`."""

    def __init__(self, store: Store, runner: Runner, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._runner, self._notice = store, runner, notice
        self._drags, self._drag = count(), NO_DRAG
        runner.prepared.connect(self._forget_layers)

    @Slot(object)
    def carry_out(self, intent: intents.Intent) -> None:
        """Do it; what is refused is said in a notice."""
        if isinstance(intent, intents.OfLayers) and not same_layers(
            self._runner.run_config.network.hidden, self._hidden()
        ):
            text = self.tr("The picture still shows the layers as they were before the last change.")
            self._notice.say(LAYERS, text, Offer(self.tr("Reset now"), self._runner.reset))
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
                text = f"Set {'bias' if self._is_bias(weight) else 'weight'} to {number(value)}"
                self._store.undo_stack.push(_ParameterChange(self._runner, weight, value, text, self._drag))
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

    @Slot()
    def _forget_layers(self) -> None:
        """The picture shows the layers of the settings again."""
        self._notice.take_back(LAYERS)

    def _is_bias(self, weight: Weight) -> bool:
        """Whether the row is the one after the last input of the layer, as the run has it."""
        data, hidden = self._runner.data, self._runner.run_config.network.hidden
        if weight.layer:
            return weight.row == hidden[weight.layer - 1].units
        return data is not None and weight.row == data.n_inputs

    def _hidden(self) -> layers.Layers:
        return self._store.config.network.hidden


def same_layers(shown: layers.Layers, now: layers.Layers) -> bool:
    """Whether the layers that are shown are still there, each in its place, though some may have been changed."""
    if len(shown) != len(now):
        return False
    changed = [i for i in range(len(now)) if shown[i] != now[i]]
    return not any(now[i] == shown[j] for i, j in permutations(changed, 2))


class _ParameterChange(QUndoCommand):
    """A weight's way from the value that it had to another; those of one drag are one."""

    def __init__(self, runner: Runner, weight: Weight, value: float, text: str, drag: int) -> None:
        super().__init__(text)
        # As with the changes of the store, no circle may go through the stack.
        self._runner = weakref.ref(runner)
        self._value, self._drag = value, drag
        self._place = (weight.layer, weight.row, weight.column)
        self._first = self._latest = runner.new_edit(self._place)

    def redo(self) -> None:
        runner = self._runner()
        if runner is None or not runner.set_parameter(self._latest, self._value):
            self.setObsolete(True)

    def undo(self) -> None:
        runner = self._runner()
        if runner is None or not runner.undo_edit(self._first):
            self.setObsolete(True)

    def id(self) -> int:
        return self._drag

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _ParameterChange) or other._place != self._place:
            return False
        self._value, self._latest = other._value, other._latest
        self.setText(other.text())
        return True
