"""How the images of a set are framed: how large what they show is, where it stands, how thick its strokes are.

A drawing is framed the same way before a network that learned from the set is asked about it; whoever leaves that out
wonders why a network that reads test images cannot read a hand.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data import background
from ffnn_gui.data.background import Background, background_of
from ffnn_gui.data.ink import FAINT, Ink, extents_of, longest_of, masses_of, thickness
from ffnn_gui.data.task import Task

AGREE = 0.9
"""The share of images that must have the same size for it to be the set's rule."""

FULL, USUAL = 0.9, 75
"""Ink that usually is so strong counts as full; what is usual is a percentile of what is not the edge of a stroke."""

LOOKED_AT = 300
FEWEST, MOST_VALUES = 16, 2**18
"""Of large images fewer are looked at, since the window waits for it: as many as have so many values, but some."""
BRUSH = 0.06
"""How thick strokes are on photographs, which have none of their own."""
NEAR = 0.05
"""Pixels within which a middle is taken for that of a pixel, or for one between two."""


@dataclass(frozen=True)
class Framing:
    """How a set frames its images.

    Attributes:
        shape: rows and columns of an image; max_pixel: the value of white
        box: pixels of the longer side of what is shown; None where images have no common size: as they are drawn
        middle: row and column, in pixels from the upper left corner, where the centre stands
        by_mass: down and across, whether that is the centre of mass instead of the box's: in MNIST both
        light: whether the background is lighter than the ink
        stroke: how thick strokes are, as a share of the longer side
        ink: whether the images show ink on paper; photographs do not, and what is drawn there stays where it is
        paper, full: how dark paper and ink are where `light`, else how light, 0…1
        whole: whether pixels are whole numbers, as those of files are; others have been divided already
    """

    shape: tuple[int, int]
    max_pixel: int
    box: float | None
    middle: tuple[float, float]
    by_mass: tuple[bool, bool]
    light: bool
    stroke: float
    ink: bool = True
    paper: float = 0.0
    full: float = 1.0
    whole: bool = True

    def features(self, ink: Ink) -> NDArray[np.float64]:
        """An image of the set (rows · columns,) with what is drawn on a fine canvas; values as the set has them."""
        shares = self.paper + (self.full - self.paper) * np.clip(self.framed(ink), 0, 1)
        level = self.levels(shares)
        return np.asarray(self.max_pixel - level if self.light else level).reshape(-1)

    def levels(self, shares: NDArray[Any]) -> NDArray[np.float64]:
        """Values as the set has them, of shares 0…1 of white."""
        levels = np.asarray(shares * self.max_pixel, np.float64)
        return np.rint(levels) if self.whole else levels

    def framed(self, ink: Ink) -> Ink:
        """The ink on an image (rows, columns): each pixel is the mean over its square of the canvas."""
        ink = np.asarray(ink, np.float64)
        if not (ink > FAINT).any():
            return np.zeros(self.shape)
        if self.box is None:
            return self.as_drawn(ink)
        sides = extents_of(ink[np.newaxis])[0].tolist()
        (top, bottom), (left, right) = sides
        step = max(bottom - top, right - left) / self.box
        centres = np.where(self.by_mass, masses_of(ink[np.newaxis])[0], np.mean(sides, axis=1)).tolist()
        places = zip(sides, self.middle, centres, strict=True)
        ways = [(side[0], middle - (centre - side[0]) / step) for side, middle, centre in places]
        # Where all is centred by mass it is by whole pixels: the box had its pixels before.
        ways = [(start, round(way) if all(self.by_mass) else way) for start, way in ways]
        starts = ways[0][0] - ways[0][1] * step, ways[1][0] - ways[1][1] * step
        return _seen(ink, self.shape, starts, (step, step))

    def as_drawn(self, ink: Ink) -> Ink:
        """The ink on an image (rows, columns) where it was drawn: the canvas is the image."""
        return _seen(ink, self.shape, (0.0, 0.0), (ink.shape[0] / self.shape[0], ink.shape[1] / self.shape[1]))

    def on_same_paper(self, grey: NDArray[Any]) -> bool:
        """Whether an image of grey levels (rows, columns), 0…1, has a background as the set's images have it."""
        tone = 1 - self.paper if self.light else self.paper
        return abs(float(background.border(grey[np.newaxis]).mean()) - tone) <= 0.5


def framing_of(images: NDArray[Any], task: Task) -> Framing:
    """The framing of a set of images (examples, features), from the first ones; of colours their mean counts."""
    assert task.image_shape is not None
    pixels = _grey(images, task)
    ground = background_of(pixels)
    shape, max_pixel, light, whole = task.image_shape, task.max_pixel, ground.light, _are_whole(images)
    if not ground.paper:
        middle = shape[0] / 2, shape[1] / 2
        return Framing(shape, max_pixel, None, middle, (False, False), light, BRUSH, ink=False, whole=whole)
    ink = ground.ink(pixels)
    ink = ink[(ink > FAINT).any(axis=(1, 2))]
    extents = extents_of(ink)
    longest = longest_of(extents)
    middle, by_mass = _middle(ink, extents)
    box, stroke, full = _common(longest), thickness(ink), _full(ink, ground)
    return Framing(shape, max_pixel, box, middle, by_mass, light, stroke, paper=ground.tone, full=full, whole=whole)


def is_negative(images: NDArray[Any], task: Task) -> bool:
    """Whether grey images show ink on black paper, from the first ones: people look at ink on white paper."""
    if task.channels != 1:
        return False
    ground = background_of(_grey(images, task))
    return ground.paper and not ground.light


def empty_of(images: NDArray[Any], task: Task) -> float:
    """The grey, 0…1, of what is empty on a set of images (examples, features), from the first ones."""
    return background_of(_grey(images, task)).empty


def as_ink(grey: NDArray[Any]) -> Ink:
    """The ink of a picture of grey levels (rows, columns), 0…1: what differs from its background, dark or light."""
    grey = np.asarray(grey, np.float64)
    edge = background.border(grey[np.newaxis])
    paper = np.median(edge)
    # Both ways: noise of white paper is cut off above, of black paper below.
    noise = max(background.noise_of(edge - paper), background.noise_of(paper - edge))
    differing = background.without_noise(np.abs(grey - paper)[np.newaxis], noise)[0]
    # Paper is not even: a tenth of the strongest ink is none.
    ink = np.clip(differing / max(float(differing.max()), 1e-9) - 0.1, 0, None) / 0.9
    return np.asarray(ink if differing.max() > FAINT else np.zeros_like(grey))


def _grey(images: NDArray[Any], task: Task) -> NDArray[np.float64]:
    """The first images (examples, rows, columns), 0…1."""
    assert task.image_shape is not None
    pixels = _first(images).reshape(-1, *task.image_shape, task.channels)
    return np.asarray(pixels.mean(axis=-1) / max(task.max_pixel, 1))


def _first(images: NDArray[Any]) -> NDArray[Any]:
    """The images that are looked at (some examples, features)."""
    return images[: min(max(MOST_VALUES // images.shape[1], FEWEST), LOOKED_AT)]


def _are_whole(images: NDArray[Any]) -> bool:
    """Whether the first images have whole numbers only, of whatever type: tables have them as floats."""
    first = _first(images)
    return bool(first.dtype.kind in "ui" or (first == np.rint(first)).all())


def _common(longest: NDArray[np.int64]) -> float | None:
    """The size that nearly all have, within a pixel."""
    if not longest.size:
        return None
    usual = int(np.bincount(longest).argmax())
    return float(usual) if (np.abs(longest - usual) <= 1).mean() >= AGREE else None


def _middle(ink: Ink, extents: NDArray[np.int64]) -> tuple[tuple[float, float], tuple[bool, bool]]:
    """Where the centres stand, down and across, and whether those of mass do so more exactly than those of the box."""
    if not len(ink):
        return (ink.shape[1] / 2, ink.shape[2] / 2), (False, False)
    masses, boxes = masses_of(ink), extents.mean(axis=-1)
    # Where both are as exact the mass is taken, which a single faint pixel does not move.
    by_mass = masses.std(axis=0) <= 1.1 * boxes.std(axis=0)
    middle = np.where(by_mass, masses.mean(axis=0), boxes.mean(axis=0))
    round_one = np.rint(2 * middle) / 2
    middle = np.where(np.abs(middle - round_one) < NEAR, round_one, middle)
    return (float(middle[0]), float(middle[1])), (bool(by_mass[0]), bool(by_mass[1]))


def _full(ink: Ink, ground: Background) -> float:
    """How strong ink is where it is not the edge of a stroke."""
    if not len(ink):
        return 1.0
    strong = ink[ink > ink.max(axis=(1, 2), keepdims=True) / 2]
    full = ground.tone + float(np.percentile(strong, USUAL))
    return full if full < FULL else 1.0


def _seen(ink: Ink, shape: tuple[int, int], starts: tuple[float, float], steps: tuple[float, float]) -> Ink:
    """An image of this shape on which each pixel is the mean over its square of the canvas, `steps` apart."""
    down, across = (_means(*pair) for pair in zip(ink.shape, shape, starts, steps, strict=True))
    return np.asarray(down @ ink @ across.T)


def _means(canvas: int, pixels: int, start: float, step: float) -> NDArray[np.float64]:
    """Weights (pixels, canvas) that take the mean over each pixel's stretch of the canvas, from `start` in `step`s."""
    begins = start + step * np.arange(pixels)[:, None]
    places = np.arange(canvas)[None, :]
    shared = np.minimum(begins + step, places + 1) - np.maximum(begins, places)
    return np.asarray(np.clip(shared, 0, None) / step)
