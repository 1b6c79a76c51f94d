"""Badly scaled: two clouds side by side, of which one feature is a hundred times as large as the other.

As lengths in metres and in centimetres would be. Without normalization no learning rate suits both weights: the path
of training zig-zags along a narrow valley of the loss.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data.augmentation import Hazard
from ffnn_gui.data.normalization import AnyNormalization
from ffnn_gui.data.normalization.none import NoNormalization
from ffnn_gui.data.sets.base import Samples
from ffnn_gui.data.sets.plane import Labels, PlaneClasses, Points
from ffnn_gui.schema import knob

CENTRE = np.array([1.2, 0.3])
"""Of the second cloud; the first one lies opposite. x₂ tells little, so that its best weight is near 0."""


class Stretched(PlaneClasses):
    """The clouds overlap a little, so that the best weights are finite; x₂ is stretched last of all."""

    kind: Literal["stretched"] = "stretched"
    label: ClassVar[str] = "Badly scaled clouds"
    help: ClassVar[str] = "Two clouds with x₂ many times as large as x₁: what happens where inputs are not normalized."
    formula: ClassVar[str] = "x ~ N(±(1.2, 0.3), noise²), x₂ ← stretch · x₂"
    order: ClassVar[float] = 3.5

    noise: float = knob(
        1.0, "Noise", "The width of the clouds, before x₂ is stretched: the standard deviation in each direction.",
        ge=0, le=2, step=0.05, editor="slider", formula="x ~ N(centre, noise²)",
    )  # fmt: skip
    stretch: float = knob(
        100.0, "Stretch of x₂", "How many times as large as x₁ the numbers of x₂ are.", ge=1, le=1000, editor="log"
    )
    normalization: AnyNormalization = knob(
        NoNormalization.default(),
        "Normalization",
        "How inputs are brought to a common scale, fitted on the training part only.",
    )

    @property
    def label_hazards(self) -> tuple[Hazard, ...]:
        """Already the smallest turn mixes the units."""
        return (Hazard("rotate", 0, "Features of different units cannot be turned into each other."),)

    @property
    def class_names(self) -> tuple[str, ...]:
        """From left to right."""
        return "left", "right"

    def places(self, y: Labels, rng: np.random.Generator) -> Points:
        """The centre of each point's class, not stretched yet."""
        return np.where(y[:, np.newaxis] == 0, -CENTRE, CENTRE)

    def generate(self, rng: np.random.Generator) -> Samples:
        """Places and noise are stretched alike."""
        X, y = super().generate(rng)
        return Samples(X * (1.0, self.stretch), y)
