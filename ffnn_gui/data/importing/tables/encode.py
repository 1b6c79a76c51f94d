"""From columns to examples: which column is the target, how texts become numbers, what is done about missing values.

Everything that is left out, filled in or encoded is said in a note.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.labels import as_classes, label_text, unique_names
from ffnn_gui.data.importing.limits import LARGEST
from ffnn_gui.data.importing.problems import ImportProblem, shown
from ffnn_gui.data.importing.tables.columns import MOST_TEXTS, Column
from ffnn_gui.data.importing.tables.header import UNNAMED
from ffnn_gui.data.importing.tables.pixels import label_among, names_pixel, square_of
from ffnn_gui.data.importing.targets import Scale, Targets, TaskChoice, classifies, values_of

Missing = Literal["drop", "fill"]
Numbers = NDArray[Any]

MOST_WORDS = 30
"""A text column of more different texts, or of more than two where that is half its rows, is a name or a remark."""

FEWEST_COUNTED = 8
"""Rows that hardly stand in the order of a feature by chance."""

MOST_REASONS = 3
"""Columns of which is said why they were left out where none remains."""

MISSING_TEXT = -1
"""The code of a text that is missing."""

COUNTERS = ("id", "no", "nr", "index", "row", "number", "unnamed: 0", "#")
TARGETS = ("target", "class", "label", "y", "species", "category", "output", "outcome", "quality")


@dataclass(frozen=True, eq=False)
class Feature:
    """One or more columns of numbers that came of one column of the table, with a name each."""

    names: tuple[str, ...]
    values: Numbers


def target_among(columns: Sequence[Column], wanted: str, *, named: bool) -> Column:
    """The target: the one wanted, else one with a telling name, else the class of images, else the last with values.

    Raises ImportProblem when the one wanted is not there. named: the table has names for its columns.
    """
    names = [column.name for column in columns]
    if wanted:
        if wanted not in names:
            listed = ", ".join(f"“{shown(name)}”" for name in names[:8])
            raise ImportProblem(
                f"There is no column “{shown(wanted)}” in it.", f"Its columns are {listed}.", choices=names
            )
        return columns[names.index(wanted)]
    possible = [column for column in columns if column.overflowed or not missing_in(column).all()] or columns
    telling = [column for word in TARGETS for column in possible if column.name.lower() == word]
    if telling:
        return telling[0]
    others = [column for column in possible if not names_pixel(column.name)] if named else []
    if len(others) == 1 and square_of(len(possible) - 1):
        return others[0]
    return (label_among(possible) if not others else None) or possible[-1]


def check_rows(columns: Sequence[Column]) -> None:
    """Raise ImportProblem where there is nothing below the names, or nothing but missing values."""
    if not len(columns[0].values):
        raise ImportProblem(
            "There is no row below the names in its first row.", "Choose a table with at least one example."
        )
    if all(not column.overflowed and missing_in(column).all() for column in columns):
        raise ImportProblem(
            f"Not one of its {len(columns):,} columns has a value: all cells are empty or count as missing.",
            "Choose a table with values.",
        )


def no_input(target: Column, reasons: Sequence[str]) -> ImportProblem:
    """What to say where no column can be an input; reasons: a sentence on each that was left out."""
    more = [f"{len(reasons) - MOST_REASONS:,} more were left out."] if len(reasons) > MOST_REASONS else []
    what = f"Besides the target “{target.name}” there is no column that can be an input."
    return ImportProblem(" ".join([what, *reasons[:MOST_REASONS], *more]), "Choose another delimiter or target.")


def missing_in(column: Column) -> NDArray[np.bool_]:
    """Where a column has no usable value."""
    values = column.values
    if column.is_text:
        return np.asarray(values == MISSING_TEXT)
    if values.dtype.kind != "f":
        return np.zeros(len(values), bool)
    with np.errstate(invalid="ignore"):
        return np.asarray(~(np.abs(values) < LARGEST))


def unusable(column: Column, *, named: bool) -> str:
    """Why a column cannot be an input, as a part of a sentence; empty when it can. named: the table has names."""
    rows = 0 if column.overflowed else int((~missing_in(column)).sum())
    texts = len(column.texts) if column.is_text else 0
    if column.overflowed or texts > MOST_WORDS or (texts > 2 and 2 * texts >= rows):
        count = f"more than {MOST_TEXTS:,}" if column.overflowed else f"{texts:,}"
        among = "" if column.overflowed or texts > MOST_WORDS else f" in {rows:,} rows"
        line, text = column.first_stray
        return f"it holds {count} different texts{among}, the first in line {line:,}: “{shown(text)}”"
    if not rows:
        return "it has no values"
    counter = column.name.strip().lower() in COUNTERS or (named and column.name == UNNAMED)
    if counter and not column.is_text and rows > 2 and _counts(column.values):
        return "it only counts the rows"
    return ""


def _counts(values: Numbers) -> bool:
    """Whether these are all whole numbers that only rise or only fall."""
    steps = np.diff(values.astype(np.float64))
    return bool((steps > 0).all() or (steps < 0).all()) and np.array_equal(values, np.trunc(values))


def strays_in(column: Column) -> list[str]:
    """A note on the cells of a column of numbers that are none, if there are any."""
    if column.is_text or not column.strays:
        return []
    line, text = column.first_stray
    are = "1 cell is no number" if column.strays == 1 else f"{column.strays:,} cells are no numbers"
    return [f"“{shown(column.name)}”: {are}, the first in line {line:,}: “{shown(text)}”. Such cells count as missing."]


def feature_of(column: Column, keep: NDArray[np.bool_]) -> tuple[Feature, str]:
    """A column as numbers for the rows to keep, NaN where they are missing; and a note on what is done, or none."""
    values, missing = column.values[keep], missing_in(column)[keep]
    if column.is_text:
        return _encoded(column, values)
    note, gaps = "", int(missing.sum())
    if gaps:
        values = np.where(missing, np.nan, values.astype(np.float64))
        are = "1 missing value is" if gaps == 1 else f"{gaps:,} missing values are"
        note = f"“{shown(column.name)}”: {are} filled in with the mean of the training examples."
    elif len(values) >= FEWEST_COUNTED and _counts(values[:FEWEST_COUNTED]) and _counts(values):
        way = "rises" if values[-1] > values[0] else "falls"
        note = f"“{shown(column.name)}” only {way} from row to row: if it numbers the rows, leave it out."
    return Feature((shown(column.name),), values[:, np.newaxis]), note


def target_of(column: Column, keep: NDArray[np.bool_], choice: TaskChoice, scale: Scale, *, images: bool) -> Targets:
    """The targets of the rows to keep: texts name classes, and so do a few whole numbers."""
    values = column.values[keep]
    if column.is_text and choice == "regression":
        line, text = column.first_stray
        raise ImportProblem(
            f"The target “{shown(column.name)}” holds texts such as “{shown(text)}” in line {line:,}.",
            "Choose classification, or another target.",
        )
    if column.is_text:
        texts = np.array(list(column.texts))
        return Targets(*as_classes(texts[values]))
    if classifies(values, choice, images):
        return Targets(*as_classes(values))
    return values_of(values.astype(np.float64)[:, np.newaxis], scale)


def _encoded(column: Column, codes: Numbers) -> tuple[Feature, str]:
    """A text column as one column of 0 and 1 for each text among the codes, or a single one for two texts.

    That a text is missing counts as a text of its own: it may tell something, and nothing has to be guessed.
    """
    name, called = shown(column.name), {code: text for text, code in column.texts.items()}
    order = sorted(set(np.unique(codes).tolist()) - {MISSING_TEXT}, key=called.__getitem__)
    quoted = [f"“{shown(called[code])}”" for code in order]
    gaps = int((codes == MISSING_TEXT).sum())
    if gaps:
        order, quoted = [*order, MISSING_TEXT], [*quoted, "a missing one"]
    if len(order) <= 2:
        became = f"{quoted[0]} became 0" + (f", {quoted[1]} 1" if quoted[1:] else "")
        return Feature((name,), (codes != order[0]).astype(np.uint8)[:, np.newaxis]), f"“{name}”: {became}."
    ones = (codes[:, np.newaxis] == np.array(order)).astype(np.uint8)
    labels = [label_text(called[code]) if code != MISSING_TEXT else "missing" for code in order]
    names = unique_names(shown(f"{name} = {label}") for label in labels)
    also = f", and so did {gaps:,} missing" if gaps else ""
    return Feature(names, ones), f"“{name}”: {len(quoted) - bool(gaps)} texts became a column of 0 and 1 each{also}."
