"""What is measured on ink that stands out of its paper: where it begins and ends, its mass, its thickness."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ink = NDArray[np.floating[Any]]
"""How much ink there is at each place, 0…1, (rows, columns), the uppermost row first."""

FAINT = 0.02
"""Ink below which a place counts as empty."""

USUAL, THINNEST, THICKEST = 0.1, 0.03, 0.4
"""The thickness of strokes where there are none, and its limits."""


def extents_of(ink: Ink) -> NDArray[np.int64]:
    """Where the ink begins and ends, down and across, on images (examples, rows, columns): (examples, 2, 2)."""
    there = ink > FAINT
    sides = []
    for axis in (2, 1):
        lines = np.asarray(there.any(axis=axis))
        sides.append((lines.argmax(axis=1), lines.shape[1] - lines[:, ::-1].argmax(axis=1)))
    return np.array(sides, np.int64).transpose(2, 0, 1)


def longest_of(extents: NDArray[np.int64]) -> NDArray[np.int64]:
    """The longer side of each image's ink, in pixels (examples,)."""
    return np.asarray((extents[..., 1] - extents[..., 0]).max(axis=1, initial=0))


def masses_of(ink: Ink) -> NDArray[np.float64]:
    """The centres of mass, down and across, of images (examples, rows, columns): (examples, 2)."""
    total = np.maximum(ink.sum(axis=(1, 2)), 1e-12)
    down, across = (ink.sum(axis=axis) @ (np.arange(ink.shape[3 - axis]) + 0.5) / total for axis in (2, 1))
    return np.stack([down, across], axis=1)


def thickness(ink: Ink) -> float:
    """How thick strokes are on images (examples, rows, columns), as a share of the longer side, the mean of all.

    Twice the area over the outline.
    """
    ink = ink[(ink > FAINT).any(axis=(1, 2))]
    if not len(ink):
        return USUAL
    padded = np.pad(ink, ((0, 0), (1, 1), (1, 1)))
    # Steps along rows and columns make an outline longer than it is, by 4 / π on the mean.
    outline = (np.abs(np.diff(padded, axis=1)).sum((1, 2)) + np.abs(np.diff(padded, axis=2)).sum((1, 2))) * np.pi / 4
    shares = 2 * ink.sum((1, 2)) / outline / longest_of(extents_of(ink))
    return float(np.clip(shares.mean(), THINNEST, THICKEST))
