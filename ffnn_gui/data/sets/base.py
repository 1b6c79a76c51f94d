"""A data set is examples to learn from: features, and for each the class or the value that the network should give.

The config says which, how many, how noisy, and how they are split and scaled; the examples themselves follow from it
and its seed alone.
"""

from abc import abstractmethod
from inspect import get_annotations
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationInfo, field_validator

from ffnn_gui.data.augmentation import Augmentation, Hazard
from ffnn_gui.data.normalization import AnyNormalization
from ffnn_gui.data.normalization.standard import Standard
from ffnn_gui.data.task import Task
from ffnn_gui.schema import Choice, knob

MOST_HELD_OUT = 0.9


class Samples(NamedTuple):
    """Raw examples: X (examples, features), NaN where a number is missing; y int64 classes (examples,) or float64
    targets (examples, targets).
    """

    X: NDArray[Any]
    y: NDArray[Any]


class DataSet(Choice):
    """One kind of data set with what all kinds share. Its seed decides both the examples and their split."""

    validation_fraction: float = knob(
        0.2,
        "Validation part",
        "The share of examples that is not trained on but watched, to tell learning from memorising.",
        ge=0,
        le=0.5,
        step=0.05,
        editor="slider",
    )
    test_fraction: float = knob(
        0.0,
        "Test part",
        "The share of examples that is neither trained on nor used for any decision, for the final verdict.",
        ge=0,
        le=0.5,
        step=0.05,
        editor="slider",
    )
    normalization: AnyNormalization = knob(
        Standard.default(),
        "Normalization",
        "How inputs are brought to a common scale, fitted on the training part only.",
    )
    seed: int = knob(
        0,
        "Data seed",
        "Decides which examples are drawn and how they are split; the same seed gives the same data.",
        ge=0,
        le=2**32 - 1,
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Order the fields as a form shows them: what is special to the kind first, what all kinds share last."""
        super().__pydantic_init_subclass__(**kwargs)
        fields = cls.__pydantic_fields__
        shared = [get_annotations(base) for base in cls.__mro__[1:] if issubclass(base, DataSet)]
        for name in chain.from_iterable(shared):
            if name in fields:
                fields[name] = fields.pop(name)

    @property
    def predicts(self) -> str:
        """What the one value to predict is called; empty for classes, and where it has no name."""
        return ""

    @property
    def scales_targets(self) -> bool:
        """Whether values to predict are learned with mean 0 and variance 1 over the training part."""
        return False

    @field_validator("test_fraction")
    @classmethod
    def _leaves_training_examples(cls, test: float, info: ValidationInfo) -> float:
        if test + info.data.get("validation_fraction", 0.0) > MOST_HELD_OUT + 1e-9:
            raise ValueError(
                f"Validation and test part together must be at most {MOST_HELD_OUT}: the rest is for training."
            )
        return test

    @property
    def augments(self) -> Augmentation | None:
        """How training examples are changed each epoch; None for a kind of data that has no such field."""
        found: Augmentation | None = getattr(self, "augmentation", None)
        return found

    @property
    def label_hazards(self) -> tuple[Hazard, ...]:
        """From when on an augmentation breaks the labels of these data."""
        return self.augments.hazards(self.task) if self.augments is not None else ()

    @property
    @abstractmethod
    def task(self) -> Task:
        """What the data set asks of a network."""

    @property
    @abstractmethod
    def input_names(self) -> tuple[str, ...]:
        """The name of each input of the network: the raw features, then the derived inputs."""

    @property
    def n_examples(self) -> int:
        """How many examples there are in all, known without making them where a field says it."""
        said: int | None = getattr(self, "samples", None)
        return len(self.generate(np.random.default_rng(0)).y) if said is None else said

    @abstractmethod
    def generate(self, rng: np.random.Generator) -> Samples:
        """All raw examples."""

    def inputs_from(self, raw: NDArray[Any]) -> NDArray[Any]:
        """The network's inputs before normalization (examples, inputs) for raw features (examples, features)."""
        return raw
