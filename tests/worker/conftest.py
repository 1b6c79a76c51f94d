"""A small experiment, a clock that stands still, and a loop that is turned by hand."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ffnn_gui.data.imported import FromFile, shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.engine import EpochReport, ExperimentConfig
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.engine.optimizers.adam import Adam
from ffnn_gui.schema import validated
from ffnn_gui.worker.commands import Command
from ffnn_gui.worker.events import Event, Progress
from ffnn_gui.worker.loop import TrainingLoop
from ffnn_gui.worker.mailbox import Mailbox
from ffnn_gui.worker.pacing import Pacing

SMALL: dict[str, Any] = {
    "data": {"kind": "circle", "samples": 60},
    "network": {"hidden": [{"units": 3, "dropout": 0.1}, {"units": 2}]},
    "batching": {"kind": "mini_batch", "size": 10},
    "epochs": 6,
}

Small = Callable[..., ExperimentConfig]


@pytest.fixture
def small() -> Small:
    """Makes a small experiment (a few batches an epoch), with other values at the top level where given."""
    return lambda **other: validated(ExperimentConfig, {**SMALL, **other})


Brought = Callable[[int, int], FromFile]


@pytest.fixture
def imported() -> Brought:
    """Settings of imported data, other ones for each seed, of so many features."""

    def bring(seed: int, features: int) -> FromFile:
        X = np.random.default_rng(seed).normal(size=(60, features))
        return shelved(ImportedArrays(X, np.arange(60) % 2, ("a", "b")), NumpyFiles(), Path(f"data{seed}.npz"))

    return bring


class FakeClock:
    """Each look at it takes `tick` seconds."""

    def __init__(self) -> None:
        self.now = 100.0
        self.tick = 0.0

    def __call__(self) -> float:
        self.now += self.tick
        return self.now


class FakeAlarm(threading.Event):
    """Sleeping takes no time but moves the clock; `sleeps` remembers for how long, None for "until woken"."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self._clock = clock
        self.sleeps: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        if not self.is_set():
            self.sleeps.append(timeout)
            self._clock.now += timeout or 0.0
        return self.is_set()


class Worker:
    """A training loop in the test's own thread: `post` commands, `work` until it would sleep for good, see `events`."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.alarm = FakeAlarm(self.clock)
        self.pacing = Pacing(self.clock, self.alarm)
        self.mailbox = Mailbox(self.pacing.wake)
        self.events: list[Event] = []
        self.loop = TrainingLoop(self.mailbox, self.pacing, self.events.append)

    def post(self, *commands: Command) -> "Worker":
        for command in commands:
            self.mailbox.post(command)
        return self

    def work(self, until: float = float("inf")) -> "Worker":
        """Turn the loop until it sleeps without end, or until the clock is past a moment."""
        self.alarm.sleeps.clear()
        with quiet():
            while None not in self.alarm.sleeps and self.clock.now < until:
                self.loop.turn()
        return self

    def told(self, kind: type[Event]) -> list[Any]:
        """The events of a kind."""
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def reports(self) -> list[EpochReport]:
        """All reports told, in order."""
        return [report for event in self.told(Progress) for report in event.reports]

    @property
    def updates(self) -> int:
        """The updates told last."""
        return self.told(Progress)[-1].updates if self.told(Progress) else 0


AtUpdate = Callable[[int, Callable[[], object]], None]


@pytest.fixture
def at_update(monkeypatch: pytest.MonkeyPatch) -> AtUpdate:
    """Makes something happen in the middle of Adam's n-th update from now on; the update is made afterwards."""
    planned: dict[int, Callable[[], object]] = {}
    update = Adam.update
    made = 0

    def planted(self: Adam, *args: Any) -> None:
        nonlocal made
        made += 1
        planned.pop(made, lambda: None)()
        update(self, *args)

    def plan(n: int, action: Callable[[], object]) -> None:
        planned[made + n] = action

    monkeypatch.setattr(Adam, "update", planted)
    return plan


@pytest.fixture
def worker() -> Worker:
    """A worker on a clock that stands still: it trains for ever in one slice, unless the test says otherwise."""
    return Worker()


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still."""
    return FakeClock()


# With a thread, and Qt


HANG = 30_000
"""Milliseconds after which a wait is given up: a guard against hanging, not a measure."""


class Witness:
    """Remembers all that a runner has told."""

    def __init__(self, runner: Any) -> None:
        self.states: list[Any] = []
        self.reports: list[EpochReport] = []
        self.snapshots: list[Any] = []
        self.stopped: list[str] = []
        self.failed: list[str] = []
        self.pending = 0
        runner.state_changed.connect(self.states.append)
        runner.epoch_finished.connect(self.reports.extend)
        runner.snapshot_ready.connect(self.snapshots.append)
        runner.stopped.connect(self.stopped.append)
        runner.failed.connect(self.failed.append)
        runner.pending_changed.connect(self._count)

    def _count(self) -> None:
        self.pending += 1


@pytest.fixture
def runner(qtbot: Any) -> Iterator[Any]:
    """A runner that is shut down afterwards."""
    from ffnn_gui.worker import Runner

    runner = Runner()
    yield runner
    runner.shutdown()


@pytest.fixture
def witness(runner: Any) -> Witness:
    """What the runner has told since the start of the test."""
    return Witness(runner)


@pytest.fixture
def until(qtbot: Any, runner: Any) -> Callable[[Any], None]:
    """Waits for a state of the runner, or for a condition."""

    def wait(what: Any) -> None:
        qtbot.waitUntil(what if callable(what) else lambda: runner.state is what, timeout=HANG)

    return wait
