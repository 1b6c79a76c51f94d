"""What helps a layer, less what is done for it already: advice that is followed already helps nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ffnn_gui.data.normalization.none import NoNormalization
from ffnn_gui.data.normalization.standard import Standard
from ffnn_gui.engine import Trainer
from ffnn_gui.engine.activations import Activation
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.insight.shapes import one_sided
from ffnn_gui.insight.thresholds import FAR_FROM_CENTRE, LARGE_INPUTS
from ffnn_gui.insight.trace import PROBED

SPENT = 0.1
"""A schedule that has brought the learning rate down to this share of it has left little to learn with."""


@dataclass(frozen=True)
class Setup:
    """What is done for one layer, from the start of its run.

    Attributes:
        normalized: the inputs of the network are; batch_norm: so are the layer's pre-activations
        bias: every bias of the layer started there
        gain, scale: of the start weights, see `Initializer`
        l2, dropout, early_stopping: whether they are on
        trained: whether the weights are no more those of the start
        rate_factor: of the learning rate, by the schedule, just now
        off_centre: whether the layer takes the network's inputs, and these are far from mean 0 or far larger than 1
    """

    normalized: bool = False
    batch_norm: bool = False
    bias: float = 0.0
    gain: float | None = None
    scale: float = 1.0
    l2: bool = False
    dropout: bool = False
    early_stopping: bool = False
    trained: bool = False
    rate_factor: float = 1.0
    off_centre: bool = False


def setup_of(trainer: Trainer, index: int) -> Setup:
    """What is done for a layer of a trainer's network."""
    config = trainer.config
    hidden = config.network.hidden
    chosen = hidden[index] if index < len(hidden) else config.network.output
    return Setup(
        normalized=not isinstance(config.data.normalization, NoNormalization),
        batch_norm=trainer.network.layers[index].norm is not None,
        bias=chosen.bias,
        gain=chosen.init.gain,
        scale=chosen.init.scale,
        l2=config.regularization.l2 > 0,
        dropout=any(layer.dropout for layer in hidden),
        early_stopping=config.regularization.early_stopping.enabled,
        trained=trainer.updates > 0,
        rate_factor=config.learning_rate.schedule.factor(trainer.epoch),
        off_centre=index == 0 and _is_off_centre(trainer),
    )


def against_size(setup: Setup) -> str:
    """Against too large numbers."""
    last = "a smaller learning rate" if setup.normalized else "a normalization of the inputs"
    return f"Try {_any(['a smaller init scale', *_batch_norm(setup), last])}."


def against_death(setup: Setup) -> str:
    """Against units that are off for good, as words after "try"."""
    bias = ["a larger start bias" if setup.bias > 0 else "a positive start bias"]
    return _any(["a smaller learning rate", *bias, "leaky ReLU"])


def against_saturation(setup: Setup, *, flat: bool, large: bool) -> str:
    """`flat`: even the activation's steepest part makes the gradient smaller; `large`: so are pre-activations."""
    inputs = ["Standard normalization of the inputs (Data panel)"] if setup.off_centre and not setup.batch_norm else []
    change = ["tanh", "ReLU"] if flat else ["ReLU"]
    # Once it has trained, the steps may have been what was too large.
    smaller = ["a smaller learning rate", "a smaller init scale"] if setup.trained else ["a smaller init scale"]
    return f"Try {_any([*inputs, *change, *(smaller if large else []), *_batch_norm(setup)])}."


def against_small_steps(setup: Setup) -> str:
    """As words after "try"."""
    return "a larger learning rate" if setup.rate_factor > SPENT else "a schedule that falls more slowly"


def against_vanishing(setup: Setup, activation: Activation | None, *, flat: bool) -> str:
    """`flat`: even the activation's steepest part makes the gradient smaller."""
    change = ["tanh", "ReLU"] if flat else _start(setup, activation)
    return f"Try {_any([*change, *_batch_norm(setup), 'fewer layers'])}."


def against_equality(setup: Setup) -> str:
    """Against units with the same weights."""
    if setup.gain is not None and not setup.scale:
        return "Start with an init scale above 0."
    return "Start from random weights (Xavier or He)."


def against_overfitting(setup: Setup) -> str:
    """As words after "try"."""
    others = {"L2": setup.l2, "dropout": setup.dropout, "early stopping": setup.early_stopping}
    return _any(["more examples", *(name for name, done in others.items() if not done)])


def _is_off_centre(trainer: Trainer) -> bool:
    """Whether the inputs, as the network gets them, are so, and Standard normalization would help."""
    if isinstance(trainer.config.data.normalization, Standard):
        return False
    X = trainer.data.train.X[:PROBED]
    with quiet():
        # Of images it moves all pixels alike.
        means = X.mean(axis=0) if trainer.data.task.image_shape is None else np.full(X.shape[1], X.mean())
        middle, length = float(np.linalg.norm(means)), float(np.linalg.norm(X)) / len(X) ** 0.5
    far = middle >= FAR_FROM_CENTRE and middle > length / 2**0.5
    return far or bool(length >= LARGE_INPUTS * X.shape[1] ** 0.5)


def _batch_norm(setup: Setup) -> list[str]:
    return [] if setup.batch_norm else ["batch normalization"]


def _start(setup: Setup, activation: Activation | None) -> list[str]:
    """Start weights that keep signals at their size, where the layer has not got them."""
    half = activation is not None and one_sided(activation)
    gain, least = setup.gain or 0.0, 2.0 if half else 1.0
    if gain < least:
        return ["He start weights" if half or gain else "Xavier or He start weights"]
    return ["an init scale of 1"] if setup.scale < 1 else []


def _any(options: Sequence[str]) -> str:
    """A list for one to choose from: "a, b or c"."""
    *first, last = options
    return f"{', '.join(first)} or {last}" if first else last
