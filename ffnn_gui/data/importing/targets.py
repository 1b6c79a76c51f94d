"""What is to be predicted: a class or a value? Proposed from the targets themselves, and never more than a proposal."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.limits import MOST_CLASSES
from ffnn_gui.schema import knob

TaskChoice = Literal["auto", "classification", "regression"]
Scale = Literal["standard", "none"]

MOST_PROPOSED = 20
"""Whole numbers of at most so many different values are proposed as classes."""

FEWEST_A_CLASS = 2
"""Examples a class, on average, of which there may be any number if they are images."""


def task_knob() -> Any:
    """Classification or regression."""
    return knob(
        "auto", "Task", "Whether the target names a class or is a value; texts and few whole numbers name classes.",
        labels={"auto": "As proposed", "classification": "Classification", "regression": "Regression"},
    )  # fmt: skip


def scale_knob() -> Any:
    """Whether values to predict are brought to a size that networks learn well."""
    return knob(
        "standard", "Target values",
        "Values to predict are best learned with mean 0 and variance 1 over the training examples.",
        labels={"standard": "Mean 0, variance 1", "none": "As they are"}, formula="y′ = (y − μ) / σ",
    )  # fmt: skip


def classifies(values: NDArray[Any], choice: TaskChoice, images: bool = False) -> bool:
    """Whether targets (examples,) are taken as classes; missing ones (NaN) do not count. images: the inputs are."""
    if choice != "auto" or values.dtype.kind in "USb":
        return choice != "regression"
    if values.dtype.kind == "f":
        values = values[np.isfinite(values)]
        if (values != np.trunc(values)).any():
            return False
    most = min(MOST_CLASSES, len(values) // FEWEST_A_CLASS) if images else 0
    most = max(most, min(MOST_PROPOSED, max(2, len(values) // 2)))
    return bool(len(np.unique(values)) <= most)


@dataclass(frozen=True, eq=False)
class Targets:
    """What is to be predicted, as the file has it, and what is to be done with it.

    y: class indices (examples,), or values (examples, targets); classes: their names, none for values; scaled: whether
    values are to be learned with mean 0 and variance 1; said: a sentence each.
    """

    y: NDArray[Any]
    classes: tuple[str, ...] = ()
    scaled: bool = False
    said: tuple[str, ...] = ()


def values_of(y: NDArray[np.float64], scale: Scale) -> Targets:
    """Values to predict (examples, targets), in their own unit."""
    if scale == "none":
        return Targets(y)
    if (y == y[:1]).all():
        return Targets(y, scaled=True)  # What is always the same is not brought to variance 1.
    what = "The target is" if y.shape[1] == 1 else "Each target is"
    return Targets(y, scaled=True, said=(f"{what} learned with mean 0 and variance 1 over the training examples.",))
