"""What a data set looks like in numbers, before anything is learned: ranges, classes, and what may become a problem."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.prepare import PreparedData

SCALES_APART = 20.0
"""Inputs whose spreads differ by so many times make the loss a narrow valley."""

OUT_OF_BALANCE = 5.0
"""The largest class is so many times the smallest: then accuracy alone tells little."""

LOOKED_AT = 20_000
"""Examples of a part whose ranges are looked at, at most."""


@dataclass(frozen=True)
class FeatureRange:
    """One input: its lowest and highest value, its mean and its standard deviation."""

    name: str
    low: float
    high: float
    mean: float
    spread: float

    @property
    def constant(self) -> bool:
        """Whether it always has the same value."""
        return self.low == self.high


def ranges(data: PreparedData) -> tuple[list[FeatureRange], list[FeatureRange]]:
    """The training inputs before and after normalization, one entry each; all pixels of images in one entry."""
    part = data.train
    raw = data.config.inputs_from(part.some(slice(LOOKED_AT)))
    if data.task.image_shape is not None:
        return [_range("all pixels", raw)], [_range("all pixels", part.X[:LOOKED_AT])]
    names = data.input_names
    before = [_range(name, raw[:, index]) for index, name in enumerate(names)]
    return before, [_range(name, part.X[:LOOKED_AT, index]) for index, name in enumerate(names)]


def balance(data: PreparedData) -> dict[str, NDArray[np.int64]]:
    """How many examples of each class there are in each part that has any, (classes,)."""
    classes = len(data.task.classes)
    return {name: np.bincount(part.y, minlength=classes) for name, part in data.parts.items()}


def remarks(data: PreparedData) -> list[str]:
    """What may become a problem, in sentences; the gravest first. Nothing where all is well."""
    found = [*_few(data), *_classes(data), *_inputs(data)]
    return [sentence for sentence in found if sentence]


def _few(data: PreparedData) -> list[str]:
    count, classes = len(data.train), len(data.task.classes)
    if count == 1:
        return ["There is a single training example: it can only be learned by heart."]
    if count < classes:
        return [f"There are fewer training examples ({count}) than classes ({classes})."]
    return []


def _classes(data: PreparedData) -> list[str]:
    if data.task.kind == "regression":
        constant = len(data.train) > 1 and not np.ptp(data.train.y, axis=0).any()
        return ["All training targets are the same: there is nothing to tell apart."] if constant else []
    counts = balance(data)["training"]
    missing = [data.task.classes[index] for index in np.flatnonzero(counts == 0)]
    there = counts[counts > 0]
    if len(there) == 1:
        return ["All training examples are of one class: whatever the input, its answer will be right."]
    if missing:
        return [f"Without training examples, never learned: {_listed(missing)}."]
    if there.max() > OUT_OF_BALANCE * there.min():
        large, small = (data.task.classes[place] for place in (int(counts.argmax()), int(counts.argmin())))
        share = 100 * there.max() / there.sum()
        text = f"Classes are out of balance: {large} has {there.max():,} training examples, {small} {there.min():,}."
        return [f"{text} Always answering {large} is {share:.0f} % right already: look at recall and F1."]
    return []


def _inputs(data: PreparedData) -> list[str]:
    before, after = ranges(data)
    sentences = []
    constant = [each.name for each in before if each.constant]
    if constant and len(data.train) > 1:
        sentences.append(f"Always the same, so of no use: {_listed(constant)}.")
    spreads = [each.spread for each in after if each.spread > 0]
    if spreads and max(spreads) > SCALES_APART * min(spreads):
        text = "The inputs' scales differ {:.0f} times: choose a normalization, or the loss is a narrow valley."
        sentences.append(text.format(max(spreads) / min(spreads)))
    return sentences


def _listed(names: Sequence[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _range(name: str, values: NDArray[Any]) -> FeatureRange:
    return FeatureRange(
        name,
        float(values.min()),
        float(values.max()),
        float(values.mean(dtype=np.float64)),
        float(values.std(dtype=np.float64)),
    )
