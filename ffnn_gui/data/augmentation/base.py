"""What the two families of augmentation, of images and of points, have in common.

A kind is one way to change an example; how far it goes is its strength, a number at which 0 means not at all. A
family's config has one field for each of its kinds, made from the kinds' own declarations.
"""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from pydantic import create_model

from ffnn_gui.data.task import Task
from ffnn_gui.schema import Config, classes_in, knobs_of

if TYPE_CHECKING:
    from ffnn_gui.data.prepare import PreparedData

Indices = NDArray[np.integer[Any]]
Floats = NDArray[Any]
"""A float32 or float64 array: the run's precision decides which."""


@dataclass(frozen=True)
class Hazard:
    """From when on a kind of augmentation breaks a data set's labels: a strength above `above`, and why in words."""

    kind: str
    above: float
    sentence: str


class Kind:
    """One way to change an example.

    Class attributes: name, of its field; order; number and strength: the field; mild: a strength that does no harm to
    most data, 0 for a kind that may.
    """

    name: ClassVar[str]
    order: ClassVar[float]
    number: ClassVar[type[int] | type[float]] = float
    strength: ClassVar[Any]
    mild: ClassVar[float] = 0

    @classmethod
    def generator(cls, seeds: np.random.SeedSequence) -> np.random.Generator:
        """The kind's own random numbers: what another kind draws has no influence on them."""
        own = np.random.SeedSequence(seeds.entropy, spawn_key=(*seeds.spawn_key, crc32(cls.name.encode())))
        return np.random.Generator(np.random.SFC64(own))

    @classmethod
    def hazard(cls, task: Task) -> Hazard | None:
        """From when on it breaks labels, whatever the examples of such a task show; None: never."""
        return None


K = TypeVar("K", bound=Kind)


class Stage(Protocol):
    """Where the training examples of one run are changed, epoch after epoch."""

    def begin(self, augmentation: "Augmentation", seeds: np.random.SeedSequence) -> None:
        """Draw how each example is changed in an epoch; the same seeds give the same changes."""

    def take(self, examples: Indices, out: Floats) -> None:
        """Write the network's inputs for these training examples (m,), changed, to `out` (m, inputs)."""


class Augmentation(Config):
    """The strengths of a family's kinds; with all at 0 examples stay as they are."""

    kinds: ClassVar[tuple[type[Kind], ...]] = ()

    @property
    def active(self) -> bool:
        """Whether anything is changed."""
        return any(getattr(self, name) for name in knobs_of(type(self)))

    @classmethod
    def mild(cls) -> Self:
        """A little of each kind that does no harm to most data."""
        return cls.model_validate({kind.name: kind.mild for kind in cls.kinds})

    @classmethod
    def hazards(cls, task: Task) -> tuple[Hazard, ...]:
        """From when on its kinds break labels, whatever the examples of such a task show."""
        return tuple(hazard for kind in cls.kinds if (hazard := kind.hazard(task)) is not None)

    def warnings(self, hazards: Sequence[Hazard]) -> tuple[str, ...]:
        """Why the labels do not survive these strengths, a sentence each."""
        return tuple(hazard.sentence for hazard in hazards if getattr(self, hazard.kind, 0) > hazard.above)

    def in_words(self) -> str:
        """Such as "Shift 2 pixels, Rotate 15 degrees"; empty when nothing is changed."""
        knobs = [knob for name, knob in knobs_of(type(self)).items() if getattr(self, name)]
        return ", ".join(f"{knob.label} {getattr(self, knob.name):g} {knob.unit}".strip() for knob in knobs)

    @abstractmethod
    def stage(self, data: "PreparedData", examples: int | None = None) -> Stage:
        """Where the training part of these data is changed, or its first `examples`, which are changed alike."""


def found_in(package: str, base: type[K]) -> tuple[type[K], ...]:
    """All kinds in a package's modules, in the order in which they are applied."""
    kinds = (kind for kind in classes_in(package, base) if "name" in vars(kind))
    return tuple(sorted(kinds, key=lambda kind: kind.order))


def with_fields(base: type[Augmentation], name: str, kinds: Sequence[type[Kind]]) -> Any:
    """A config class on `base` with a strength for each kind."""
    fields: dict[str, Any] = {kind.name: (kind.number, kind.strength) for kind in kinds}
    return create_model(name, __base__=base, __module__=base.__module__, __doc__=base.__doc__, **fields)
