"""One training step, one click a part: forward through the layers, the loss, backward through them, the update."""

from PySide6.QtCore import QObject, QTimer, Signal

from ffnn_gui.ui.plots.selection import Phase, Selection

PHASES: tuple[Phase, ...] = ("forward", "loss", "backward", "update")
PER_LAYER = 300
"""Milliseconds for which a layer is lit before the next one is."""


class Walk(QObject):
    """Lights layers in the shared selection, one after the other.

    Attributes: due: the part that comes next
    Signals: updates(): the update is wanted; moved(): another part comes next
    """

    updates = Signal()
    moved = Signal()

    def __init__(self, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self.due: Phase = "forward"
        self._ahead: list[int] = []
        self._timer = QTimer(self, interval=PER_LAYER)
        self._timer.timeout.connect(self._light_next)
        selection.changed.connect(self._yield)

    @property
    def walking(self) -> bool:
        """Whether layers are still to be lit."""
        return self._timer.isActive()

    def go(self, phase: Phase, layers: int, weight_layer: int) -> None:
        """Begin a part, whichever was before."""
        self._timer.stop()
        last = layers - 1
        self._ahead = {
            "forward": list(range(-1, layers)),
            "loss": [last],
            "backward": list(range(last, -1, -1)),
            "update": [weight_layer],
        }[phase]
        self.due = PHASES[(PHASES.index(phase) + 1) % len(PHASES)]
        self._phase = phase
        self.moved.emit()
        self._light_next()
        if self._ahead:
            self._timer.start()
        if phase == "update":
            self.updates.emit()

    def rest(self) -> None:
        """Show no part any more; the next one is the first again."""
        self._timer.stop()
        self._ahead = []
        self.due = "forward"
        self._selection.light("")
        self.moved.emit()

    def _light_next(self) -> None:
        self._selection.light(self._phase, self._ahead.pop(0))
        if not self._ahead:
            self._timer.stop()

    def _yield(self) -> None:
        """A new run has begun, or somebody else lights layers now."""
        if not self._selection.phase and self.due != "forward":
            self.rest()
