"""Circle: a disc of one class inside a ring of the other.

No straight line separates them; one hidden layer of three or four units, or x₁² and x₂² as inputs, does.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data.augmentation import Hazard
from ffnn_gui.data.sets.plane import Labels, PlaneClasses, Points, polar

DISC = (0.0, 2.5)
RING = (3.5, 5.5)


class Circle(PlaneClasses):
    """Both classes are spread evenly over their area."""

    kind: Literal["circle"] = "circle"
    label: ClassVar[str] = "Circle"
    help: ClassVar[str] = "A disc of one class inside a ring of the other: no straight line separates them."
    formula: ClassVar[str] = "inside: x₁² + x₂² ≤ 2.5², outside: 3.5² ≤ x₁² + x₂² ≤ 5.5²"
    order: ClassVar[float] = 1

    @property
    def label_hazards(self) -> tuple[Hazard, ...]:
        """None: it looks the same from every side."""
        return ()

    @property
    def class_names(self) -> tuple[str, ...]:
        """Inside and outside."""
        return "inside", "outside"

    def places(self, y: Labels, rng: np.random.Generator) -> Points:
        """Points in the disc (class 0) and the ring (class 1)."""
        low, high = np.array([DISC, RING])[y].T
        # The square of the radius is what is even over an area.
        radius = np.sqrt(rng.uniform(low**2, high**2))
        return polar(radius, rng.uniform(0, 2 * np.pi, len(y)))
