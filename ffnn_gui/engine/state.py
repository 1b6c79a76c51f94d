"""All that a run must remember to go on bit for bit: weights, moments, statistics, generators, the epoch's rest.

Plain numbers, strings and arrays, so that a session file can hold it; nothing in it is shared with the run.
"""

from dataclasses import dataclass
from typing import Any

from ffnn_gui.engine.arrays import Array


@dataclass(frozen=True)
class TrainerState:
    """A trainer between two batches.

    Attributes:
        epoch, updates: how many are done
        arrays: theta, then each batch norm's running mean and variance, layer by layer
        optimizer: the kind it is the state of; step, moments and factors as in OptimizerState
        order: the examples of the current epoch that are still to come (empty between epochs)
        generators: the states of the shuffling and the dropout generator
        best_loss, best_epoch, best_arrays: what early stopping remembers (no loss: none yet)
        stopped: why the run ended, empty when it can go on
    """

    epoch: int
    updates: int
    arrays: list[Array]
    optimizer: str
    step: int
    moments: dict[str, Array]
    factors: dict[str, float]
    order: Array
    generators: dict[str, dict[str, Any]]
    best_loss: float | None
    best_epoch: int
    best_arrays: list[Array]
    stopped: str
