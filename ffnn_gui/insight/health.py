"""The health of each layer and each unit: is it saturated or dead, does the gradient arrive, are its steps sane?

All is measured on the same few training examples with the weights as they are; batch norm with these examples' own
statistics, as training has it. `thresholds.DEFINITIONS` says in words what each measure is.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.engine import Trainer
from ffnn_gui.engine.activations import Activation
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.insight.remedies import Setup, setup_of
from ffnn_gui.insight.shapes import can_die, largest_slope, saturates
from ffnn_gui.insight.symmetry import groups
from ffnn_gui.insight.thresholds import SATURATED_SLOPE
from ffnn_gui.insight.trace import LayerTrace, training_trace_of
from ffnn_gui.insight.updates import update_ratios

NAN = float("nan")


@dataclass(frozen=True)
class LayerHealth:
    """One layer's measures; NaN where one makes no sense for the layer.

    Attributes:
        name: what people call the layer
        activation: None for the output layer
        units, examples: how many units there are, and how many examples were looked at
        saturated, dead: shares from 0 to 1
        activation_mean, activation_spread, pre_mean, pre_spread: over all units and examples
        gradient: the Euclidean norm of ∂L/∂W
        signal: the root mean square length of ∂L/∂z over the examples
        update_ratio: the size of an update over the size of the weights; NaN before training
        groups: units that are the same
        setup: what is done for the layer
    """

    name: str
    activation: Activation | None
    units: int
    examples: int
    saturated: float
    dead: float
    activation_mean: float
    activation_spread: float
    pre_mean: float
    pre_spread: float
    gradient: float
    signal: float
    update_ratio: float
    groups: tuple[tuple[int, ...], ...]
    setup: Setup = field(default_factory=Setup)


@dataclass(frozen=True, eq=False)
class UnitHealth:
    """One layer's measures for each unit, (units,).

    Attributes:
        saturated_share: share of examples for which the unit is saturated; NaN where its activation cannot be
        dead: whether no example gets a slope other than 0
        activation_mean, pre_mean, pre_spread: over the examples
        groups: units that are the same
    """

    saturated_share: Array
    dead: NDArray[np.bool_]
    activation_mean: Array
    pre_mean: Array
    pre_spread: Array
    groups: tuple[tuple[int, ...], ...]


def layer_health(trainer: Trainer) -> tuple[LayerHealth, ...]:
    """The health of each layer, the output layer's last."""
    seen, ratios = training_trace_of(trainer), update_ratios(trainer)
    with quiet():
        return tuple(
            _layer_health(trainer, index, part, float(np.linalg.norm(seen.gradient_W(index))), ratios[index])
            for index, part in enumerate(seen.layers)
        )


def unit_health(trainer: Trainer) -> tuple[UnitHealth, ...]:
    """The health of the units of each layer."""
    parts = zip(trainer.network.layers, training_trace_of(trainer).layers, strict=True)
    with quiet():
        return tuple(
            UnitHealth(
                saturated_share=_saturated(layer.activation, part.slope),
                dead=_dead(layer.activation, part.slope),
                activation_mean=part.a.mean(axis=0),
                pre_mean=part.z.mean(axis=0),
                pre_spread=part.z.std(axis=0),
                groups=groups(trainer.network, index),
            )
            for index, (layer, part) in enumerate(parts)
        )


def _layer_health(trainer: Trainer, index: int, part: LayerTrace, gradient: float, ratio: float) -> LayerHealth:
    network = trainer.network
    activation = network.layers[index].activation
    mortal = activation is not None and can_die(activation)
    return LayerHealth(
        name=network.layer_name(index),
        activation=activation,
        units=part.z.shape[1],
        examples=len(part.z),
        saturated=float(_saturated(activation, part.slope).mean()),
        dead=float(_dead(activation, part.slope).mean()) if mortal else NAN,
        activation_mean=float(part.a.mean()),
        activation_spread=float(part.a.std()),
        pre_mean=float(part.z.mean()),
        pre_spread=float(part.z.std()),
        gradient=gradient,
        signal=float(np.linalg.norm(part.delta) / np.sqrt(len(part.delta))),
        update_ratio=ratio,
        groups=groups(network, index),
        setup=setup_of(trainer, index),
    )


def _saturated(activation: Activation | None, slope: Array) -> Array:
    """Share of examples for which each unit is saturated, (units,); NaN where the activation does not saturate."""
    if activation is None or not saturates(activation):
        return np.full(slope.shape[1], np.nan)
    return np.asarray((np.abs(slope) < SATURATED_SLOPE * largest_slope(activation)).mean(axis=0))


def _dead(activation: Activation | None, slope: Array) -> NDArray[np.bool_]:
    if activation is None or not can_die(activation):
        return np.zeros(slope.shape[1], bool)
    return np.asarray(~slope.any(axis=0))
