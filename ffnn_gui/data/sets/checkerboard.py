"""Checkerboard: tiles of two classes in turn.

The more tiles, the more straight edges the network has to lay, and the more hidden units it needs.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data.sets.common_knobs import place_noise_knob
from ffnn_gui.data.sets.plane import EXTENT, Labels, PlaneClasses, Points
from ffnn_gui.schema import knob


class Checkerboard(PlaneClasses):
    """Points spread evenly over the tiles of their class; the tile at the lower left is of class 0."""

    kind: Literal["checkerboard"] = "checkerboard"
    label: ClassVar[str] = "Checkerboard"
    help: ClassVar[str] = "Tiles of two classes in turn: more tiles need more hidden units."
    formula: ClassVar[str] = "class = (⌊(x₁ + 6) / a⌋ + ⌊(x₂ + 6) / a⌋) mod 2, a = 12 / tiles"
    order: ClassVar[float] = 6

    tiles: int = knob(3, "Tiles", "How many tiles there are along each side.", ge=2, le=8, editor="slider")
    noise: float = place_noise_knob(0.0)

    @property
    def class_names(self) -> tuple[str, ...]:
        """Light and dark."""
        return "light tiles", "dark tiles"

    def places(self, y: Labels, rng: np.random.Generator) -> Points:
        """Points within random tiles of their class."""
        column, row = np.indices((self.tiles, self.tiles)).reshape(2, -1)
        tiles = [np.flatnonzero((column + row) % 2 == k) for k in (0, 1)]
        chosen = np.where(y == 0, rng.choice(tiles[0], len(y)), rng.choice(tiles[1], len(y)))
        corner = np.column_stack([column[chosen], row[chosen]])
        return (corner + rng.uniform(0, 1, corner.shape)) * (2 * EXTENT / self.tiles) - EXTENT
