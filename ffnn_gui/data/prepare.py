"""From a data config to arrays that a network can train on: drawn, split, filled in, given derived inputs, and scaled.

Everything follows from the config and its seed; nothing global is read or changed. Whatever is fitted, the fill-in
values and the targets' scale as well as the normalization, is fitted on the training part alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import DTypeLike, NDArray

from ffnn_gui.data.normalization import Scaling
from ffnn_gui.data.normalization.standard import Standard
from ffnn_gui.data.sets import DataSet, Samples
from ffnn_gui.data.split import Indices, split
from ffnn_gui.data.task import Task

PartName = Literal["training", "validation", "test"]

PADDING = 0.1
BLOCK = 1024
"""Examples scaled at a time, so that no second copy of large data is made."""


@dataclass(frozen=True, eq=False)
class Part:
    """Training, validation or test examples; the arrays are read-only.

    X: the network's inputs (examples, inputs). y: class indices (examples,) int64, or targets (examples, targets).
    drawn, rows: features as drawn, missing ones filled in, and which rows of them are this part's; None: all.
    """

    X: NDArray[np.floating[Any]]
    y: NDArray[Any]
    drawn: NDArray[Any]
    rows: Indices | None = None

    @cached_property
    def raw(self) -> NDArray[Any]:
        """The features as drawn (examples, features), floats, or uint8 for images; gathered when first asked for.

        Training needs them only where it augments; of large data they would be a second copy.
        """
        raw = self.drawn.view() if self.rows is None else self.drawn.take(self.rows, 0)
        raw.flags.writeable = False
        return raw

    def some(self, index: int | slice | Sequence[int] | NDArray[Any]) -> NDArray[Any]:
        """The raw features of some examples, without gathering those of all."""
        return np.asarray(self.drawn[index if self.rows is None else self.rows[index]])

    def __len__(self) -> int:
        return len(self.y)


@dataclass(frozen=True, eq=False)
class PreparedData:
    """A data set ready for training. Parts that are not wanted are there, but empty.

    scaling: what the inputs were normalized with; target_scaling: what the targets were, None where they are as drawn.
    """

    config: DataSet
    task: Task
    dtype: np.dtype[Any]
    scaling: Scaling
    target_scaling: Scaling | None
    train: Part
    validation: Part
    test: Part

    @property
    def parts(self) -> dict[PartName, Part]:
        """The parts that have examples, by name."""
        names: tuple[PartName, ...] = ("training", "validation", "test")
        return {name: self.part(name) for name in names if len(self.part(name))}

    def part(self, name: PartName) -> Part:
        """A part by its name; it may be empty."""
        return {"training": self.train, "validation": self.validation, "test": self.test}[name]

    @property
    def n_inputs(self) -> int:
        """Inputs of the network, derived ones included."""
        return int(self.train.X.shape[1])

    @property
    def input_names(self) -> tuple[str, ...]:
        """The name of each input."""
        return self.config.input_names

    @property
    def bounds(self) -> tuple[tuple[float, float], ...]:
        """(low, high) of each raw feature over all parts, padded by a tenth of its range: where to draw surfaces.

        A feature that has one value only is padded by 1, since nothing can be drawn on a line.
        """
        parts = [part.raw for part in self.parts.values()]
        low = np.min([raw.min(axis=0) for raw in parts], axis=0).astype(np.float64)
        high = np.max([raw.max(axis=0) for raw in parts], axis=0).astype(np.float64)
        pad = np.where(high > low, PADDING * (high - low), 1.0)
        return tuple(zip((low - pad).tolist(), (high + pad).tolist(), strict=True))

    def inputs_of(self, raw: NDArray[Any]) -> NDArray[np.floating[Any]]:
        """What the network is given (examples, inputs) for raw features (examples, features)."""
        return _scaled(self.config.inputs_from(raw), self.scaling, self.dtype)

    def samples(self) -> Samples:
        """All raw examples in the order in which they were drawn, with the targets as they are learned."""
        y = np.empty((len(self.train.drawn), *self.train.y.shape[1:]), self.train.y.dtype)
        for part in self.parts.values():
            y[slice(None) if part.rows is None else part.rows] = part.y
        return Samples(self.train.drawn, y)


def prepare(config: DataSet, dtype: DTypeLike = "float32") -> PreparedData:
    """Draw, split and scale the data of a config; float arrays are of the dtype, float32 or float64."""
    dtype = np.dtype(dtype)
    drawing, splitting = np.random.default_rng(config.seed).spawn(2)
    X, y = config.generate(drawing)
    classes = y if config.task.kind == "classification" else np.zeros(len(y), np.int64)
    train, validation, test = split(classes, config.validation_fraction, config.test_fraction, splitting)
    # One array in the order of the parts, of which the parts are slices: a single copy even of large sets.
    order = np.concatenate([train, validation, test])
    target_scaling = Standard().fit(y[train]) if config.scales_targets else None
    y = _targets(y[order], target_scaling, dtype)
    X = _filled(X, train)
    inputs = config.inputs_from(X)
    scaling = config.normalization.fit(inputs[train], together=config.task.image_shape is not None)
    ready = np.empty((len(order), inputs.shape[1]), dtype)
    for start in range(0, len(order), BLOCK):
        scaling.apply(inputs[order[start : start + BLOCK]], ready[start : start + BLOCK])
    for array in (y, ready):
        array.flags.writeable = False
    ends = np.cumsum([0, len(train), len(validation), len(test)])
    parts = [Part(ready[a:b], y[a:b], X, order[a:b]) for a, b in pairwise(ends)]
    return PreparedData(config, config.task, dtype, scaling, target_scaling, *parts)


def _targets(y: NDArray[Any], scaling: Scaling | None, dtype: np.dtype[Any]) -> NDArray[Any]:
    if y.dtype.kind != "f":
        return y
    return y.astype(dtype) if scaling is None else scaling.apply(y).astype(dtype)


def _filled(X: NDArray[Any], train: Indices) -> NDArray[Any]:
    """Features with the mean over the training part where they are missing, or 0 where that part has none of them.

    X itself where nothing is missing: of large data a copy would take much memory.
    """
    gaps = np.flatnonzero(np.isnan(X.min(axis=0))) if X.dtype.kind == "f" else ()
    if not len(gaps):
        return X
    X = X.copy()
    for gap in gaps:
        column = X[:, gap]
        known = column[train][~np.isnan(column[train])]
        column[np.isnan(column)] = known.mean(dtype=np.float64) if len(known) else 0.0
    return X


def _scaled(inputs: NDArray[Any], scaling: Scaling, dtype: np.dtype[Any]) -> NDArray[np.floating[Any]]:
    return scaling.apply(inputs, np.empty(inputs.shape, dtype))
