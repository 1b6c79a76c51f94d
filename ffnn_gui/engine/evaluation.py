"""How good the network is on a part of the data: the mean loss, and accuracy for classes or R² for values.

Always in evaluation mode: the whole network, batch norm's running statistics.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ffnn_gui.data import Part, Task
from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.losses import Loss
from ffnn_gui.engine.network import CHUNK, Network


@dataclass(frozen=True, slots=True)
class Score:
    """`loss`: mean data loss without penalties; `accuracy`: 0…1, or R² (at most 1) for values."""

    loss: float
    accuracy: float


class Evaluator:
    """Scores a network on one part of the data; inputs and targets are prepared once."""

    def __init__(self, part: Part, task: Task, loss: Loss, network: Network) -> None:
        self._X = part.X
        self._loss, self._classes = loss, len(task.classes)
        rows = loss.encode(part.y, network.n_outputs, network.theta.dtype.name)
        self._targets = rows.T
        regression = task.kind == "regression"
        self._spread = self._spread_of(rows) if regression else None

    @property
    def targets(self) -> Array:
        """The encoded targets (outputs, examples)."""
        return self._targets

    def score(self, network: Network) -> Score:
        """The score of the network as it is now; to be called under `arrays.quiet()`."""
        total = hits = squares = 0.0
        for outputs, targets in self._chunks(network):
            total += float(self._loss.values(outputs, targets).sum())
            if self._spread is None:
                hits += int(np.count_nonzero(self._loss.hits(outputs, targets, self._classes)))
            else:
                error = outputs - targets
                squares += float(np.einsum("ij,ij->j", error, error).sum())
        n = len(self._X)
        return Score(total / n, hits / n if self._spread is None else self._r_squared(squares, self._spread))

    def _chunks(self, network: Network) -> Iterator[tuple[Array, Array]]:
        for start in range(0, len(self._X), CHUNK):
            rows = self._X[start : start + CHUNK]
            way = network.pass_for(len(rows))
            yield way.evaluate(way.fill(rows)), self._targets[:, start : start + CHUNK]

    @staticmethod
    def _spread_of(rows: Array) -> float:
        """Σ(y − ȳ)² over examples and targets; equal values have none, although their mean may be rounded."""
        varying = rows[:, rows.max(axis=0) > rows.min(axis=0)]
        return float(((varying - varying.mean(axis=0)) ** 2).sum())

    @staticmethod
    def _r_squared(squared_error: float, spread: float) -> float:
        """1 − Σ(y − ŷ)² / Σ(y − ȳ)²; 0 for constant targets unless they are met exactly."""
        if spread == 0:
            return 1.0 if squared_error == 0 else 0.0
        return 1.0 - squared_error / spread
