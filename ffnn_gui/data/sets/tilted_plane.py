"""Plane: a value that rises evenly from one corner of the plane to the other.

Linear regression in its plainest form: a network without hidden layers fits it exactly.
"""

from typing import ClassVar, Literal

from ffnn_gui.data.sets.plane import EXTENT, PlaneValues, Points


class TiltedPlane(PlaneValues):
    """Values from −1 to 1."""

    kind: Literal["plane"] = "plane"
    label: ClassVar[str] = "Plane (regression)"
    help: ClassVar[str] = "A value that rises evenly from one corner to the other: no hidden layer is needed."
    formula: ClassVar[str] = "y = (x₁ + x₂) / 12"
    order: ClassVar[float] = 7

    def surface(self, X: Points) -> Points:
        """(x₁ + x₂) / 12."""
        return (X[:, 0] + X[:, 1]) / (2 * EXTENT)
