"""What an import holds, in words and numbers for the preview; pure functions of the arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.framing import LOOKED_AT, is_negative
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.centring import NOTE as CENTRED
from ffnn_gui.data.importing.centring import far_from_black
from ffnn_gui.data.importing.figures import Bar, bars, figures, number, span
from ffnn_gui.data.importing.result import extremes, warnings_of

SHOWN_ROWS, SHOWN_COLUMNS = 100, 40
MOST_TILES = 26


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
        (*arrays.notes, *((CENTRED,) if far_from_black(arrays) else ()), *warnings_of(arrays)),
        [] if pictures else headings(arrays),
        [] if pictures else cells(arrays),
        wall(arrays, MOST_TILES, MOST_TILES) if pictures else [],
    )


def headings(arrays: ImportedArrays) -> list[str]:
    """Of the table's columns: the target, then the features with their ranges."""
    names = arrays.feature_names or tuple(f"x{i + 1}" for i in range(arrays.X.shape[1]))
    ranges = zip(names[:SHOWN_COLUMNS], *extremes(arrays.X[:, :SHOWN_COLUMNS]), strict=True)
    return [arrays.target or "target", *(f"{name}\n{span(low, high)}" for name, low, high in ranges)]


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
    """For each of the first classes its name and the first images (images, rows, columns, 1 or 3) of it, as bytes.

    Ink on black is shown as ink on paper, as everywhere in the window.
    """
    negative = is_negative(arrays.X[:: max(len(arrays) // LOOKED_AT, 1)], arrays.task)
    shown: list[tuple[str, NDArray[np.uint8]]] = []
    if not arrays.classes:
        return [("", _pictures(arrays, np.arange(min(len(arrays), rows * columns)), negative))]
    counts = np.bincount(arrays.y, minlength=len(arrays.classes))
    for label in np.flatnonzero(counts)[:rows]:
        chosen = np.flatnonzero(arrays.y == label)[:columns]
        shown.append((arrays.classes[label], _pictures(arrays, chosen, negative)))
    return shown


def _pictures(arrays: ImportedArrays, chosen: NDArray[np.intp], negative: bool) -> NDArray[np.uint8]:
    assert arrays.image_shape is not None
    pixels = arrays.X[chosen].astype(np.float32) * (255 / max(arrays.max_pixel, 1))
    levels = (255 - pixels if negative else pixels).clip(0, 255).astype(np.uint8)
    return levels.reshape(-1, *arrays.image_shape, arrays.channels)
