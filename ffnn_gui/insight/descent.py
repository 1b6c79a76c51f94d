"""The way down: how a model of two weights is trained on a landscape of loss, with its inputs normalized and without.

A model without hidden layers has one weight for each of two features, so that its loss can be drawn as a landscape
over both. It is trained here with the optimizer, rate and batches of the run, whatever network the run has: a little
at each look, so that nobody waits for it.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ffnn_gui.data import Part, PreparedData, Task
from ffnn_gui.data.derived import DerivedInputs
from ffnn_gui.data.normalization import Normalization
from ffnn_gui.data.normalization.none import NoNormalization
from ffnn_gui.data.normalization.standard import Standard
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.engine.config import NetworkConfig
from ffnn_gui.engine.losses import default_loss
from ffnn_gui.insight.remembered import once_for_data

UPDATES = 400
"""How far the model is trained."""

LEARNED = 1000
"""Training examples that it learns from, the first ones, at most: more would not change the picture."""

SLICE = 0.015
"""Seconds that one of the models is trained for at each look."""

SIDE, EXAMPLES = 48, 100
"""The landscape's places along each axis, and how many training examples its loss is the mean of, at most."""

MARGIN, LEAST = 0.3, 1.0
"""Around the path, as a share of its extent; and what is shown to each side at least."""

KEPT = 8
"""Ways that are remembered for the same data."""

Bounds = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, eq=False)
class Descent:
    """One model's way, or the beginning of it.

    Attributes:
        path: both weights before the first and after each update, (1 + updates, 2)
        complete: whether the way ends there: after UPDATES, or since it diverged
        bounds: (low, high) of each weight that the landscape shows; both as wide
        loss: the mean data loss with the bias at the end of the path (SIDE, SIDE); row 0 is the lowest w₂
        stretch: how many times as long as wide the valley of a squared error would be, with a bias of 0: the ratio of
            the largest to the smallest root mean square of the inputs in any direction (√ of the ratio of the
            eigenvalues of E[x xᵀ], about the origin, not about the mean), infinite where one of them is always 0
    """

    path: Array
    complete: bool
    bounds: Bounds
    loss: Array
    stretch: float


def has_two_weights(task: Task) -> bool:
    """Whether a model without hidden layers has one output and two weights for this task."""
    plane = task.n_features == 2 and task.image_shape is None
    return plane and default_loss(task).n_outputs(task) == 1


def descents(trainer: Trainer, seconds: float = SLICE) -> tuple[Descent, Descent]:
    """The ways without normalization and with the one of `normalization` for the run's settings.

    Each call goes on for so many seconds with the one that is behind, until both are complete.
    """
    models = _models(trainer.data)
    bare, same = (models.way(config) for config in _bare(trainer.config))
    min(bare, same, key=lambda way: way.done).walk(seconds)
    # Small models want one thread, whatever the run wants.
    trainer.use_cores()
    return bare.descent(), same.descent()


def normalization(config: ExperimentConfig) -> Normalization:
    """What is compared with no normalization: the run's own, or the standard one where it has none."""
    chosen: Normalization = config.data.normalization
    return Standard() if isinstance(chosen, NoNormalization) else chosen


def _bare(config: ExperimentConfig) -> Iterator[ExperimentConfig]:
    """The run's settings for a model without hidden layers, derived inputs and augmentation."""
    plain: dict[str, Any] = {"inputs": DerivedInputs()} if hasattr(config.data, "inputs") else {}
    if config.data.augments is not None:
        plain["augmentation"] = type(config.data.augments)()
    for scaled in (NoNormalization(), normalization(config)):
        yield config.model_copy(
            update={
                "data": config.data.model_copy(update={**plain, "normalization": scaled}),
                "network": NetworkConfig(hidden=(), output=config.network.output),
                "loss": default_loss(config.data.task),
                "regularization": type(config.regularization)(l2=config.regularization.l2),
                "epochs": UPDATES,
            }
        )


class Way:
    """A small model, how far it has come, and the landscape around its path.

    Attribute: done, the updates so far; infinite when it is complete
    """

    def __init__(self, trainer: Trainer) -> None:
        self._trainer, self._steps = trainer, trainer.steps()
        self._places = np.empty((1 + UPDATES, 3))
        self._places[0] = trainer.network.theta
        self._done, self._complete = 0, False
        self._stretch = _stretch(trainer)
        self._seen: Descent | None = None

    @property
    def done(self) -> float:
        return np.inf if self._complete else self._done

    def walk(self, seconds: float) -> None:
        """Train on for so long, one update at least."""
        end = time.perf_counter() + seconds
        with quiet():
            while not self._complete:
                self._step()
                if time.perf_counter() >= end:
                    return

    def descent(self) -> Descent:
        """The way so far."""
        path = self._places[: self._done + 1, :2]
        seen = self._seen
        if seen is not None and len(seen.path) == len(path) and seen.complete == self._complete:
            return seen
        if seen is None or self._complete or not _inside(path, seen.bounds):
            bounds = _around(path)
            with quiet():
                loss = _landscape(self._trainer, bounds, self._places[self._done, 2])
            self._seen = Descent(path.copy(), self._complete, bounds, loss, self._stretch)
        else:
            self._seen = replace(seen, path=path.copy())
        return self._seen

    def _step(self) -> None:
        if self._done < UPDATES and next(self._steps, self) is not self:
            self._done += 1
            self._places[self._done] = self._trainer.network.theta
        else:
            self._complete = True


class _Models:
    """The small models for some data."""

    def __init__(self, data: PreparedData) -> None:
        train = data.train
        self._raw, self._y, self._dtype = train.some(slice(LEARNED)), train.y[:LEARNED], data.dtype
        self._ways: dict[ExperimentConfig, Way] = {}

    def way(self, config: ExperimentConfig) -> Way:
        """The way for these settings, from its beginning or as far as it has come."""
        if config not in self._ways:
            while len(self._ways) >= KEPT:
                del self._ways[next(iter(self._ways))]
            self._ways[config] = Way(Trainer(config, data=self._prepared(config)))
        return self._ways[config]

    def _prepared(self, config: ExperimentConfig) -> PreparedData:
        scaling = config.data.normalization.fit(self._raw)
        X = scaling.apply(self._raw, np.empty(self._raw.shape, self._dtype))
        train, none = Part(X, self._y, self._raw), Part(X[:0], self._y[:0], self._raw[:0])
        return PreparedData(config.data, config.data.task, self._dtype, scaling, None, train, none, none)


_models = once_for_data(_Models)


def _inside(path: Array, bounds: Bounds) -> bool:
    (left, right), (bottom, top) = bounds
    (x, y), (x_most, y_most) = path.min(axis=0), path.max(axis=0)
    return bool(left <= x and x_most <= right and bottom <= y and y_most <= top)


def _around(path: Array) -> Bounds:
    """A square that holds a path and the origin with a margin: one scale, so that a narrow valley looks narrow."""
    low, high = np.minimum(path.min(axis=0), 0), np.maximum(path.max(axis=0), 0)
    half = max(float((high - low).max()) * (0.5 + MARGIN), LEAST)
    middle = (low + high) / 2
    (left, right), (bottom, top) = ((float(m) - half, float(m) + half) for m in middle)
    return (left, right), (bottom, top)


def _landscape(trainer: Trainer, bounds: Bounds, bias: float) -> Array:
    part, loss = trainer.data.train, trainer.loss
    X = part.X[:EXAMPLES].astype(np.float64)
    targets = np.tile(loss.encode(part.y[:EXAMPLES], 1, "float64").T, SIDE)
    across, up = (np.linspace(*ends, SIDE) for ends in bounds)
    result = np.empty((SIDE, SIDE))
    for row, w2 in enumerate(up):
        outputs = np.outer(across, X[:, 0]) + (w2 * X[:, 1] + bias)
        values = loss.values(outputs.reshape(1, -1), targets)
        result[row] = values.reshape(SIDE, -1).mean(axis=1)
    return result


def _stretch(trainer: Trainer) -> float:
    """√ of the ratio of the eigenvalues of E[x xᵀ], which is the curvature of a squared error over both weights."""
    X = trainer.data.train.X.astype(np.float64)
    small, large = np.linalg.eigvalsh(X.T @ X)
    return float(np.sqrt(large / small)) if small > 0 else np.inf
