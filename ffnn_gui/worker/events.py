"""What the worker tells the GUI thread: frozen values, each with the id of the run it is about.

The worker writes to nothing in them afterwards. News of a run that is no longer the newest are to be dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import EpochReport


@dataclass(frozen=True, slots=True)
class Event:
    """Something that has happened in a run."""

    run_id: int


@dataclass(frozen=True, slots=True)
class Prepared(Event):
    """Data and network are there. `stopped`: why there is nothing more to do, empty when training can go on."""

    data: PreparedData
    epoch: int
    updates: int
    stopped: str


@dataclass(frozen=True, slots=True)
class Unprepared(Event):
    """Data or network could not be made; `message` says why, and what to do."""

    message: str


@dataclass(frozen=True, slots=True)
class Progress(Event):
    """The updates done, and the reports of all epochs since the last such event, in order."""

    updates: int
    reports: tuple[EpochReport, ...]


@dataclass(frozen=True, slots=True)
class Snapshot(Event):
    """What the probes saw, by name, all between the same two batches; a probe that failed is missing.

    left: those that were given up, or not even begun, because commands waited.
    """

    epoch: int
    updates: int
    values: Mapping[str, object]
    left: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Edited(Event):
    """A weight was given another value by hand."""


@dataclass(frozen=True, slots=True)
class Trouble(Event):
    """Something failed that training goes on without; `message` says what, and what to do."""

    message: str


@dataclass(frozen=True, slots=True)
class Rest(Event):
    """Training stands still after the control with this ticket."""

    ticket: int


@dataclass(frozen=True, slots=True)
class Paused(Rest):
    """It can go on."""


@dataclass(frozen=True, slots=True)
class Finished(Rest):
    """It has ended by itself; `stopped` says why."""

    stopped: str


@dataclass(frozen=True, slots=True)
class Interrupted(Rest):
    """An error broke it off; `message` says which, and what to do."""

    message: str
