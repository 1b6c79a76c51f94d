"""The way down: how a model of two weights is trained on a landscape of loss, with its inputs normalized and without.

A model without hidden layers has one weight for each of two features, so that its loss can be drawn as a landscape
over both. It is trained here with the optimizer, rate and batches of the run, whatever network the run has.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

import numpy as np

from ffnn_gui.data import Task
from ffnn_gui.data.derived import DerivedInputs
from ffnn_gui.data.normalization.none import NoNormalization
from ffnn_gui.data.normalization.standard import Standard
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.engine.config import NetworkConfig
from ffnn_gui.engine.losses import default_loss

UPDATES = 400
"""How far the model is trained."""

SIDE, EXAMPLES = 48, 200
"""The landscape's places along each axis, and how many training examples its loss is the mean of, at most."""

MARGIN, LEAST = 0.3, 1.0
"""Around the path, as a share of its extent; and what is shown to each side at least."""


@dataclass(frozen=True, eq=False)
class Descent:
    """One model's way.

    Attributes:
        path: both weights before the first and after each update, (1 + updates, 2)
        bounds: (low, high) of each weight that the landscape shows; both as wide
        loss: the mean data loss with the bias at the end of the path (SIDE, SIDE); row 0 is the lowest w₂
        stretch: how many times as long as wide the valley of a squared error would be: the ratio of the largest to
            the smallest spread of the inputs in any direction, infinite where one of them is constant
    """

    path: Array
    bounds: tuple[tuple[float, float], tuple[float, float]]
    loss: Array
    stretch: float


def has_two_weights(task: Task) -> bool:
    """Whether a model without hidden layers has one output and two weights for this task."""
    plane = task.n_features == 2 and task.image_shape is None
    return plane and default_loss(task).n_outputs(task) == 1


def descents(config: ExperimentConfig) -> tuple[Descent, Descent]:
    """The ways without normalization and with standard normalization; computed once for the same settings."""
    plain: dict[str, Any] = {"inputs": DerivedInputs()} if hasattr(config.data, "inputs") else {}
    if config.data.augments is not None:
        plain["augmentation"] = type(config.data.augments)()
    bare, same = (
        config.model_copy(
            update={
                "data": config.data.model_copy(update={**plain, "normalization": normalization}),
                "network": NetworkConfig(hidden=(), output=config.network.output),
                "loss": default_loss(config.data.task),
                "regularization": type(config.regularization)(l2=config.regularization.l2),
                "epochs": UPDATES,
            }
        )
        for normalization in (NoNormalization(), Standard())
    )
    return _descent(bare), _descent(same)


@lru_cache(maxsize=8)
def _descent(config: ExperimentConfig) -> Descent:
    trainer = Trainer(config)
    path = [trainer.network.theta.copy()]
    with quiet():
        path.extend(trainer.network.theta.copy() for _ in islice(trainer.steps(), UPDATES))
        places = np.array(path, np.float64)
        bounds = _around(places[:, :2])
        return Descent(places[:, :2], bounds, _landscape(trainer, bounds, places[-1, 2]), _stretch(trainer))


def _around(path: Array) -> tuple[tuple[float, float], tuple[float, float]]:
    """A square that holds a path and the origin with a margin: one scale, so that a narrow valley looks narrow."""
    low, high = np.minimum(path.min(axis=0), 0), np.maximum(path.max(axis=0), 0)
    half = max(float((high - low).max()) * (0.5 + MARGIN), LEAST)
    middle = (low + high) / 2
    (left, right), (bottom, top) = ((float(m) - half, float(m) + half) for m in middle)
    return (left, right), (bottom, top)


def _landscape(trainer: Trainer, bounds: tuple[tuple[float, float], tuple[float, float]], bias: float) -> Array:
    part, loss = trainer.data.train, trainer.loss
    X = part.X[:EXAMPLES].astype(np.float64)
    targets = loss.encode(part.y[:EXAMPLES], 1, "float64").T
    across, up = (np.linspace(*ends, SIDE) for ends in bounds)
    result = np.empty((SIDE, SIDE))
    for row, w2 in enumerate(up):
        outputs = np.outer(across, X[:, 0]) + (w2 * X[:, 1] + bias)
        values = loss.values(outputs.reshape(1, -1), np.tile(targets, SIDE))
        result[row] = values.reshape(SIDE, -1).mean(axis=1)
    return result


def _stretch(trainer: Trainer) -> float:
    """√ of the ratio of the eigenvalues of E[x xᵀ], the curvature of a squared error."""
    X = trainer.data.train.X.astype(np.float64)
    small, large = np.linalg.eigvalsh(X.T @ X)
    return float(np.sqrt(large / small)) if small > 0 else np.inf
