"""Says in a header that only the examples of one cell of the confusion matrix are shown, and leads back to all."""

from ffnn_gui.data import PreparedData
from ffnn_gui.insight.places import Taken
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.picker import Shrinking
from ffnn_gui.ui.plots.readings import as_rich
from ffnn_gui.ui.plots.selection import Selection

LONGEST, SHORTEST = 12, 5
"""Characters of a class's name that it shows, and where the header is narrow."""


class TakenButton(Shrinking):
    """ "3 → 5 ✕" while a cell is chosen; hidden otherwise. A click chooses none."""

    def __init__(self, look: Look, selection: Selection) -> None:
        super().__init__(look, self.tr("Show all examples again"), "")
        self._selection = selection
        self.hide()
        self.clicked.connect(lambda: selection.choose_taken(None))

    def show_taken(self, data: PreparedData) -> None:
        """Follow the selection."""
        taken = self._selection.taken
        self.setVisible(taken is not None)
        if taken is not None:
            self.say(taken_text(data, taken, LONGEST), [taken_text(data, taken, SHORTEST)], mark=" ✕")
            tip = self.tr("Only what is of class %1 and taken for %2. Click to show all again.")
            true, given = (data.task.classes[index] for index in (taken.true, taken.given))
            self.setToolTip(as_rich(tip.replace("%1", true).replace("%2", given)))


def taken_text(data: PreparedData, taken: Taken, longest: int | None = None) -> str:
    """ "3 → 5", each name with so many characters at most."""
    names = (data.task.classes[index] for index in (taken.true, taken.given))
    return " → ".join(name if longest is None or len(name) <= longest else f"{name[:longest]}…" for name in names)
