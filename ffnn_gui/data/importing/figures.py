"""What an import holds in a few figures: how many examples and features, which task, and how they are spread."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ffnn_gui.data.importing.result import ImportedArrays, extremes
from ffnn_gui.data.normalization import Scaling

SHOWN_CLASSES = 12
BINS = 12
GROUPED = 10_000
"""From this number on thousands are set apart."""

LONGEST = 1e9
"""From this number on a power of ten is shorter."""

MISSING = "missing"
"""What stands where there is no number."""


@dataclass(frozen=True)
class Bar:
    """One bar of the balance: a class or a range of values, and how many examples it has."""

    name: str
    count: int


def figures(arrays: ImportedArrays) -> list[tuple[str, str]]:
    """(caption, value) of the main figures."""
    return [
        ("Examples", f"{len(arrays):,}"),
        ("Features", _features(arrays)),
        ("Task", _task(arrays)),
        ("Values", span(*extremes(arrays.X, None))),
    ]


def bars(arrays: ImportedArrays) -> list[Bar]:
    """How the examples are spread over the classes, the largest first where there are many; or over the values."""
    if not arrays.classes:
        counts, edges = np.histogram(arrays.y[:, 0], BINS)
        rough = [number(float(f"{edge:.3g}")) for edge in edges]
        return [Bar(f"{low} … {high}", int(count)) for low, high, count in zip(rough, rough[1:], counts, strict=False)]
    counts = np.bincount(arrays.y, minlength=len(arrays.classes))
    found = [Bar(name, int(count)) for name, count in zip(arrays.classes, counts, strict=True)]
    if len(found) <= SHOWN_CLASSES:
        return found
    largest = sorted(found, key=lambda bar: -bar.count)
    rest = largest[SHOWN_CLASSES - 1 :]
    return [*largest[: SHOWN_CLASSES - 1], Bar(f"{len(rest):,} more classes", sum(bar.count for bar in rest))]


def number(value: Any) -> str:
    """A number in at most five digits, or a whole one; those of four digits may be years and are not grouped.

    Prices are read more easily with zeros, 286,660, than with a power of ten.
    """
    if np.isnan(value):
        return MISSING
    if isinstance(value, np.integer):
        text = f"{value:,}"
    elif GROUPED <= abs(value) < LONGEST:
        text = f"{float(f'{value:.5g}'):,.0f}"
    else:
        text = f"{value:,.5g}"
    return text.replace(",", "") if abs(value) < GROUPED else text


def span(low: Any, high: Any) -> str:
    """From the lowest to the highest value."""
    return f"{number(low)} … {number(high)}"


def learned_as(scaling: Scaling, index: int = 0) -> str:
    """What a scaled target's numbers stand for in the file's unit, as a part of a sentence."""
    return f"0 stands for {number(scaling.offset[index])}, 1 for {number(scaling.scale[index])} more"


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
