"""What the viewer has chosen in any of the plots, shared by all of them, and what is lit.

A plot changes it by its methods and listens to `changed`.
"""

from typing import Literal

from PySide6.QtCore import QObject, Signal

from ffnn_gui.insight.places import Example, Taken, Unit, Weight

Phase = Literal["", "forward", "loss", "backward", "update"]


class Selection(QObject):
    """What is chosen, None where nothing is.

    Attributes:
        unit, weight, example: what is looked at; path: the way from a weight's unit to the loss, empty for none
        taken: the cell of the confusion matrix whose examples are looked at
        phase, lit: the phase of a training step that is shown, and the layer in question
    Signals: changed(): after each change
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.unit: Unit | None = None
        self.weight: Weight | None = None
        self.path: tuple[Unit, ...] = ()
        self.example: Example | None = None
        self.taken: Taken | None = None
        self.phase: Phase = ""
        self.lit: int | None = None

    def choose_unit(self, unit: Unit | None) -> None:
        """Choose a unit; the weight and the path chosen before are not any more."""
        self._set(unit=unit, weight=None, path=())

    def choose_weight(self, weight: Weight | None) -> None:
        """Choose a weight, and with it the unit that it leads into."""
        self._set(weight=weight, unit=Unit(weight.layer, weight.column) if weight else None, path=())

    def choose_path(self, path: tuple[Unit, ...]) -> None:
        """Choose a way through the network: one unit a layer from a weight's unit to an output; none when empty."""
        self._set(path=path)

    def choose_example(self, example: Example | None) -> None:
        """Choose an example."""
        self._set(example=example)

    def choose_taken(self, taken: Taken | None) -> None:
        """Choose the examples of a class that are taken for a class; all examples with None."""
        self._set(taken=taken)

    def light(self, phase: Phase, layer: int | None = None) -> None:
        """Show a phase of a training step, and in it one layer."""
        self._set(phase=phase, lit=layer)

    def forget(self) -> None:
        """Another run has begun: nothing is chosen."""
        self._set(unit=None, weight=None, path=(), example=None, taken=None, phase="", lit=None)

    def _set(self, **wanted: object) -> None:
        differing = {name: value for name, value in wanted.items() if getattr(self, name) != value}
        for name, value in differing.items():
            setattr(self, name, value)
        if differing:
            self.changed.emit()
