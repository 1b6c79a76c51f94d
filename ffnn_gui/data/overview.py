"""What a data set looks like in numbers, before anything is learned: ranges, classes, and what may become a problem."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data import remarks
from ffnn_gui.data.columns import Columns, columns_of
from ffnn_gui.data.prepare import PartName, PreparedData

TRAINING = "training "

SCALES_APART = 20.0
"""Inputs whose standard deviations differ by so many times make the loss a narrow valley."""

OUT_OF_BALANCE = 5.0
"""The largest class is so many times the smallest: then accuracy alone tells little."""

MOST_NUMBERS, LEAST_EXAMPLES = 8_000_000, 1000
"""So many numbers of the training part are looked at, at most, in examples; but so many examples in any case."""


@dataclass(frozen=True)
class FeatureRange:
    """One input: its lowest and highest value, its mean and its standard deviation."""

    name: str
    low: float
    high: float
    mean: float
    std: float

    @property
    def constant(self) -> bool:
        """Whether it always has the same value."""
        return self.low == self.high


@dataclass(frozen=True, eq=False)
class Overview:
    """All that is said of the data.

    Attributes:
        before, after: the training inputs before and after normalization, one entry each; all pixels of images in one
        examples, looked_at: training examples, and how many of them, the first ones, the ranges are of
        counts: how many examples of each class (classes,) there are in each part that has any; empty without classes
        remarks: what may become a problem, in sentences; the gravest first. Nothing where all is well
    """

    before: tuple[FeatureRange, ...]
    after: tuple[FeatureRange, ...]
    examples: int
    looked_at: int
    counts: dict[PartName, NDArray[np.int64]]
    remarks: tuple[str, ...]


def overview(data: PreparedData) -> Overview:
    """Look at the data once; of large ones it takes some hundredths of a second."""
    looked_at = _looked_at(data)
    before = _columns(data, looked_at)
    ranges = _named(data, before), _named(data, _normalized(before, data))
    counts = balance(data) if data.task.classes else {}
    among = "" if looked_at == len(data.train) else f" among the first {looked_at:,} examples"
    alone = len(data.train) == 1
    said = (
        *_few(data),
        *(_classes(data, counts) if counts else _targets(data)),
        *(() if alone else _inputs(*ranges, among)),
    )
    return Overview(*ranges, len(data.train), looked_at, counts, said)


def balance(data: PreparedData) -> dict[PartName, NDArray[np.int64]]:
    """How many examples of each class there are in each part that has any, (classes,)."""
    classes = len(data.task.classes)
    return {name: np.bincount(part.y, minlength=classes) for name, part in data.parts.items()}


def _looked_at(data: PreparedData) -> int:
    fitting = max(MOST_NUMBERS // max(data.n_inputs, 1), LEAST_EXAMPLES)
    return min(len(data.train), fitting)


def _columns(data: PreparedData, examples: int) -> Columns:
    """Of the raw inputs, derived ones included; images count as one column of pixels."""
    found = columns_of(lambda some: data.config.inputs_from(data.train.some(some)), examples)
    if data.task.image_shape is None:
        return found
    # The variance of all is the mean one within the columns, and that of their means.
    low, high, mean = found.low.min(), found.high.max(), found.mean.mean()
    std = np.sqrt((found.std**2).mean() + found.mean.var())
    return Columns(*(np.array([value]) for value in (low, high, mean, std)))


def _normalized(columns: Columns, data: PreparedData) -> Columns:
    """What the network gets of such columns: normalization only moves and stretches them."""
    offset, scale = data.scaling.offset, data.scaling.scale
    low, high, mean = ((values - offset) / scale for values in (columns.low, columns.high, columns.mean))
    return Columns(low, high, mean, columns.std / scale)


def _named(data: PreparedData, columns: Columns) -> tuple[FeatureRange, ...]:
    names = data.input_names if data.task.image_shape is None else ("all pixels",)
    figures = zip(columns.low, columns.high, columns.mean, columns.std, strict=True)
    return tuple(FeatureRange(name, *map(float, each)) for name, each in zip(names, figures, strict=True))


def _few(data: PreparedData) -> list[str]:
    count, classes = len(data.train), len(data.task.classes)
    if 1 < count < classes:
        return [f"There are fewer training examples ({count}) than classes ({classes})."]
    return remarks.few(count, TRAINING)


def _targets(data: PreparedData) -> list[str]:
    constant = len(data.train) > 1 and not np.ptp(data.train.y, axis=0).any()
    return [remarks.one_target(TRAINING)] if constant else []


def _classes(data: PreparedData, counted: dict[PartName, NDArray[np.int64]]) -> list[str]:
    counts = counted["training"]
    missing = [data.task.classes[index] for index in np.flatnonzero(counts == 0)]
    there = counts[counts > 0]
    if len(there) == 1:
        return [remarks.one_class(TRAINING)]
    if missing:
        return [remarks.without_examples(missing, TRAINING)]
    if there.max() > OUT_OF_BALANCE * there.min():
        large, small = (data.task.classes[place] for place in (int(counts.argmax()), int(counts.argmin())))
        share = 100 * there.max() / there.sum()
        text = f"Classes are out of balance: {large} has {there.max():,} training examples, {small} {there.min():,}."
        return [f"{text} Always answering {large} is {share:.0f} % right already: look at recall and F1."]
    return []


def _inputs(before: Sequence[FeatureRange], after: Sequence[FeatureRange], among: str) -> list[str]:
    sentences = remarks.constant([each.name for each in before if each.constant], among)
    stds = [each.std for each in after if each.std > 0]
    if stds and max(stds) > SCALES_APART * min(stds):
        text = "The inputs' scales differ {:.0f} times: choose a normalization, or the loss is a narrow valley."
        sentences.append(text.format(max(stds) / min(stds)))
    return sentences
