"""What is background on a set's images, and what is ink on it: paper has a tone of its own, and scans are noisy.

The border tells: most of it is paper. Its quartiles are used, since ink that reaches the border must not move them.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.ink import thickness

Greys = NDArray[np.floating[Any]]
"""Grey levels of images (examples, rows, columns), 0…1."""

PAPER, MOSTLY = 0.25, 0.5
"""How far from black or white the border of images may be to be paper, and the share of it that must be so near."""

EVEN, ALIKE, NEARLY_ALL = 0.07, 0.1, 0.9
"""The most noise of a border that is paper whatever its tone, and how near to each other the tones of nearly all images
must be: photographs are neither.
"""

ONE_SIDE, THIN = 0.1, 0.25
"""The most of what stands out of a grey border that may stand out the other way, and how thick strokes are at most
there: a thing before a grey wall is lit on one side and in the shade on the other, or no stroke.
"""

OUTLINED = 1 / 3
"""The share of an image's strongest ink from which a place belongs to the outline."""

STRONG = 4.0
"""Standard deviations of the noise above which something is ink, where it has a neighbour that is."""

UPPER, QUARTILE = 75, 0.6745
"""The percentile from which noise is measured, and where it lies on noise of standard deviation 1.

Above the median, not around it: half of the noise of black paper is cut off.
"""

NEARLY = 0.02
"""What is nearer to black or white than this is black or white."""


@dataclass(frozen=True)
class Background:
    """The background of a set of images.

    Attributes:
        light: whether it is lighter than what stands on it
        paper: whether it is paper: of one tone, but for some noise, with strokes on it
        tone: how dark it is on the mean where `light`, else how light, 0…1; 0 where it has no one tone
        noise: the standard deviation of its noise
    """

    light: bool
    paper: bool
    tone: float
    noise: float

    @property
    def empty(self) -> float:
        """The grey of a place where nothing is, 0…1."""
        return 1 - self.tone if self.light else self.tone

    def of_ink(self, pixels: Greys) -> Greys:
        """The images so that ink has the high values."""
        return 1 - pixels if self.light else pixels

    def ink(self, pixels: Greys) -> Greys:
        """How far what is no background stands out of it, on each image's own paper; 0 elsewhere."""
        darks = self.of_ink(pixels)
        levels = _levels(border(darks))
        return without_noise(darks - levels[:, None, None], self.noise)


def background_of(pixels: Greys) -> Background:
    """The background of a set of images."""
    edges = border(pixels)
    middle = float(np.median(edges)) if edges.size else 0.0
    if min(middle, 1 - middle) >= PAPER and _is_even(edges):
        return _on_grey(pixels)
    light = float(edges.sum()) > edges.size / 2
    darks = 1 - edges if light else edges
    paper = np.count_nonzero(darks < PAPER) >= MOSTLY * darks.size
    ground = _measured(edges, light)
    return ground if paper else replace(ground, paper=False, tone=0.0)


def border(pixels: Greys) -> Greys:
    """The outermost pixels of images, (examples, pixels); corners count twice."""
    parts = pixels[:, 0], pixels[:, -1], pixels[:, :, 0], pixels[:, :, -1]
    return np.concatenate(parts, axis=1)


def noise_of(outside: Greys) -> float:
    """The standard deviation of noise around 0, not moved by a quarter of values that are something else."""
    return max(float(np.percentile(outside, UPPER)), 0.0) / QUARTILE if outside.size else 0.0


def without_noise(outside: Greys, noise: float) -> Greys:
    """Images of what stands out of the background (examples, rows, columns), 0 where it is noise or less than none."""
    if not noise:
        return outside.clip(min=0)
    there = outside > STRONG * noise
    return np.where(there & (_neighbours(there) > 0), outside, 0)


def _on_grey(pixels: Greys) -> Background:
    """The background of images whose border has one tone, far from black and white: it may be a wall's."""
    grounds = [_measured(border(pixels), light) for light in (False, True)]
    inks = [ground.ink(pixels) for ground in grounds]
    amounts = [float(ink.sum()) for ink in inks]
    more = int(amounts[1] > amounts[0])
    one_sided = amounts[1 - more] <= ONE_SIDE * sum(amounts)
    return replace(grounds[more], paper=one_sided and thickness(_silhouettes(inks[more])) <= THIN)


def _silhouettes(ink: Greys) -> Greys:
    """Black on white, since the light on a thing makes it vary."""
    return np.asarray(ink > OUTLINED * ink.max(axis=(1, 2), keepdims=True), np.float64)


def _measured(edges: Greys, light: bool) -> Background:
    """Paper with this border."""
    darks = 1 - edges if light else edges
    outside = darks - _levels(darks)[:, None]
    outside, plain = outside[np.abs(outside) < PAPER], darks[np.abs(outside) < PAPER]
    noise = noise_of(outside)
    plain = plain[np.abs(outside) <= STRONG * noise]
    tone = float(plain.mean()) if plain.size else 0.0
    return Background(light, True, tone if tone > NEARLY else 0.0, noise)


def _levels(edges: Greys) -> NDArray[np.floating[Any]]:
    """The tone of each image's background (examples,); the set's where an image's border is something else."""
    if not edges.size:
        return np.zeros(len(edges))
    levels, usual = np.median(edges, axis=1), np.median(edges)
    return np.where(np.abs(levels - usual) < PAPER, levels, usual)


def _is_even(edges: Greys) -> bool:
    """Whether images have borders of nearly one tone, all of them of nearly the same."""
    levels = np.median(edges, axis=1)
    near = np.abs(levels - np.median(levels)) < ALIKE
    noise = np.median(np.abs(edges - levels[:, None])) / QUARTILE
    return bool(noise < EVEN and near.mean() >= NEARLY_ALL)


def _neighbours(there: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """How many of the eight places around each are so."""
    padded = np.pad(there, ((0, 0), (1, 1), (1, 1))).astype(np.uint8)
    lines = padded[:, :-2] + padded[:, 1:-1] + padded[:, 2:]
    return np.asarray(lines[..., :-2] + lines[..., 1:-1] + lines[..., 2:] - there)
