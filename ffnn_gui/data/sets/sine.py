"""Sine: a noisy wave over a single feature.

The fitted curve is seen whole, so that under- and overfitting are seen at a glance.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data.augmentation import FeatureAugmentation
from ffnn_gui.data.sets.base import DataSet, Samples
from ffnn_gui.data.sets.common_knobs import augmentation_knob, samples_knob, value_noise_knob
from ffnn_gui.data.task import Task
from ffnn_gui.schema import knob

EXTENT = 6.0


class Sine(DataSet):
    """Points drawn evenly over −6 ≤ x ≤ 6; values between −1 and 1 before noise."""

    kind: Literal["sine"] = "sine"
    label: ClassVar[str] = "Noisy sine (1-D regression)"
    help: ClassVar[str] = "A noisy wave over a single feature: under- and overfitting are seen at a glance."
    formula: ClassVar[str] = "y = sin(2π·periods·x / 12) + noise · ε, ε ~ N(0, 1)"
    order: ClassVar[float] = 9

    periods: float = knob(
        1.5, "Periods", "How many periods of the wave there are.", ge=0.5, le=6, step=0.5, editor="slider"
    )
    noise: float = value_noise_knob(0.15)
    samples: int = samples_knob(200)
    augmentation: FeatureAugmentation = augmentation_knob(
        "Moves the points of the training part along x at random, anew each epoch.", FeatureAugmentation.default()
    )

    @property
    def task(self) -> Task:
        """Give the value at x."""
        return Task("regression", n_features=1)

    @property
    def input_names(self) -> tuple[str, ...]:
        """Only x."""
        return ("x",)

    def generate(self, rng: np.random.Generator) -> Samples:
        """Places and noise come from separate streams, so that more noise moves the same points further."""
        placing, moving = rng.spawn(2)
        x = placing.uniform(-EXTENT, EXTENT, (self.samples, 1))
        wave = np.sin(2 * np.pi * self.periods * x / (2 * EXTENT))
        return Samples(x, wave + self.noise * moving.standard_normal(x.shape))
