"""From columns to examples: which column is the target, how texts become numbers, what is done about gaps.

Everything that is left out, filled in or encoded is said in a note.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.labels import as_classes, label_text, unlike
from ffnn_gui.data.importing.limits import LARGEST
from ffnn_gui.data.importing.problems import ImportProblem, shown
from ffnn_gui.data.importing.tables.columns import Column
from ffnn_gui.data.importing.targets import Scale, TaskChoice, classifies, standardized

Gaps = Literal["drop", "fill"]
Numbers = NDArray[Any]

MOST_WORDS = 30
"""A text column of more different texts is a name or a remark, not a feature."""

COUNTERS = ("", "id", "no", "nr", "index", "row", "number", "unnamed: 0", "#")
TARGETS = ("target", "class", "label", "y", "species", "category", "output", "outcome", "quality")


@dataclass(frozen=True, eq=False)
class Feature:
    """One or more columns of numbers that came of one column of the table, with a name each."""

    names: tuple[str, ...]
    values: Numbers


def target_among(columns: list[Column], wanted: str) -> Column:
    """The target: the one wanted, else one with a telling name, else the last; ImportProblem when it is not there."""
    names = [column.name for column in columns]
    if wanted:
        if wanted not in names:
            listed = ", ".join(f"“{shown(name)}”" for name in names[:8])
            raise ImportProblem(
                f"There is no column “{shown(wanted)}” in it.", f"Its columns are {listed}.", choices=names
            )
        return columns[names.index(wanted)]
    telling = [column for word in TARGETS for column in columns if column.name.lower() == word]
    return telling[0] if telling else columns[-1]


def missing_in(column: Column) -> NDArray[np.bool_]:
    """Where a column has no usable value."""
    values = column.values
    if column.is_text:
        return np.asarray(values < 0)
    if values.dtype.kind != "f":
        return np.zeros(len(values), bool)
    with np.errstate(invalid="ignore"):
        return np.asarray(~(np.abs(values) < LARGEST))


def unusable(column: Column) -> str:
    """Why a column cannot be an input, as a part of a sentence; empty when it can."""
    if column.overflowed or (column.is_text and len(column.texts) > MOST_WORDS):
        count = "more than 1,000" if column.overflowed else f"{len(column.texts):,}"
        return f"it holds {count} different texts"
    values = column.values
    if missing_in(column).all():
        return "it has no values"
    counts = column.name.strip().lower() in COUNTERS and not column.is_text and len(values) > 2
    if counts and np.array_equal(np.diff(values.astype(np.float64)), np.ones(len(values) - 1)):
        return "it only counts the rows"
    return ""


def feature_of(column: Column, keep: NDArray[np.bool_], gaps: NDArray[np.bool_]) -> tuple[Feature, str]:
    """A column as numbers for the rows to keep, its gaps filled; and a note on what was done, or none."""
    values, missing = column.values[keep], gaps[keep]
    filled = int(missing.sum())
    if column.is_text:
        return _encoded(column, values, missing, filled)
    note = ""
    if filled:
        values = values.astype(np.float64)
        middle = float(values[~missing].mean()) if filled < len(values) else 0.0
        values[missing] = middle
        note = f"“{shown(column.name)}”: {filled:,} gaps were filled with the mean, {middle:.4g}."
    return Feature((shown(column.name),), values[:, np.newaxis]), note


def target_of(
    column: Column, keep: NDArray[np.bool_], choice: TaskChoice, scale: Scale
) -> tuple[Numbers, tuple[str, ...], list[str]]:
    """Class indices and class names, or values without any, for the rows to keep; and notes."""
    values = column.values[keep]
    if column.is_text and choice == "regression":
        example = next(iter(column.texts))
        raise ImportProblem(
            f"The target “{shown(column.name)}” holds texts such as “{shown(example)}”.",
            "Choose classification, or another target.",
        )
    if column.is_text:
        texts = np.array(list(column.texts))
        y, classes = as_classes(texts[values])
        return y, classes, []
    if classifies(values, choice):
        y, classes = as_classes(values)
        return y, classes, []
    y_values, said = standardized(values.astype(np.float64)[:, np.newaxis], scale)
    return y_values, (), said


def _encoded(column: Column, codes: Numbers, missing: NDArray[np.bool_], filled: int) -> tuple[Feature, str]:
    """A text column as one column of 0 and 1 for each text, or a single one for two texts."""
    order = sorted(column.texts)
    place = np.array([order.index(text) for text in column.texts])
    present = codes[~missing]
    codes = np.where(missing, np.bincount(present).argmax() if len(present) else 0, codes)
    places, name = place[codes], shown(column.name)
    gaps = f"; {filled:,} gaps were filled with the most frequent text" if filled else ""
    if len(order) <= 2:
        note = f"“{name}”: “{shown(order[0])}” became 0" + (f", “{shown(order[1])}” 1" if order[1:] else "")
        return Feature((name,), places.astype(np.uint8)[:, np.newaxis]), f"{note}{gaps}."
    ones = (places[:, np.newaxis] == np.arange(len(order))).astype(np.uint8)
    names = unlike(shown(f"{name} = {label_text(text)}") for text in order)
    return Feature(names, ones), f"“{name}”: {len(order)} texts became a column of 0 and 1 each{gaps}."
