"""From arrays with axes to examples with features: images are recognised by their shape, one-hot rows become classes.

Rows with numbers that are missing or infinite are left out, and said.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.labels import as_classes
from ffnn_gui.data.importing.limits import LARGEST, LARGEST_PIXEL, MOST_TARGETS, check_amount
from ffnn_gui.data.importing.npy import are_bytes
from ffnn_gui.data.importing.problems import ImportProblem
from ffnn_gui.data.importing.tables.pixels import LEAST_WHITE, square_of, taken_as_pixels
from ffnn_gui.data.importing.targets import Scale, Targets, TaskChoice, classifies, values_of

Numbers = NDArray[Any]
CHANNELS = (1, 3)
BLOCK = 2**20
"""Numbers looked at in one go, so that looking needs no copy of all."""

MOST_LEVELS = 16
"""Pixels up to so much have a scale of their own, as the 0 to 16 of small digits; those beyond are taken as bytes."""


@dataclass(frozen=True, eq=False)
class Features:
    """Features (examples, features), the shape of the images that they are, if they are any, and what is to be said."""

    X: Numbers
    image_shape: tuple[int, int] | None = None
    channels: int = 1
    max_pixel: int = 0
    notes: tuple[str, ...] = ()


def max_pixel_of(pixels: Numbers) -> int:
    """The value that stands for white in pixels from 0 up: at least the largest of them, which must be finite.

    It is 255 wherever that is enough and more than 16 is needed, since not every set of bytes has a white pixel.
    """
    largest = math.ceil(float(pixels.max(initial=0)))
    return max(largest, 255 if largest > MOST_LEVELS else 1)


def check_inputs(shape: tuple[int, ...], dtype: np.dtype[Any]) -> None:
    """Raise ImportProblem when an array of inputs is too large, empty or of texts."""
    if dtype.kind in "US":
        raise ImportProblem("Its inputs are texts, where numbers are needed.", "Choose another array as inputs.")
    check_amount(shape[0] if shape else 0, math.prod(shape[1:]))


def check_targets(shape: tuple[int, ...], dtype: np.dtype[Any]) -> None:
    """Raise ImportProblem when an array of targets has too many axes, or too many numbers an example."""
    if len(shape) > 2:
        raise ImportProblem(f"Its targets have {len(shape)} dimensions; labels have 1.", "Choose another array.")
    if math.prod(shape[1:]) > MOST_TARGETS:
        raise ImportProblem(
            f"It has {shape[1]:,} targets an example; at most {MOST_TARGETS:,} are possible.", "Choose another array."
        )


def features_of(array: Numbers, *, images: bool = True) -> Features:
    """The features of an array whose first axis counts examples; with three or four axes it holds images.

    So it does where its rows are the pixels of a square, as in a table. All of its numbers must be finite. images:
    whether it may hold some at all.
    """
    check_inputs(array.shape, array.dtype)
    if array.ndim <= 2 or not images:
        rows = np.ascontiguousarray(array).reshape(len(array), -1)
        return (_squares(rows) if images else None) or Features(_plain(rows))
    array, channels = _channels_last(array)
    flat = _plain(np.ascontiguousarray(array).reshape(len(array), -1))
    low, high = flat.min(), flat.max()
    if low < 0 or high > LARGEST_PIXEL:  # nothing here could draw them, or augment them
        note = f"Numbers from {low:.4g} to {high:.4g} are no pixels, so they were taken as numbers, not as images."
        return Features(flat, notes=(note,))
    rows, columns = array.shape[1:3]
    return Features(flat, (rows, columns), channels, max_pixel_of(flat))


def targets_of(array: Numbers, choice: TaskChoice, scale: Scale, images: bool = False) -> Targets:
    """Targets from labels (examples,), one-hot rows or values.

    Raises ImportProblem when the array cannot be what is chosen. images: whether the inputs are some.
    """
    check_targets(array.shape, array.dtype)
    if array.ndim == 2 and array.shape[1] == 1:
        array = array[:, 0]
    one_hot: tuple[str, ...] = ()
    if array.ndim == 2 and array.shape[1] > 1 and choice != "regression" and _is_one_hot(array):
        array = array.argmax(axis=1)
        one_hot = ("The targets are rows with a single 1: its place was taken as the class.",)
    if array.ndim == 1 and (one_hot or classifies(array, choice, images)):
        return Targets(*as_classes(array), said=one_hot)
    if array.dtype.kind in "US":
        raise ImportProblem("Its targets are texts, which regression cannot predict.", "Choose classification.")
    if array.ndim == 2 and choice == "classification":
        raise ImportProblem("Its targets are rows of numbers, which name no class.", "Choose regression.")
    return values_of(np.asarray(array, np.float64).reshape(len(array), -1), scale)


def usable(*arrays: Numbers) -> NDArray[np.bool_]:
    """Which examples (examples,) have neither missing nor infinite numbers in any of the arrays (examples, …)."""
    good = np.ones(len(arrays[0]), bool)
    for array in arrays:
        if array.dtype.kind == "f":
            rows = max(1, BLOCK // max(1, math.prod(array.shape[1:])))
            for start in range(0, len(array), rows):
                block = array[start : start + rows]
                with np.errstate(invalid="ignore", over="ignore"):  # signalling NaN; float16 ends before LARGEST
                    good[start : start + rows] &= (np.abs(block) < LARGEST).all(axis=tuple(range(1, block.ndim)))
    return good


def _squares(rows: Numbers) -> Features | None:
    """The images that rows (examples, features) are the pixels of; None where they are none, or only marks 0 and 1."""
    square, step = square_of(rows.shape[1]), max(1, BLOCK // rows.shape[1])
    plain = square and all(are_bytes(rows[start : start + step]) for start in range(0, len(rows), step))
    if not square or not plain or rows.max() < LEAST_WHITE:
        return None
    pixels, (shape, channels) = rows.astype(np.uint8, copy=False), square
    return Features(pixels, shape, channels, max_pixel_of(pixels), (taken_as_pixels(shape),))


def _channels_last(array: Numbers) -> tuple[Numbers, int]:
    if array.ndim == 3:
        return array, 1
    if array.shape[3] in CHANNELS:
        return array, array.shape[3]
    if array.shape[1] in CHANNELS:
        return array.transpose(0, 2, 3, 1), array.shape[1]
    raise ImportProblem(
        f"Its images have {array.shape[3]:,} numbers a pixel; 1 (grey) and 3 (red, green, blue) are possible.",
        "Save them in one of these forms.",
    )


def _plain(X: Numbers) -> Numbers:
    """In the smallest of the types that are computed with in which nothing is lost: bytes, float32, float64."""
    if X.dtype in (np.uint8, np.float32, np.float64):
        return X
    if X.dtype == np.float16 or X.dtype.itemsize <= 2 or not X.size:
        return X.astype(np.float32) if X.dtype != bool else X.astype(np.uint8)
    if X.dtype.kind in "iu" and X.min() >= 0 and X.max() <= 255:
        return X.astype(np.uint8)
    return X.astype(np.float64)


def _is_one_hot(rows: Numbers) -> bool:
    if rows.dtype.kind not in "biuf":
        return False
    return bool(((rows == 0) | (rows == 1)).all() and (rows.sum(axis=1) == 1).all())
