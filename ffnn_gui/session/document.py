"""What a session is: an experiment, how far its training has come, and what was noted about it.

It is frozen and shares nothing with a running trainer, so that it may be written while training goes on.
"""

from dataclasses import dataclass

import numpy as np

from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer, TrainerState
from ffnn_gui.engine.arrays import Array


@dataclass(frozen=True, eq=False)
class Session:
    """An experiment as it is saved.

    Attributes:
        config: the experiment as it is set now
        state: where training stands; None before the first update
        run_config: the experiment that `state` belongs to where edits wait for a reset; None: it is `config`
        history: the epochs so far, (epochs, columns) float64 as in `RunHistory.rows`; None: none
        notes: the user's own words
        elapsed: seconds of training so far
    """

    config: ExperimentConfig
    state: TrainerState | None = None
    run_config: ExperimentConfig | None = None
    history: Array | None = None
    notes: str = ""
    elapsed: float = 0.0

    @property
    def trained_config(self) -> ExperimentConfig:
        """The experiment that the state and the history belong to."""
        return self.run_config or self.config

    @property
    def history_names(self) -> tuple[str, ...]:
        """The names of the history's columns."""
        return RunHistory(len(self.trained_config.network.hidden) + 1).names

    def trainer(self) -> Trainer:
        """A trainer that goes on bit for bit where this session stands."""
        return Trainer(self.trained_config, self.state)

    def run_history(self) -> RunHistory:
        """The history, ready to be appended to."""
        history = RunHistory(len(self.trained_config.network.hidden) + 1)
        if self.history is not None:
            history.extend_rows(np.asarray(self.history))
        return history


@dataclass(frozen=True, eq=False)
class Opened:
    """A session read from a file; read-only when a newer version wrote it, since saving would lose what is unknown."""

    session: Session
    read_only: bool = False
