"""The rows of the wall of images: a class each or, where images have values, a range of them with as many images."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data import Task
from ffnn_gui.ui.plots.readings import number

RANGES = 6
"""Into so many ranges values are divided."""


class Group(NamedTuple):
    """Examples that stand in one row: its name, and their numbers in the part."""

    name: str
    members: NDArray[np.intp]


def groups_of(y: NDArray[Any], task: Task) -> list[Group]:
    """The groups of a part's examples with these classes (examples,) or values (examples, targets)."""
    if task.kind == "classification":
        order = np.argsort(y, kind="stable")
        starts = np.searchsorted(y[order], np.arange(1, len(task.classes)))
        return [Group(*pair) for pair in zip(task.classes, np.split(order, starts), strict=True)]
    values = y[:, 0]
    ranges = np.array_split(np.argsort(values, kind="stable"), min(RANGES, max(len(values), 1)))
    return [Group(_range(values[members]), np.sort(members)) for members in ranges]


def _range(values: NDArray[Any]) -> str:
    low, high = number(float(values.min())), number(float(values.max()))
    return low if low == high else f"{low} … {high}"
