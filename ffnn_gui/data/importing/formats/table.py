"""Tables as text, such as CSV and TSV: a row an example, a column a feature, and one of them the target.

Everything about the writing is found out and can be corrected; whatever is left out or encoded is said.
"""

import math
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from ffnn_gui.data.importing.base import Importer, Progress
from ffnn_gui.data.importing.labels import unlike
from ffnn_gui.data.importing.limits import check_amount
from ffnn_gui.data.importing.opening import first_bytes
from ffnn_gui.data.importing.problems import ImportProblem, shown
from ffnn_gui.data.importing.result import ImportedArrays
from ffnn_gui.data.importing.tables.columns import Column, columns_of
from ffnn_gui.data.importing.tables.dialect import Decimal, Delimiter, Dialect, Header, dialect_of
from ffnn_gui.data.importing.tables.encode import (
    Feature,
    Gaps,
    feature_of,
    missing_in,
    target_among,
    target_of,
    unusable,
)
from ffnn_gui.data.importing.tables.text import Encoding, lines_of
from ffnn_gui.data.importing.targets import Scale, TaskChoice, scale_knob, task_knob
from ffnn_gui.schema import knob

SMALLEST_SIDE = 8
DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "blank"}
OTHER_STARTS = (b"PK", b"%PDF", b"{", b"<", b"\x89PNG", b"\xff\xd8")
MOST_NAMES = 1000
"""Names that are kept with the settings; the features of wider tables are numbered."""

Name = Annotated[str, Field(max_length=200)]


class Table(Importer):
    """Rows of numbers and texts."""

    kind: Literal["table"] = "table"
    label: ClassVar[str] = "Table (.csv, .tsv, .txt)"
    help: ClassVar[str] = "Text with a row an example; texts become classes or columns of 0 and 1."
    order: ClassVar[float] = 9
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv", ".tab", ".txt", ".dat", ".data")

    target: str = Field("", max_length=200)
    left_out: tuple[Name, ...] = Field((), max_length=MOST_NAMES, strict=False)
    task: TaskChoice = task_knob()
    target_values: Scale = scale_knob()
    gaps: Gaps = knob(
        "drop", "Missing values", "What is done where a value is missing: “NA”, “?”, nothing, or an infinite number.",
        labels={"drop": "Leave the example out", "fill": "Fill with mean or most frequent"},
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
        labels={"auto": "As found", "utf-8": "UTF-8", "cp1252": "Western (Windows)", "utf-16": "UTF-16"},
    )  # fmt: skip
    pixels: Literal["auto", "no"] = knob(
        "auto", "Images", "Whether rows of whole numbers from 0 to 255, a square of them, are the pixels of images.",
        labels={"auto": "Where columns are pixels", "no": "Never"},
    )  # fmt: skip

    def takes(self, path: Path) -> bool:
        """Whether it is a file of text, going by its ending or its first bytes."""
        if path.is_dir():
            return False
        start = first_bytes(path, 4096)
        known = path.name.lower().endswith(self.suffixes)
        return known or (
            bool(start) and b"\0" not in start and not start.startswith((b"PK", b"%PDF", b"{", b"\x89PNG"))
        )

    def arrays(self, path: Path, progress: Progress) -> ImportedArrays:
        """Inputs and target of all rows that can be used."""
        with lines_of(path, self.encoding) as (lines, encoding):
            dialect = dialect_of(lines, self.delimiter, self.decimal, self.header)
            names = _names(lines, dialect)
            columns = columns_of(lambda: lines, names, dialect, lambda: progress(lines.read))
        notes = [_written(dialect, encoding, len(columns))]
        return self._assembled(columns, notes)

    def _assembled(self, columns: list[Column], notes: list[str]) -> ImportedArrays:
        target = target_among(columns, self.target)
        if target.overflowed:
            raise ImportProblem(
                f"The target “{shown(target.name)}” holds more than 1,000 different texts.", "Choose another target."
            )
        inputs = self._inputs(columns, target, notes)
        gaps = {column.name: missing_in(column) for column in [*inputs, target]}
        keep = self._kept(gaps, target, notes)
        features = []
        for column in inputs:
            feature, note = feature_of(column, keep, gaps[column.name])
            features.append(feature)
            notes += [note] if note else []
        y, classes, said = target_of(target, keep, self.task, self.target_values)
        X = _joined(features, int(keep.sum()))
        image_shape, channels = _square(features) if self.pixels == "auto" else (None, 1)
        if image_shape:
            said = [*said, f"The columns were taken as the pixels of {image_shape[0]}×{image_shape[1]} images."]
        return ImportedArrays(
            X, y, classes, () if image_shape else unlike(name for feature in features for name in feature.names),
            shown(target.name), image_shape, channels, 255 if image_shape else 0, (*notes, *said),
            tuple(column.name for column in columns), tuple(column.name for column in inputs),
        )  # fmt: skip

    def _inputs(self, columns: list[Column], target: Column, notes: list[str]) -> list[Column]:
        inputs = []
        for column in columns:
            if column is target or column.name in self.left_out:
                continue
            why = unusable(column)
            if why:
                notes.append(f"“{shown(column.name)}” was left out: {why}.")
            else:
                inputs.append(column)
        if not inputs:
            raise ImportProblem(
                f"Besides the target “{shown(target.name)}” there is no column that can be an input.",
                "Choose another delimiter or target.",
            )
        return inputs

    def _kept(self, gaps: dict[str, NDArray[np.bool_]], target: Column, notes: list[str]) -> NDArray[np.bool_]:
        """Which rows are kept: those with a target and, unless gaps are filled, with all inputs."""
        dropped = gaps[target.name].copy()
        if self.gaps == "drop":
            for missing in gaps.values():
                dropped |= missing
        if dropped.any():
            rows = np.flatnonzero(dropped)
            notes.append(
                f"{len(rows):,} of {len(dropped):,} examples were left out because a value is missing, the first of "
                f"them example {rows[0] + 1:,}."
            )
        if dropped.all():
            widest = max(gaps, key=lambda name: gaps[name].sum())
            raise ImportProblem(
                "Not a single row has all of its values.",
                f"Fill missing values, or leave “{shown(widest)}” out." if len(dropped) else "Choose another file.",
            )
        return ~dropped


def _names(lines: Iterable[str], dialect: Dialect) -> tuple[str, ...]:
    first = next(iter(islice(dialect.rows(lines), 1)))
    if not dialect.header:
        return tuple(f"column {i + 1}" for i in range(len(first)))
    return unlike(shown(name.strip()) or f"column {i + 1}" for i, name in enumerate(first))


def _written(dialect: Dialect, encoding: Encoding, columns: int) -> str:
    parts = [
        f"{columns:,} columns separated by {DELIMITER_NAMES[dialect.delimiter]}s",
        "decimal comma" if dialect.decimal == "," else "decimal point",
        "names in the first row" if dialect.header else "no names",
        {"utf-8": "UTF-8", "cp1252": "western encoding", "utf-16": "UTF-16"}.get(encoding, encoding),
    ]
    return f"Read as: {', '.join(parts)}."


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


def _square(features: list[Feature]) -> tuple[tuple[int, int] | None, int]:
    """The shape of the images that columns of bytes are, and the numbers a pixel; None where they are none."""
    plain = all(feature.values.dtype == np.uint8 and len(feature.names) == 1 for feature in features)
    if plain and max(int(feature.values.max()) for feature in features) > 1:
        for channels in (1, 3):
            side = math.isqrt(len(features) // channels)
            if side >= SMALLEST_SIDE and side * side * channels == len(features):
                return (side, side), channels
    return None, 1
