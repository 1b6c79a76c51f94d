"""Keeps what fails in one plot away from the others: it is told once, and the plot is left out until the next run."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ffnn_gui.ui.plots.base import Plot

log = logging.getLogger(__name__)


class Guard:
    """Calls plots' methods. `complain` gets a sentence for each plot that has failed."""

    def __init__(self, complain: Callable[[str], object]) -> None:
        self._complain = complain
        self._failed: set[str] = set()

    def allows(self, plot: Plot) -> bool:
        """Whether the plot has not failed in this run."""
        return plot.name not in self._failed

    def forgive(self) -> None:
        """A new run begins, with all plots."""
        self._failed.clear()

    def call(self, plot: Plot, method: Callable[[], object]) -> None:
        """Call a method of a plot that has not failed yet."""
        if not self.allows(plot):
            return
        try:
            method()
        except Exception as error:
            log.exception("The plot %s failed.", plot.name)
            self._failed.add(plot.name)
            reason = str(error) or type(error).__name__
            plot.show_empty(_text("This plot could not be drawn: %1").replace("%1", reason))
            sentence = _text("The plot “%1” could not be drawn and is left out until the next run: %2")
            self._complain(sentence.replace("%1", plot.title).replace("%2", reason))


def _text(source: str) -> str:
    return QCoreApplication.translate("Guard", source)
