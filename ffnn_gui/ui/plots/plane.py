"""The plane of two features: the grid on which the network is asked, and the colours of its answers."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data import PreparedData
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.ranges import Range, round_up
from ffnn_gui.ui.theme import DIVERGING
from ffnn_gui.ui.theme.colours import channels

SIDE = 100
BANDS = 10

SHADES = 32
"""Different colours of examples with values at most: each makes a stamp of its own."""

SOFT = DIVERGING[60:196]
"""The middle of the map: examples in full colours stand out even where the network is certain."""

Answers = NDArray[Any]
"""What the network says on the grid: values (SIDE, SIDE), or probabilities (SIDE, SIDE, classes); row 0 is lowest."""

Pixels = NDArray[np.uint8]


@lru_cache(maxsize=2)
def grid_inputs(data: PreparedData) -> NDArray[Any]:
    """The network's inputs (SIDE², inputs) at the middles of the grid's cells, row by row from below."""
    x, y = (_middles(bounds) for bounds in data.bounds)
    across, up = np.meshgrid(x, y)
    inputs = data.inputs_of(np.column_stack([across.reshape(-1), up.reshape(-1)]))
    inputs.flags.writeable = False
    return inputs


def grid_places(data: PreparedData) -> NDArray[np.float64]:
    """The middles of the cells (SIDE², 2) in the raw features, in the order of `grid_inputs`."""
    across, up = np.meshgrid(*(_middles(bounds) for bounds in data.bounds))
    return np.column_stack([across.reshape(-1), up.reshape(-1)])


def largest_target(data: PreparedData) -> float:
    """A round number that no training target exceeds in size: the end of the colours for values."""
    return round_up(float(np.abs(data.train.y).max())) or 1.0


def colours_of_values(values: Answers, largest: float, bands: int | None = None) -> Pixels:
    """Orange, white, blue (…, 4) for values from −largest to largest; in so many bands, or without any steps."""
    share = np.clip(np.nan_to_num(values) / (2 * largest) + 0.5, 0, 1)
    if bands:
        share = (np.minimum(np.floor(share * bands), bands - 1) + 0.5) / bands
    return np.asarray(SOFT[(share * (len(SOFT) - 1) + 0.5).astype(np.intp)])


def colours_of_examples(y: NDArray[Any], data: PreparedData, look: Look, shades: int = SHADES) -> list[str]:
    """The colour of each example with these targets: of its class, or of its (first) value in so many shades."""
    if data.task.kind == "classification":
        return [look.of_class(index) for index in y]
    pixels = colours_of_values(y[:, 0], largest_target(data), shades)
    return ["#{:02x}{:02x}{:02x}".format(*pixel[:3]) for pixel in pixels]


def colours_of_classes(probabilities: Answers, look: Look, *, discrete: bool = False) -> Pixels:
    """Colours (…, 4) of class probabilities (…, classes): two go over white, more are mixed by their shares."""
    if probabilities.shape[-1] == 2:
        return colours_of_values(2 * probabilities[..., 1] - 1, 1.0, 2 if discrete else None)
    chances = np.nan_to_num(probabilities)
    if discrete:
        chances = np.eye(chances.shape[-1], dtype=np.float32)[chances.argmax(axis=-1)]
    return _mixture(chances, look)


def _mixture(chances: Answers, look: Look) -> Pixels:
    """Each class's colour, paled so that the examples on it stand out, weighted by its chance."""
    paper = np.array(channels("#ffffff" if not look.theme.dark else look.theme.surface), float)
    palette = np.array([channels(look.of_class(index)) for index in range(chances.shape[-1])], float)
    pale = paper + (palette - paper) * 0.6
    pixels = np.full((*chances.shape[:-1], 4), 255, np.uint8)
    pixels[..., :3] = np.clip(chances @ pale.astype(np.float32), 0, 255)
    return pixels


def _middles(bounds: Range) -> NDArray[np.float64]:
    low, high = bounds
    return low + (high - low) * (np.arange(SIDE) + 0.5) / SIDE
