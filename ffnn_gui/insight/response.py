"""What each unit answers to: the pictures that stand on the units of the network.

For features in the plane a unit's picture is its activation over that plane; for images it is the weights themselves
in the first layer, and deeper the mean activation by class.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import Trainer
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.engine.layer import Layer
from ffnn_gui.insight.places import Unit
from ffnn_gui.insight.remembered import once_for_data
from ffnn_gui.insight.shapes import largest_value
from ffnn_gui.insight.trace import trace_of

Kind = Literal["plane", "line", "weights", "classes"]
ZERO = 127.5
"""The level that means 0: levels run from 0 (−largest) to 255 (largest), to be looked up in a map of 256 colours."""


@dataclass(frozen=True, eq=False)
class LayerResponse:
    """The pictures of one layer's units, or of the inputs.

    Attributes:
        kind: what is painted. "plane": over x₁ (columns, growing to the right) and x₂ (rows, growing upwards: row 0 is
            the top), levels (units, side, side). "line": over the one feature, (units, side). "weights": the incoming
            weights as an image, (units, rows, columns). "classes": the mean by class, (units, classes), or (units, 1)
            where there are no classes
        levels: uint8, 127.5 is 0
        largest: the value of level 255; level 0 is −largest. In the output layer of a classification the values are
            2p − 1 of each class (of the second, when two have one output): 0 is undecided
    """

    kind: Kind
    levels: NDArray[np.uint8]
    largest: float

    @property
    def values(self) -> NDArray[np.float32]:
        """What the levels stand for, to within 1/255 of `largest`."""
        return np.asarray((self.levels.astype(np.float32) - ZERO) * np.float32(self.largest / ZERO))


@dataclass(frozen=True, eq=False)
class Responses:
    """The pictures of all: `inputs` is None where an input has none of its own (a pixel)."""

    inputs: LayerResponse | None
    layers: tuple[LayerResponse, ...]


def responses(trainer: Trainer, side: int = 32) -> Responses:
    """The pictures of the inputs and of every layer; those over the plane are side × side."""
    data = trainer.data
    with quiet():
        if data.task.n_features > 2:
            return _by_class(trainer)
        shape = _shape(data, side)
        x = _grid(data, side)
        kind: Kind = "plane" if len(shape) == 2 else "line"
        inputs = _picture(kind, x[:-1].reshape(-1, *shape), float(np.abs(x[:-1]).max()))
        activations = _activations(trainer, x, len(trainer.network.layers))
        return Responses(inputs, tuple(_scaled(trainer, kind, index, a, shape) for index, a in enumerate(activations)))


def unit_response(trainer: Trainer, unit: Unit, side: int = 96) -> LayerResponse:
    """One unit's picture alone, large: the leading axis of its levels is 1. Raises IndexError for an unknown unit."""
    data = trainer.data
    if not (
        0 <= unit.layer < len(trainer.network.layers) and 0 <= unit.unit < trainer.network.layers[unit.layer].fan_out
    ):
        raise IndexError("The network has no such unit.")
    with quiet():
        if data.task.n_features > 2:
            whole = _by_class(trainer).layers[unit.layer]
            return LayerResponse(whole.kind, whole.levels[unit.unit][None], whole.largest)
        shape = _shape(data, side)
        a = _activations(trainer, _grid(data, side), unit.layer + 1)[-1]
        return _scaled(trainer, "plane" if len(shape) == 2 else "line", unit.layer, a, shape, unit.unit)


def weight_images(trainer: Trainer) -> LayerResponse:
    """The weights into each unit of the first layer as an image, of colours the mean. The data must be images."""
    task = trainer.data.task
    assert task.image_shape is not None
    images = trainer.network.layers[0].W.T.reshape(-1, *task.image_shape, task.channels)
    means = images[..., 0] if task.channels == 1 else images.mean(axis=-1)
    return _picture("weights", means, _largest(means))


# Over the plane


def _shape(data: PreparedData, side: int) -> tuple[int, ...]:
    return (side,) * data.task.n_features


@once_for_data
def _grid(data: PreparedData, side: int) -> NDArray[Any]:
    """The network's inputs at the middles of the picture's pixels, with a last row of ones: (inputs + 1, pixels)."""
    middles = [low + (high - low) * (np.arange(side) + 0.5) / side for low, high in data.bounds]
    if len(middles) == 2:
        across, up = np.meshgrid(middles[0], middles[1][::-1])
        raw = np.column_stack([across.reshape(-1), up.reshape(-1)])
    else:
        raw = middles[0][:, None]
    inputs = data.inputs_of(raw).T
    grid = np.vstack([inputs, np.ones((1, inputs.shape[1]), inputs.dtype)])
    grid.flags.writeable = False
    return grid


def _activations(trainer: Trainer, x: Array, layers: int) -> list[Array]:
    """The activations (units, pixels) of so many layers in evaluation mode."""
    found = []
    for layer in trainer.network.layers[:layers]:
        trainer.network.breathe()
        rows = np.ones((layer.fan_out + 1, x.shape[1]), x.dtype)
        _evaluate(layer, x, rows[:-1])
        found.append(rows[:-1])
        x = rows
    return found


def _evaluate(layer: Layer, x: Array, out: Array) -> None:
    if layer.activation is None:
        layer.block.T.dot(x, out)
        return
    z = layer.block.T.dot(x)
    if layer.norm is not None:
        layer.norm.evaluate(z)
    layer.activation.apply(z, out)


def _scaled(
    trainer: Trainer, kind: Kind, index: int, a: Array, shape: tuple[int, ...], unit: int | None = None
) -> LayerResponse:
    """The picture of a layer's activations (units, pixels), or of one of its units on the layer's scale."""
    values, largest = _meaning(trainer, index, a)
    chosen = values if unit is None else values[unit : unit + 1]
    return _picture(kind, chosen.reshape(-1, *shape), largest)


def _meaning(trainer: Trainer, index: int, a: Array) -> tuple[Array, float]:
    """What is painted of a layer's activations, and the largest of it."""
    activation = trainer.network.layers[index].activation
    if activation is not None:
        bound = largest_value(activation)
        return a, bound if np.isfinite(bound) else _largest(a)
    if trainer.data.task.kind == "regression":
        return a, max(_largest(trainer.data.train.y), 1e-6)
    chances = trainer.loss.probabilities(a.T, len(trainer.data.task.classes)).T
    return 2 * (chances[1:] if len(a) < len(chances) else chances) - 1, 1.0


# By class, and weights


def _by_class(trainer: Trainer) -> Responses:
    seen, layers = trace_of(trainer), trainer.network.layers
    found = []
    for index, part in enumerate(seen.layers):
        if index == 0 and trainer.data.task.image_shape is not None and len(layers) > 1:
            found.append(weight_images(trainer))
        else:
            values, largest = _meaning(trainer, index, part.a.T)
            found.append(_picture("classes", _means(trainer, values, seen.y), largest))
    return Responses(None, tuple(found))


def _means(trainer: Trainer, a: Array, y: Array) -> Array:
    """Means (units, classes) of activations (units, examples) by class; 0 for a class that is not among them."""
    classes = len(trainer.data.task.classes)
    if not classes:
        return np.asarray(a.mean(axis=1, keepdims=True))
    members = np.zeros((len(y), classes), a.dtype)
    members[np.arange(len(y)), y] = 1
    return np.asarray(a.dot(members / np.maximum(members.sum(axis=0), 1)))


# Levels


def _largest(values: Array) -> float:
    return max(float(values.max()), -float(values.min()))


def _picture(kind: Kind, values: Array, largest: float) -> LayerResponse:
    """Values as levels; what is not a number is 0."""
    if not (np.isfinite(largest) and largest > 0):
        values, largest = np.nan_to_num(values, posinf=0, neginf=0), _safe(largest)
    levels = values * values.dtype.type(ZERO / largest)
    levels += values.dtype.type(ZERO + 0.5)
    np.clip(levels, 0, 255, levels)
    return LayerResponse(kind, np.nan_to_num(levels, copy=False).astype(np.uint8), largest)


def _safe(largest: float) -> float:
    return 1.0 if not np.isfinite(largest) or largest <= 0 else largest
