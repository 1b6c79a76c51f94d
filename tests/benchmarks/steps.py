"""One training step, by us, by scikit-learn and by PyTorch: the same network, data, batch size and optimizer.

Each contestant trains on, burst after burst, so that its later bursts show the steady state: confident outputs and
dead units make numbers subnormal, and arithmetic on those is many times slower.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, pairwise
from typing import Any, Protocol

import numpy as np

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.arrays import quiet

PAUSE = 0.03  # seconds between two bursts: other libraries' idle threads spin for a while


class Contestant(Protocol):
    """Something that trains for about so many seconds and says how many seconds an update took."""

    def burst(self, seconds: float) -> float:
        """Train on; returns seconds an update."""


@dataclass(frozen=True, slots=True)
class Net:
    """A network of the table: sizes without inputs and outputs, and what it is trained with."""

    name: str
    data: dict[str, Any]
    hidden: tuple[int, ...]
    activation: str
    batch: int
    optimizer: str
    rate: float

    @property
    def config(self) -> ExperimentConfig:
        """Our experiment."""
        layers = [{"units": units, "activation": {"kind": self.activation}} for units in self.hidden]
        return ExperimentConfig.model_validate(
            {
                "data": self.data,
                "network": {"hidden": layers},
                "optimizer": {"kind": self.optimizer},
                "learning_rate": self.rate,
                "batching": {"kind": "mini_batch", "size": self.batch},
                "epochs": 100_000_000,
            }
        )


class Ours:
    """`Trainer.steps()` with all it does: shuffling, gathering, guard; whole epochs, their reports timed apart.

    Attributes: with_report: seconds an update in the last burst, when the epochs' reports are counted
    """

    def __init__(self, net: Net) -> None:
        self.trainer = Trainer(net.config)
        self.with_report = 0.0
        self._steps = self.trainer.steps()
        self._updates = -(-len(self.trainer.data.train) // net.batch)

    def burst(self, seconds: float) -> float:
        """Seconds an update, without the one at the end of each epoch, which comes with the report."""
        clock, last = time.perf_counter, self._updates - 1
        start, stepping, epochs = clock(), 0.0, 0
        with quiet():
            while clock() - start < seconds:
                begin = clock()
                deque(islice(self._steps, last), maxlen=0)
                stepping += clock() - begin
                next(self._steps)
                epochs += 1
        self.with_report = (clock() - start) / (epochs * self._updates)
        return stepping / (epochs * last)


class ScikitLearn:
    """MLPClassifier.partial_fit: each call is one shuffled epoch."""

    def __init__(self, net: Net, X: Any, y: Any) -> None:
        from sklearn.neural_network import MLPClassifier

        self._X, self._y = X, y
        self._updates = -(-len(X) // net.batch)
        solver = "sgd" if net.optimizer == "gd" else net.optimizer
        self._model = MLPClassifier(
            net.hidden, activation=net.activation, solver=solver, batch_size=net.batch, learning_rate_init=net.rate,
            momentum=0.0, nesterovs_momentum=False, alpha=0.0, random_state=0,
        )  # fmt: skip
        self._model.partial_fit(X, y, classes=np.unique(y))

    def burst(self, seconds: float) -> float:
        """Seconds an update, whole epochs."""
        return _timed(lambda: self._model.partial_fit(self._X, self._y), seconds) / self._updates


class Torch:
    """PyTorch eager on batches cut beforehand: neither shuffling nor gathering is counted against it."""

    def __init__(self, net: Net, X: Any, y: Any, threads: int) -> None:
        import torch
        from torch import nn

        self._threads, self._set_threads = threads, torch.set_num_threads
        self._set_threads(threads)
        torch.manual_seed(0)
        classes = int(y.max()) + 1
        widths = (X.shape[1], *net.hidden, 1 if classes == 2 else classes)
        activation = {"tanh": nn.Tanh, "relu": nn.ReLU}[net.activation]
        parts = [part for pair in pairwise(widths) for part in (nn.Linear(*pair), activation())]
        self._model = nn.Sequential(*parts[:-1])
        optimizer = {"gd": torch.optim.SGD, "adam": torch.optim.Adam}[net.optimizer]
        self._optimizer = optimizer(self._model.parameters(), lr=net.rate)
        self._loss = nn.BCEWithLogitsLoss() if classes == 2 else nn.CrossEntropyLoss()
        targets = torch.tensor(y[:, np.newaxis].astype(X.dtype) if classes == 2 else y)
        batches = list(zip(torch.tensor(X).split(net.batch), targets.split(net.batch), strict=True))
        self._updates, self._batches = len(batches), cycle(batches)

    def burst(self, seconds: float) -> float:
        """Seconds an update, whole epochs."""
        self._set_threads(self._threads)
        return _timed(self._epoch, seconds) / self._updates

    def _epoch(self) -> None:
        for X, y in islice(self._batches, self._updates):
            self._optimizer.zero_grad()
            self._loss(self._model(X), y).backward()
            self._optimizer.step()


def interleaved(contestants: Sequence[Contestant], rounds: int, seconds: float) -> np.ndarray:
    """Seconds an update (rounds, contestants), measured in turns so that all share the machine's moods."""
    return np.array([[_rested(contestant, seconds) for contestant in contestants] for _ in range(rounds)])


def _rested(contestant: Contestant, seconds: float) -> float:
    time.sleep(PAUSE)
    return contestant.burst(seconds)


def _timed(epoch: Callable[[], object], seconds: float) -> float:
    """Seconds an epoch, over at least so many seconds."""
    start, epochs = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        epoch()
        epochs += 1
    return (time.perf_counter() - start) / epochs
