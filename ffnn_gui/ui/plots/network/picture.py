"""What the network's picture reads from a trainer: each layer's tiles, biases, marks and strongest weights.

Only what is drawn is copied, so that the probe of a large network stays short.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import Trainer
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.insight.health import UnitHealth, unit_health
from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.insight.remembered import once_for_data
from ffnn_gui.insight.response import LayerResponse, responses, weight_images
from ffnn_gui.insight.trace import PROBED
from ffnn_gui.ui.plots.images import is_negative
from ffnn_gui.ui.plots.network.details import Detail, as_drawn, detail_of
from ffnn_gui.ui.plots.network.geometry import Frame, Layout, Way, arrange
from ffnn_gui.ui.plots.network.links import Links, links_of
from ffnn_gui.ui.plots.network.marks import Marks, marks_of

SIDE = 28
"""Places along each edge of a tile over the plane."""

KEPT_WHOLE = 50_000
"""Parameters up to which all are copied, for the table of numbers."""


@dataclass(frozen=True)
class Request:
    """What is drawn.

    Attributes:
        shown: how many units of each layer have a tile
        ways: how the weights into each layer are painted
        watched: units and weights of which all is told
        health: the units' health where it is known from an earlier look, so that it is not looked at again
    """

    shown: tuple[int, ...]
    ways: tuple[Way, ...]
    watched: tuple[Unit | Weight, ...] = ()
    health: tuple[UnitHealth, ...] | None = None


@dataclass(frozen=True, eq=False)
class LayerPicture:
    """One layer, its first `shown` units. links: None where the tiles show the weights."""

    response: LayerResponse
    biases: NDArray[np.float64]
    marks: Marks
    links: Links | None


@dataclass(frozen=True, eq=False)
class Picture:
    """The whole network at one moment.

    Attributes:
        inputs: the inputs' tiles, None for pixels
        image: the mean of the images looked at, 0 to 1, (rows, columns); None for other data
        layers: hidden layers, then the output layer
        health: the units', layer by layer
        details: all about what is watched
        blocks: each layer's weights and, last row, biases (fan_in + 1, units); None in large networks
    """

    inputs: LayerResponse | None
    image: NDArray[np.float64] | None
    layers: tuple[LayerPicture, ...]
    health: tuple[UnitHealth, ...]
    details: dict[Unit | Weight, Detail]
    blocks: tuple[Array, ...] | None


def probe(trainer: Trainer, request: Request | None = None) -> Picture:
    """Read what a request wants; without one, what a picture of usual size shows."""
    request = request or request_for(layout_of(trainer))
    network = trainer.network
    inputs, tiles = _responses(trainer)
    health, masks = request.health or unit_health(trainer), network.dropout_masks()
    with quiet():
        layers = tuple(
            LayerPicture(
                response=as_drawn(trainer, index, _first(tiles[index], shown)),
                biases=layer.b[:shown].astype(np.float64),
                marks=marks_of(health[index], masks[index] if index < len(masks) else None, shown),
                links=links_of(layer.W, way),
            )
            for index, (layer, shown, way) in enumerate(zip(network.layers, request.shown, request.ways, strict=True))
        )
        details = {place: detail_of(trainer, place, health) for place in request.watched}
    blocks = tuple(layer.block.copy() for layer in network.layers) if network.theta.size <= KEPT_WHOLE else None
    return Picture(inputs, mean_image(trainer.data), layers, health, details, blocks)


def layout_of(trainer: Trainer, frame: Frame | None = None) -> Layout:
    """Where things stand for a trainer's network."""
    layers = trainer.network.layers
    units = [layers[0].fan_in, *(layer.fan_out for layer in layers)]
    return arrange(units, frame or Frame(560, 420), trainer.data.task.image_shape is not None)


def request_for(
    layout: Layout, watched: tuple[Unit | Weight, ...] = (), health: tuple[UnitHealth, ...] | None = None
) -> Request:
    """What a layout shows."""
    shown = tuple(column.shown for column in layout.columns[1:])
    return Request(shown, tuple(layout.way(layer) for layer in range(len(shown))), watched, health)


def parameters(picture: Picture) -> Iterator[tuple[int, int, int, float]]:
    """Weights and biases as (layer, row, column, value), the bias in the row after the last input's.

    All of them, or those that are drawn where there are too many.
    """
    for index, layer in enumerate(picture.layers):
        if picture.blocks is not None:
            block = picture.blocks[index]
            yield from ((index, row, column, float(block[row, column])) for row, column in np.ndindex(*block.shape))
        elif layer.links is not None:
            yield from ((index, row, column, value) for row, column, value in layer.links.listed())


def _responses(trainer: Trainer) -> tuple[LayerResponse | None, list[LayerResponse]]:
    """The inputs' and the layers' tiles; pixels' weights are always tiles, also where the first layer is the last."""
    seen = responses(trainer, SIDE)
    tiles = list(seen.layers)
    if trainer.data.task.image_shape is not None:
        tiles[0] = weight_images(trainer) if tiles[0].kind != "weights" else tiles[0]
    return seen.inputs, tiles


def _first(response: LayerResponse, shown: int) -> LayerResponse:
    return LayerResponse(response.kind, response.levels[:shown].copy(), response.largest)


@once_for_data
def mean_image(data: PreparedData) -> NDArray[np.float64] | None:
    """The mean of the first images for training, as images are shown: 0 black to 1 white, (rows, columns).

    None for other data.
    """
    task = data.task
    if task.image_shape is None:
        return None
    mean = data.train.some(slice(PROBED)).mean(axis=0).reshape(*task.image_shape, task.channels)
    grey = np.asarray(mean.mean(axis=-1) / max(task.max_pixel, 1))
    return 1 - grey if is_negative(data) else grey
