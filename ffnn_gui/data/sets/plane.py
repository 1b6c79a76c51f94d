"""Common to the data sets that can be drawn in the plane of two features x₁ and x₂.

All but the badly scaled one live in about [−6, 6]²: wide enough for sin x₁ and x₁² to mean something as derived
inputs; normalization then brings every input to unit variance.
"""

from abc import abstractmethod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.augmentation import PointAugmentation
from ffnn_gui.data.derived import DerivedInputs
from ffnn_gui.data.sets.base import DataSet, Samples
from ffnn_gui.data.sets.common_knobs import augmentation_knob, place_noise_knob, samples_knob, value_noise_knob
from ffnn_gui.data.task import Task
from ffnn_gui.schema import knob

Points = NDArray[np.float64]
Labels = NDArray[np.int64]

EXTENT = 6.0


class InPlane(DataSet):
    """Examples with two features, and derived inputs if one likes."""

    inputs: DerivedInputs = knob(
        DerivedInputs.default(), "Derived inputs", "Functions of x₁ and x₂ that the network is given besides them."
    )
    augmentation: PointAugmentation = augmentation_knob(
        "Moves the points of the training part at random, anew each epoch.", PointAugmentation.default()
    )

    @property
    def input_names(self) -> tuple[str, ...]:
        """x₁, x₂ and the derived inputs."""
        return ("x₁", "x₂", *self.inputs.names)

    def inputs_from(self, raw: NDArray[Any]) -> NDArray[Any]:
        """The two features and the derived inputs beside them."""
        return self.inputs.joined(raw)


class PlaneSet(InPlane):
    """As many examples as one likes, drawn at random."""

    samples: int = samples_knob(300)


class PlaneClasses(PlaneSet):
    """Points of several classes, equally many of each (within one); noise moves every point off its place."""

    noise: float = place_noise_knob(0.3)

    @property
    @abstractmethod
    def class_names(self) -> tuple[str, ...]:
        """The names of the classes."""

    @property
    def task(self) -> Task:
        """Name the class of a point."""
        return Task("classification", n_features=2, classes=self.class_names)

    def generate(self, rng: np.random.Generator) -> Samples:
        """Places and noise come from separate streams, so that more noise moves the same points further."""
        placing, moving = rng.spawn(2)
        y = np.arange(self.samples) % len(self.class_names)
        X = self.places(y, placing)
        return Samples(X + self.noise * moving.standard_normal(X.shape), y)

    @abstractmethod
    def places(self, y: Labels, rng: np.random.Generator) -> Points:
        """Noise-free points (examples, 2) of the given classes."""


class PlaneValues(PlaneSet):
    """A surface over the plane, seen at random points; noise is added to the values, which lie in about [−1, 1]."""

    noise: float = value_noise_knob(0.05)

    @property
    def task(self) -> Task:
        """Give the value at a point."""
        return Task("regression", n_features=2)

    def generate(self, rng: np.random.Generator) -> Samples:
        """Points drawn evenly over the plane, with their values."""
        placing, moving = rng.spawn(2)
        X = placing.uniform(-EXTENT, EXTENT, (self.samples, 2))
        y = self.surface(X) + self.noise * moving.standard_normal(self.samples)
        return Samples(X, y[:, np.newaxis])

    @abstractmethod
    def surface(self, X: Points) -> Points:
        """Noise-free values (examples,) at the points X (examples, 2)."""


def polar(radius: Points, angle: Points) -> Points:
    """Points (examples, 2) at these radii and angles (radians)."""
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
