"""What an import holds, in words and numbers for the preview; pure functions of the arrays."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing import ImportedArrays

SHOWN_CLASSES = 12
SHOWN_ROWS, SHOWN_COLUMNS = 100, 40
MOST_TILES = 26
BINS = 12
GROUPED = 10_000
"""From this number on thousands are set apart."""


@dataclass(frozen=True)
class Bar:
    """One bar of the balance: a class or a range of values, and how many examples it has."""

    name: str
    count: int


@dataclass(frozen=True, eq=False)
class Summary:
    """Everything that the preview shows, made where the import is, since large data take a while to look through.

    wall: for each of the first classes its name and its first images (images, rows, columns, 1 or 3); headings and
    cells: the first rows as a table, where there are no images.
    """

    figures: list[tuple[str, str]]
    bars: list[Bar]
    notes: tuple[str, ...]
    headings: list[str]
    cells: list[list[str]]
    wall: list[tuple[str, NDArray[np.uint8]]]


def summary_of(arrays: ImportedArrays) -> Summary:
    """The summary of an import."""
    pictures = arrays.image_shape is not None
    return Summary(
        figures(arrays),
        bars(arrays),
        arrays.notes,
        [] if pictures else headings(arrays),
        [] if pictures else cells(arrays),
        wall(arrays, MOST_TILES, MOST_TILES) if pictures else [],
    )


def figures(arrays: ImportedArrays) -> list[tuple[str, str]]:
    """(caption, value) of the main figures."""
    return [
        ("Examples", f"{len(arrays):,}"),
        ("Features", _features(arrays)),
        ("Task", _task(arrays)),
        ("Values", _span(arrays.X.min(), arrays.X.max())),
    ]


def bars(arrays: ImportedArrays) -> list[Bar]:
    """How the examples are spread over the classes, the largest first where there are many; or over the values."""
    if not arrays.classes:
        counts, edges = np.histogram(arrays.y[:, 0], BINS)
        return [Bar(f"{edges[i]:.3g} … {edges[i + 1]:.3g}", int(count)) for i, count in enumerate(counts)]
    counts = np.bincount(arrays.y, minlength=len(arrays.classes))
    found = [Bar(name, int(count)) for name, count in zip(arrays.classes, counts, strict=True)]
    if len(found) <= SHOWN_CLASSES:
        return found
    largest = sorted(found, key=lambda bar: -bar.count)
    rest = largest[SHOWN_CLASSES - 1 :]
    return [*largest[: SHOWN_CLASSES - 1], Bar(f"{len(rest):,} more classes", sum(bar.count for bar in rest))]


def headings(arrays: ImportedArrays) -> list[str]:
    """Of the table's columns: the target, then the features with their ranges."""
    names = arrays.feature_names or tuple(f"x{i + 1}" for i in range(arrays.X.shape[1]))
    X = arrays.X[:, :SHOWN_COLUMNS]
    ranges = zip(names[:SHOWN_COLUMNS], X.min(axis=0), X.max(axis=0), strict=True)
    return [arrays.target or "target", *(f"{name}\n{_span(low, high)}" for name, low, high in ranges)]


def cells(arrays: ImportedArrays) -> list[list[str]]:
    """The first rows, in the order of the headings."""
    return [
        [target_text(arrays, i), *(number(value) for value in arrays.X[i, :SHOWN_COLUMNS])]
        for i in range(min(len(arrays), SHOWN_ROWS))
    ]


def target_text(arrays: ImportedArrays, index: int) -> str:
    """What is to be predicted for an example."""
    if arrays.classes:
        return arrays.classes[int(arrays.y[index])]
    return ", ".join(number(value) for value in arrays.y[index])


def wall(arrays: ImportedArrays, rows: int, columns: int) -> list[tuple[str, NDArray[np.uint8]]]:
    """For each of the first classes its name and the first images (images, rows, columns, 1 or 3) of it, as bytes."""
    shown: list[tuple[str, NDArray[np.uint8]]] = []
    if not arrays.classes:
        return [("", _pictures(arrays, np.arange(min(len(arrays), rows * columns))))]
    counts = np.bincount(arrays.y, minlength=len(arrays.classes))
    for label in np.flatnonzero(counts)[:rows]:
        chosen = np.flatnonzero(arrays.y == label)[:columns]
        shown.append((arrays.classes[label], _pictures(arrays, chosen)))
    return shown


def number(value: Any) -> str:
    """A number in at most five digits, or a whole one; those of four digits may be years and are not grouped."""
    text = f"{value:,}" if isinstance(value, np.integer) else f"{value:,.5g}"
    return text.replace(",", "") if abs(value) < GROUPED else text


def _pictures(arrays: ImportedArrays, chosen: NDArray[np.intp]) -> NDArray[np.uint8]:
    assert arrays.image_shape is not None
    pixels = arrays.X[chosen].astype(np.float32) * (255 / max(arrays.max_pixel, 1))
    return pixels.clip(0, 255).astype(np.uint8).reshape(-1, *arrays.image_shape, arrays.channels)


def _features(arrays: ImportedArrays) -> str:
    count = f"{arrays.X.shape[1]:,}"
    if arrays.image_shape is None:
        return count
    rows, columns = arrays.image_shape
    return f"{count}: {columns}×{rows} pixels, {'grey' if arrays.channels == 1 else 'colour'}"


def _task(arrays: ImportedArrays) -> str:
    if not arrays.classes:
        targets = arrays.y.shape[1]
        return "Regression" if targets == 1 else f"Regression, {targets:,} targets"
    return f"Classification, {len(arrays.classes):,} {'class' if len(arrays.classes) == 1 else 'classes'}"


def _span(low: Any, high: Any) -> str:
    return f"{number(low)} … {number(high)}"
