"""Stands in for the runner, so that a test of the plot area decides what happens, and when."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from ffnn_gui.engine import RunHistory, Trainer
from ffnn_gui.worker import RunState, Snapshot
from tests.ui.plots.conftest import Trained


class StandIn(QObject):
    """A runner that does nothing by itself: it notes what it is asked, and answers when told."""

    prepared, pending_changed, rested, edited = Signal(), Signal(), Signal(), Signal()
    epoch_finished, snapshot_ready, state_changed = Signal(object), Signal(object), Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.state = RunState.EMPTY
        self.trainer: Trainer | None = None
        self.history = RunHistory(1)
        self.asked: list[Mapping[str, Any]] = []
        self.in_flight = 0
        self.most_in_flight = 0
        self.updates = 0
        self.grants: list[float] = []
        self.hidden_grants = 0
        self.paced = True

    @property
    def data(self) -> Any:
        return self.trainer.data if self.trainer else None

    @property
    def run_config(self) -> Any:
        assert self.trainer is not None
        return self.trainer.config

    def request_snapshot(self, probes: Mapping[str, Any]) -> bool:
        if self.in_flight:
            return False
        self.asked.append(probes)
        self.in_flight += 1
        return True

    def grant_frame(self, until: float) -> None:
        self.grants.append(until)

    def grant_hidden(self) -> None:
        self.hidden_grants += 1

    def set_paced(self, paced: bool) -> None:
        self.paced = paced

    # What the test does

    def prepare(self, run: Trained) -> None:
        self.trainer, _ = run
        self.history = RunHistory(len(self.trainer.network.layers))
        self.in_flight = 0
        self.become(RunState.READY)
        self.prepared.emit()

    def become(self, state: RunState) -> None:
        self.state = state
        self.state_changed.emit(state)

    def finish_epochs(self, run: Trained) -> None:
        self.history = run[1]
        self.epoch_finished.emit(())

    def answer(self, *left: str) -> None:
        assert self.trainer is not None
        self.in_flight -= 1
        values = {name: probe(self.trainer) for name, probe in self.asked[-1].items() if name not in left}
        self.snapshot_ready.emit(Snapshot(1, 1, 1, values, frozenset(left)))
