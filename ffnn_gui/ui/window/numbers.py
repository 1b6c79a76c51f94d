"""The numbers of a run: the main ones in the run bar, the others in the status bar."""

import time

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QLabel

from ffnn_gui.ui.panels.readouts import detail_readouts, main_readouts
from ffnn_gui.ui.panels.run_bar import RunBar
from ffnn_gui.worker import Runner

SELDOM = 0.1
"""Seconds between two looks at the numbers of a run: nobody reads figures faster, and painting text is dear."""


class Numbers(QObject):
    """Shows them at once when something has happened, and now and then while training goes on."""

    def __init__(self, runner: Runner, run_bar: RunBar, details: QLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._run_bar, self._details = runner, run_bar, details
        self._shown = 0.0
        for happened in (runner.state_changed, runner.prepared, runner.rested):
            happened.connect(self.show)
        self.show()

    @Slot()
    def follow(self) -> None:
        """Show the numbers, unless that was only a moment ago."""
        if time.monotonic() - self._shown >= SELDOM:
            self.show()

    @Slot()
    def show(self) -> None:
        """Show the numbers as they are."""
        self._shown = time.monotonic()
        self._run_bar.show_readouts(main_readouts(self._runner))
        text = "      ".join(f"{readout.caption} {readout.value}" for readout in detail_readouts(self._runner))
        if text != self._details.text():
            self._details.setText(text)
