"""All about one unit or one weight that is looked at closely, read anew with every picture while it trains."""

from collections.abc import Sequence
from dataclasses import dataclass

from ffnn_gui.engine import Trainer
from ffnn_gui.insight.health import UnitHealth
from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.insight.response import LayerResponse, unit_response, weight_images
from ffnn_gui.insight.trace import training_trace_of

SIDE = 72


@dataclass(frozen=True, eq=False)
class UnitDetail:
    """A unit. saturated: share of examples, NaN where its activation cannot be; twins: how many others are the same."""

    response: LayerResponse
    bias: float
    pre_mean: float
    pre_spread: float
    saturated: float
    dead: bool
    twins: int


@dataclass(frozen=True)
class WeightDetail:
    """A weight or bias, its gradient, and the largest size of a weight in its layer.

    gradient: of the mean data loss over the examples looked at, with their own statistics in batch norm, as in training
    """

    value: float
    gradient: float
    largest: float


Detail = UnitDetail | WeightDetail


def as_drawn(trainer: Trainer, layer: int, response: LayerResponse) -> LayerResponse:
    """Probabilities of several classes from white to blue, since none is the opposite of another; else as it is."""
    last = layer == len(trainer.network.layers) - 1 and response.kind != "weights"
    if not (last and trainer.data.task.kind == "classification" and trainer.network.n_outputs > 1):
        return response
    return LayerResponse(response.kind, response.levels // 2 + 128, response.largest)


def detail_of(trainer: Trainer, place: Unit | Weight, health: Sequence[UnitHealth]) -> Detail:
    """What there is to tell of a place. Raises IndexError when the network has no such place."""
    if isinstance(place, Unit):
        return _unit_detail(trainer, place, health[place.layer])
    layer, part = trainer.network.layers[place.layer], training_trace_of(trainer).layers[place.layer]
    delta = part.dense_delta[:, place.column]
    factor = part.inputs[:, place.row] if place.row < layer.fan_in else 1.0
    return WeightDetail(
        value=float(layer.block[place.row, place.column]),
        gradient=float((delta * factor).mean()),
        largest=float(abs(layer.W).max()),
    )


def _unit_detail(trainer: Trainer, unit: Unit, health: UnitHealth) -> UnitDetail:
    twins = next((len(group) - 1 for group in health.groups if unit.unit in group), 0)
    return UnitDetail(
        response=as_drawn(trainer, unit.layer, _response(trainer, unit)),
        bias=float(trainer.network.layers[unit.layer].b[unit.unit]),
        pre_mean=float(health.pre_mean[unit.unit]),
        pre_spread=float(health.pre_spread[unit.unit]),
        saturated=float(health.saturated_share[unit.unit]),
        dead=bool(health.dead[unit.unit]),
        twins=twins,
    )


def _response(trainer: Trainer, unit: Unit) -> LayerResponse:
    if unit.layer or trainer.data.task.image_shape is None:
        return unit_response(trainer, unit, SIDE)
    images = weight_images(trainer)
    return LayerResponse(images.kind, images.levels[unit.unit][None], images.largest)
