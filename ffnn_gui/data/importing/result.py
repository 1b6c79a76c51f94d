"""What an import brings: the arrays, the names of everything in them, and in words what was changed on the way."""

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data import remarks
from ffnn_gui.data.task import Task


@dataclass(frozen=True, eq=False)
class ImportedArrays:
    """Examples from a file; the arrays are read-only.

    Attributes:
        X: features (examples, features), float32 or float64, or uint8 for pixels; NaN where a number is missing
        y: class indices (examples,) int64, or targets (examples, targets) float64, as in the file
        classes: the names of the classes, empty for regression
        feature_names: a name for each feature; empty where they have none, as pixels do
        target: what is to be predicted, in the file's words
        image_shape, channels, max_pixel: as in Task
        notes: what was left out, filled in, encoded or guessed, a sentence each
        columns: what one may choose as target or as inputs, in the file's words
        used: those of them that are inputs
        scale_targets: whether values to predict are to be learned with mean 0 and variance 1
    """

    X: NDArray[Any]
    y: NDArray[Any]
    classes: tuple[str, ...] = ()
    feature_names: tuple[str, ...] = ()
    target: str = ""
    image_shape: tuple[int, int] | None = None
    channels: int = 1
    max_pixel: int = 0
    notes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    scale_targets: bool = False

    def __post_init__(self) -> None:
        for array in (self.X, self.y):
            array.flags.writeable = False

    def __len__(self) -> int:
        return len(self.y)

    @property
    def task(self) -> Task:
        """What the data ask of a network."""
        features, shape = self.X.shape[1], self.image_shape
        if not self.classes:
            return Task("regression", features, (), self.y.shape[1], shape, self.max_pixel, self.channels)
        return Task("classification", features, self.classes, 1, shape, self.max_pixel, self.channels)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the arrays, their types, shapes and scaling, and the names of classes and features."""
        names = [self.X.dtype.str, self.X.shape, self.y.dtype.str, self.y.shape, self.image_shape, self.channels]
        names += ["scaled"] if self.scale_targets else []
        summed = hashlib.sha256(json.dumps([*names, self.classes, self.feature_names]).encode())
        for array in (self.X, self.y):
            summed.update(np.ascontiguousarray(array).data)
        return summed.hexdigest()


def evenly_spread(count: int, most: int) -> NDArray[np.intp]:
    """Which examples are taken: all, or `most` spread evenly, so that a sorted file still gives some of every class."""
    if count <= most:
        return np.arange(count)
    return np.linspace(0, count - 1, most).round().astype(np.intp)


def subsampling_note(taken: int, count: int, what: str = "examples", where: str = "file") -> str:
    """The sentence that says so."""
    return f"{taken:,} of {count:,} {what} were taken, spread evenly over the {where}."


def subsampled(arrays: ImportedArrays, most: int) -> ImportedArrays:
    """At most so many of the examples, spread evenly."""
    if len(arrays) <= most:
        return arrays
    chosen = evenly_spread(len(arrays), most)
    notes = (*arrays.notes, subsampling_note(most, len(arrays)))
    return replace(arrays, X=arrays.X[chosen], y=arrays.y[chosen], notes=notes)


def extremes(X: NDArray[Any], axis: int | None = 0) -> tuple[Any, Any]:
    """The lowest and highest of the numbers that are there, of each feature or of all; NaN where none is."""
    return np.fmin.reduce(X, axis), np.fmax.reduce(X, axis)


def warnings_of(arrays: ImportedArrays) -> tuple[str, ...]:
    """A sentence on each thing that will make learning odd: few examples, one class or too many, constant numbers."""
    said = list[str]()
    if arrays.classes:
        counts = np.bincount(arrays.y, minlength=len(arrays.classes))
        missing = [arrays.classes[index] for index in np.flatnonzero(counts == 0)]
        if len(missing) == len(arrays.classes) - 1:
            said.append(remarks.one_class())
        elif missing:
            said.append(remarks.without_examples(missing))
        said += remarks.many_classes(len(arrays.classes) - len(missing), len(arrays))
    elif len(arrays) > 1 and (arrays.y == arrays.y[:1]).all():
        said.append(remarks.one_target())
    said += remarks.few(len(arrays))
    if arrays.image_shape is None and len(arrays) > 1:
        low, high = extremes(arrays.X)
        same = np.flatnonzero(~(low < high))
        said += remarks.constant([arrays.feature_names[i] if arrays.feature_names else f"x{i + 1}" for i in same])
    return tuple(said)
