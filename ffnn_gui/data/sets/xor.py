"""XOR: four quadrants, of which opposite ones belong to the same class.

The smallest problem that no network without a hidden layer can solve (Minsky and Papert 1969); x₁·x₂ as an input does.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data.sets.plane import Labels, PlaneClasses, Points

GAP, EDGE = 0.4, 5.5


class Xor(PlaneClasses):
    """Points drawn evenly from the quadrants, a gap away from the axes."""

    kind: Literal["xor"] = "xor"
    label: ClassVar[str] = "XOR"
    help: ClassVar[str] = "Opposite quadrants share a class: no straight line separates them, two hidden units do."
    formula: ClassVar[str] = "same sign: x₁·x₂ > 0, different signs: x₁·x₂ < 0"
    order: ClassVar[float] = 2

    @property
    def class_names(self) -> tuple[str, ...]:
        """Same sign and different signs."""
        return "same sign", "different signs"

    def places(self, y: Labels, rng: np.random.Generator) -> Points:
        """Points with x₁·x₂ > 0 for class 0 and x₁·x₂ < 0 for class 1."""
        distance = rng.uniform(GAP, EDGE, (len(y), 2))
        first = rng.choice([-1.0, 1.0], len(y))
        signs: Points = np.column_stack([first, np.where(y == 0, first, -first)])
        return distance * signs
