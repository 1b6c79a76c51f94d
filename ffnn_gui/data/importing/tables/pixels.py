"""Tables and arrays of images: each row the pixels of one, and the class before or behind them, named or not."""

import math
import re
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.tables.columns import Column
from ffnn_gui.schema import knob

Pixels = Literal["auto", "no"]

LEAST_WHITE = 2
"""The largest number that pixels have at least: 0 and 1 alone are marks for no and yes."""

SMALLEST_SIDE = 8
MOST_LABELS = 100
"""Different values of a column that may be the class; the pixels in a corner of photographs have more."""

PIXEL_NAME = re.compile(r"(p|px|pix|pixel)?_?\d+([x_,]\d+)?", re.IGNORECASE)


def pixels_knob(which: str) -> Any:
    """Whether numbers are taken as the pixels of images. which: those that are, as a part of a sentence."""
    return knob(
        "auto", "Images", f"Whether {which} are the pixels of images.", labels={"auto": "As found", "no": "Never"}
    )


def taken_as_pixels(shape: tuple[int, int]) -> str:
    """What is said where columns became images of this many rows and columns of pixels."""
    return f"The columns were taken as the pixels of {shape[0]}×{shape[1]} images."


def names_pixel(name: str) -> bool:
    """Whether a column is called as pixels are: 12, pixel12, p_12 or 3x12."""
    return PIXEL_NAME.fullmatch(name) is not None


def square_of(features: int) -> tuple[tuple[int, int], int] | None:
    """The shape of the square images with so many numbers, and the numbers a pixel; None where there are none."""
    for channels in (1, 3):
        side = math.isqrt(features // channels)
        if side >= SMALLEST_SIDE and side * side * channels == features:
            return (side, side), channels
    return None


def label_among(columns: Sequence[Column]) -> Column | None:
    """The class among columns of which all others are the pixels of a square image; None where it is none of them."""
    place = label_at([column.values for column in columns])
    return None if place is None else columns[place]


def label_at(columns: Sequence[NDArray[Any]]) -> int | None:
    """Where the class is among columns of which all others are the pixels of a square image, 0 or −1; None if nowhere.

    It is the first or the last column. Where both could be it, it is the more evenly distributed: pixels in corners are
    mostly background.
    """
    if len(columns) < 2 or square_of(len(columns) - 1) is None:
        return None
    possible = [
        (place, share)
        for place, others in ((-1, columns[:-1]), (0, columns[1:]))
        if (share := _largest_share(columns[place])) < 1 and all(other.dtype == np.uint8 for other in others)
    ]
    return min(possible, key=lambda each: each[1])[0] if possible else None


def _largest_share(values: NDArray[Any]) -> float:
    """The share of the most frequent value in a column that may be the class; 1 where it may not."""
    if not len(values):
        return 1.0
    distinct, counts = np.unique(values, return_counts=True)
    return float(counts.max()) / len(values) if len(distinct) <= min(MOST_LABELS, len(values) // 2) else 1.0
