"""Tables as text, such as CSV and TSV: a row an example, a column a feature, and one of them the target.

Everything about the writing is found out and can be corrected; whatever is left out or encoded is said.
"""

from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from ffnn_gui.data.importing.arrays import max_pixel_of
from ffnn_gui.data.importing.base import Importer, Progress
from ffnn_gui.data.importing.labels import unique_names
from ffnn_gui.data.importing.limits import MOST_NAMES, check_amount
from ffnn_gui.data.importing.opening import first_bytes
from ffnn_gui.data.importing.problems import ImportProblem
from ffnn_gui.data.importing.result import ImportedArrays
from ffnn_gui.data.importing.tables.columns import MOST_TEXTS, Column, columns_of
from ffnn_gui.data.importing.tables.dialect import Decimal, Delimiter, Dialect, Header, dialect_of, names_in
from ffnn_gui.data.importing.tables.encode import (
    Feature,
    Missing,
    check_rows,
    feature_of,
    missing_in,
    no_input,
    strays_in,
    target_among,
    target_of,
    unusable,
)
from ffnn_gui.data.importing.tables.pixels import (
    LEAST_WHITE,
    Pixels,
    names_pixel,
    pixels_knob,
    square_of,
    taken_as_pixels,
)
from ffnn_gui.data.importing.tables.rows import MOST_COLUMNS
from ffnn_gui.data.importing.tables.text import NAMES, Encoding, lines_of
from ffnn_gui.data.importing.targets import Scale, TaskChoice, scale_knob, task_knob
from ffnn_gui.schema import knob

DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "blank"}
MOST_LISTED = 8
"""Names of columns in one note."""

OTHER_STARTS = (b"PK", b"%PDF", b"{", b"<", b"\x89PNG", b"\xff\xd8")

Name = Annotated[str, Field(max_length=200)]


class Table(Importer):
    """Rows of numbers and texts."""

    kind: Literal["table"] = "table"
    label: ClassVar[str] = "Table (.csv, .tsv, .txt)"
    help: ClassVar[str] = "Text with a row an example; texts become classes or columns of 0 and 1."
    order: ClassVar[float] = 9
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv", ".tab", ".txt", ".dat", ".data", ".csv.gz", ".tsv.gz")

    target: str = Field("", max_length=200)
    left_out: tuple[Name, ...] = Field((), max_length=MOST_COLUMNS, strict=False)
    task: TaskChoice = task_knob()
    target_values: Scale = scale_knob()
    missing: Missing = knob(
        "drop", "Missing values",
        "What is done where a value is missing: “NA”, “?”, nothing, or an infinite number. It is filled in with the "
        "mean of the training examples; among texts, missing becomes one of them.",
        labels={"drop": "Leave the example out", "fill": "Fill it in"},
    )  # fmt: skip
    delimiter: Delimiter = knob(
        "auto", "Delimiter", "What stands between two columns.",
        labels={
            "auto": "As found", ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar |", " ": "Blanks",
        },
    )  # fmt: skip
    decimal: Decimal = knob(
        "auto", "Decimals", "Whether one half is written 0.5 or 0,5.",
        labels={"auto": "As found", ".": "Point: 0.5", ",": "Comma: 0,5"},
    )  # fmt: skip
    header: Header = knob(
        "auto", "First row", "Whether the first row names the columns.",
        labels={"auto": "As found", "yes": "Names", "no": "Values"},
    )  # fmt: skip
    encoding: Encoding = knob(
        "auto", "Encoding", "How letters are written as bytes.",
        labels=NAMES,
    )  # fmt: skip
    pixels: Pixels = pixels_knob("rows of whole numbers from 0 to 255, a square of them,")

    def idle_for(self, arrays: ImportedArrays) -> frozenset[str]:
        return frozenset({"target_values"} if arrays.classes else ())

    def takes(self, path: Path) -> bool:
        """Whether it is a file of text, going by its ending or its first bytes."""
        if path.is_dir():
            return False
        start = first_bytes(path, 4096)
        known = path.name.lower().endswith(self.suffixes)
        return known or (bool(start) and b"\0" not in start and not start.startswith(OTHER_STARTS))

    def arrays(self, path: Path, progress: Progress) -> ImportedArrays:
        """Inputs and target of all rows that can be used."""
        with lines_of(path, self.encoding) as (lines, encoding):
            dialect = dialect_of(lines, self.delimiter, self.decimal, self.header)
            names = names_in(lines, dialect)
            columns = columns_of(lines, names, dialect, progress)
            notes = [*_written(dialect, encoding, len(columns)), *lines.doubts]
        return self._assembled(columns, notes, named=dialect.header)

    def _assembled(self, columns: list[Column], notes: list[str], *, named: bool) -> ImportedArrays:
        check_rows(columns)
        target = target_among(columns, self.target, named=named)
        if target.overflowed:
            raise ImportProblem(
                f"The target “{target.name}” holds more than {MOST_TEXTS:,} different texts.",
                "Choose another target.",
            )
        inputs = self._inputs(columns, target, notes, named)
        keep = self._kept(inputs, target, notes)
        features = self._features(inputs, keep, notes)
        X = _joined(features, int(keep.sum()))
        image_shape, channels = self._image_shape(features, named)
        targets = target_of(target, keep, self.task, self.target_values, images=image_shape is not None)
        names = unique_names(name for feature in features for name in feature.names)
        notes += [*strays_in(target), *targets.said]
        if image_shape:
            notes.append(taken_as_pixels(image_shape))
        elif len(names) > MOST_NAMES:
            notes.append(f"The {len(names):,} features are numbered: names are kept for at most {MOST_NAMES:,}.")
        return ImportedArrays(
            X, targets.y, targets.classes, () if image_shape or len(names) > MOST_NAMES else names, target.name,
            image_shape, channels, max_pixel_of(X) if image_shape else 0, tuple(notes),
            tuple(column.name for column in columns), tuple(column.name for column in inputs), targets.scaled,
        )  # fmt: skip

    def _inputs(self, columns: list[Column], target: Column, notes: list[str], named: bool) -> list[Column]:
        inputs, by_hand, reasons = [], list[str](), list[str]()
        for column in columns:
            if column is target:
                continue
            if column.name in self.left_out:
                by_hand.append(column.name)
            elif why := unusable(column, named=named):
                reasons.append(f"“{column.name}” was left out: {why}.")
            else:
                inputs.append(column)
        if by_hand:
            reasons.append(f"Left out by hand: {_listed(by_hand)}.")
        if not inputs:
            raise no_input(target, reasons)
        notes += reasons
        return inputs

    def _kept(self, inputs: list[Column], target: Column, notes: list[str]) -> NDArray[np.bool_]:
        """Which rows are kept: those with a target and, unless missing values are filled in, with all inputs."""
        dropped = missing_in(target).copy()
        if self.missing == "drop":
            for column in inputs:
                dropped |= missing_in(column)
        if dropped.any():
            rows = np.flatnonzero(dropped)
            were, first = ("was", "") if len(rows) == 1 else ("were", "the first ")
            notes.append(
                f"{len(rows):,} of {len(dropped):,} examples {were} left out because a value is missing, "
                f"{first}in line {target.line_of(int(rows[0])):,}."
            )
        notes += _signs_in([*inputs, target])
        if dropped.all():
            sparsest = max(inputs, key=lambda column: int(missing_in(column).sum()))
            raise ImportProblem(
                "Not a single row has all of its values.",
                f"Fill in missing values, or leave “{sparsest.name}” out." if len(dropped) else "Choose another file.",
            )
        return ~dropped

    def _features(self, inputs: list[Column], keep: NDArray[np.bool_], notes: list[str]) -> list[Feature]:
        features = []
        for column in inputs:
            feature, note = feature_of(column, keep)
            features.append(feature)
            notes += [*strays_in(column), *([note] if note else [])]
        return features

    def _image_shape(self, features: list[Feature], named: bool) -> tuple[tuple[int, int] | None, int]:
        """The shape of the images that the features are, and the numbers a pixel; None where they are none."""
        plain = all(feature.values.dtype == np.uint8 and len(feature.names) == 1 for feature in features)
        called = not named or all(names_pixel(feature.names[0]) for feature in features)
        if self.pixels == "no" or not plain or not called:
            return None, 1
        if max(int(each.values.max()) for each in features) < LEAST_WHITE:
            return None, 1
        return square_of(len(features)) or (None, 1)


def _written(dialect: Dialect, encoding: Encoding, columns: int) -> list[str]:
    parts = [
        f"{columns:,} columns separated by {DELIMITER_NAMES[dialect.delimiter]}s",
        "decimal comma" if dialect.decimal == "," else "decimal point",
        "names in the first row" if dialect.header else "no names",
        f"encoding {NAMES[encoding]}",
    ]
    notes = [f"Read as: {', '.join(parts)}."]
    if dialect.skipped:
        above = "The first line was" if dialect.skipped == 1 else f"The first {dialect.skipped:,} lines were"
        notes.append(f"{above} skipped: the rows below have {columns:,} columns.")
    return [*notes, *dialect.doubts]


def _signs_in(columns: list[Column]) -> list[str]:
    """A note on each sign that counts as missing among texts."""
    signs = sorted({sign for column in columns for sign in column.signs})
    of = {sign: _listed([column.name for column in columns if sign in column.signs]) for sign in signs}
    return [f"“{sign}” counts as missing among the texts of {names}." for sign, names in of.items()]


def _listed(names: list[str]) -> str:
    """The first of some names, and how many more there are."""
    more = f" and {len(names) - MOST_LISTED:,} more" if len(names) > MOST_LISTED else ""
    return ", ".join(f"“{name}”" for name in names[:MOST_LISTED]) + more


def _joined(features: list[Feature], rows: int) -> NDArray[Any]:
    width = sum(feature.values.shape[1] for feature in features)
    check_amount(rows, width)
    small = all(feature.values.dtype == np.uint8 for feature in features)
    X = np.empty((rows, width), np.uint8 if small else np.float64)
    at = 0
    for feature in features:
        X[:, at : at + feature.values.shape[1]] = feature.values
        at += feature.values.shape[1]
    return X
