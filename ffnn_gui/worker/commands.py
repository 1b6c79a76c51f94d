"""What the GUI thread can tell the worker to do: small frozen values.

Those for a run bear its id, and are dropped when it is no longer the newest. A control bears a ticket, which comes back
with the news of what it led to, so that news from before it can be told apart.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ffnn_gui.engine import ExperimentConfig, Trainer, TrainerState

Probe = Callable[[Trainer], object]
"""Looks at a trainer between two batches; what it returns must share no array with it."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do."""


@dataclass(frozen=True, slots=True)
class Quit(Command):
    """End the thread."""


@dataclass(frozen=True, slots=True)
class Limit(Command):
    """Train at most so many updates a second, in this run and later ones; None: as fast as it goes."""

    updates_per_second: float | None


@dataclass(frozen=True, slots=True)
class ForRun(Command):
    """Something to do for one run."""

    run_id: int


@dataclass(frozen=True, slots=True)
class Look(ForRun):
    """Run probes, by name, between two batches."""

    probes: Mapping[str, Probe]


@dataclass(slots=True, eq=False)
class Edit:
    """A weight or bias, (layer, row, column), that got another value by hand.

    `old` is the value before, None until the worker has set it, and when it `refused`.
    """

    run_id: int
    place: tuple[int, int, int]
    old: float | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class SetParameter(ForRun):
    """Give a weight or bias another value; None: the one that it had before the edit."""

    edit: Edit
    value: float | None


@dataclass(frozen=True, slots=True)
class Capture(ForRun):
    """Copy the trainer's state into `answer`."""

    answer: "Answer"


@dataclass(slots=True, eq=False)
class Answer:
    """A place for a captured state, which one thread waits for and another fills."""

    state: TrainerState | None = None
    given: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class Control(ForRun):
    """Something that changes what the run does."""

    ticket: int


@dataclass(frozen=True, slots=True)
class Load(Control):
    """Prepare a new run, from scratch or from a state."""

    config: ExperimentConfig
    state: TrainerState | None = None


@dataclass(frozen=True, slots=True)
class Apply(Control):
    """Go on with a config that differs in live fields only."""

    config: ExperimentConfig


@dataclass(frozen=True, slots=True)
class Go(Control):
    """Train until so many more epochs have ended; infinity: until told otherwise."""

    epochs: float


@dataclass(frozen=True, slots=True)
class StepBatch(Control):
    """Train one mini-batch, then pause."""


@dataclass(frozen=True, slots=True)
class Pause(Control):
    """Stop after the current batch."""
