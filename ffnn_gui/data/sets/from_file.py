"""Common to data from a file of one's own: the settings name the file and the arrays' digest, and hold how it was read.

The arrays themselves lie on the shelf, where an import puts them. Nothing is ever opened from here: a session from a
stranger could name any file.
"""

from inspect import get_annotations
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar, Self

import numpy as np
from pydantic import Field, field_validator, model_validator

from ffnn_gui.data.importing import AnyImporter, ImportedArrays, Importer
from ffnn_gui.data.importing.limits import MOST_CLASSES, MOST_EXAMPLES, MOST_FEATURES, MOST_NAMES, MOST_TARGETS
from ffnn_gui.data.importing.shelf import SHELF, NotAtHand
from ffnn_gui.data.sets.base import DataSet, Samples
from ffnn_gui.data.task import Task
from ffnn_gui.schema import Choice, knob

Name = Annotated[str, Field(min_length=1, max_length=80)]
Side = Annotated[int, Field(ge=1, le=MOST_FEATURES)]
COLOURS = {1: ("",), 3: (" red", " green", " blue")}


class FromFile(DataSet):
    """Examples from a file.

    source: its path relative to the session's folder; digest: SHA-256 of the arrays; recipe: how it is read. All else
    is what the task needs, so that it is known without the file.
    """

    offered: ClassVar[bool] = False

    digest: str = knob(..., "Data", "The file that the examples come from.", identity=True, editor="none")
    source: str = Field(min_length=1, max_length=500)
    recipe: AnyImporter
    samples: int = Field(ge=1, le=MOST_EXAMPLES)
    features: int = Field(ge=1, le=MOST_FEATURES)
    targets: int = Field(1, ge=1, le=MOST_TARGETS)
    classes: tuple[Name, ...] = Field((), max_length=MOST_CLASSES, strict=False)
    names: tuple[Name, ...] = Field((), max_length=MOST_NAMES, strict=False)
    target: str = Field("", max_length=200)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Put what describes the data first: how they may be augmented depends on it."""
        super().__pydantic_init_subclass__(**kwargs)
        fields = cls.__pydantic_fields__
        for name in [name for name in fields if name not in get_annotations(FromFile)]:
            fields[name] = fields.pop(name)

    @field_validator("digest")
    @classmethod
    def _is_digest(cls, digest: str) -> str:
        if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
            raise ValueError("A digest has 64 hexadecimal digits.")
        return digest

    @field_validator("source")
    @classmethod
    def _stays_below(cls, source: str) -> str:
        """A path to another folder or computer could make merely looking for it harmful."""
        path = PurePosixPath(source)
        if path.is_absolute() or ".." in path.parts or set(source) & set("\\:\0") or not source.isprintable():
            raise ValueError("The file must be named relative to the session's folder, and lie in or below it.")
        return source

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.names and len(self.names) != self.features:
            raise ValueError(f"There are {len(self.names):,} names for {self.features:,} features.")
        if len(set(self.classes)) != len(self.classes) or (self.classes and self.targets != 1):
            raise ValueError("Classes must have different names, and be the only target.")
        return self

    @property
    def task(self) -> Task:
        """Name the class of an example, or give its values."""
        if self.classes:
            return Task("classification", self.features, self.classes)
        return Task("regression", self.features, n_targets=self.targets)

    @property
    def input_names(self) -> tuple[str, ...]:
        """The columns' names, or a number each."""
        return self.names or tuple(f"x{i + 1}" for i in range(self.features))

    @property
    def at_hand(self) -> bool:
        """Whether the arrays are here, so that `generate` will find them."""
        return SHELF.has(self.digest)

    @property
    def listed_as(self) -> str:
        """The file's name."""
        return PurePosixPath(self.source).name

    @property
    def details(self) -> str:
        """Where the file is, what is predicted, and how much there is."""
        path = SHELF.path_of(self.digest)
        predicts = f", predicts “{self.target}”" if self.target else ""
        return f"“{path or self.source}”{predicts}. {self.samples:,} examples of {self.features:,} features."

    @property
    def marks(self) -> tuple[str, ...]:
        """The target, the file's folder, the number of examples."""
        folder = (SHELF.path_of(self.digest) or PurePosixPath(self.source)).parent
        return (
            self.target,
            f"in {folder.name}",
            f"in {folder}",
            f"{self.samples:,} examples",
            f"{self.features:,} features",
        )

    @classmethod
    def brought(cls) -> tuple[Choice, ...]:
        """All of the kind that have been imported since the start and are still at hand, by their names."""
        at_hand = [data for data in SHELF.settings() if isinstance(data, cls)]
        return tuple(sorted(at_hand, key=lambda data: data.listed_as.lower()))

    @property
    def described(self) -> str:
        """The file and what is predicted, in a line."""
        return f"“{self.source}”, predicts “{self.target}”" if self.target else f"“{self.source}”"

    @property
    def predicts(self) -> str:
        """The target's name."""
        return "" if self.classes or self.targets != 1 else self.target

    @property
    def scales_targets(self) -> bool:
        """As it was wanted of the import; raises NotAtHand when the file has not been imported."""
        return SHELF.get(self.digest, self.source).scale_targets

    def generate(self, rng: np.random.Generator) -> Samples:
        """All examples in the file's order; raises NotAtHand when the file has not been imported."""
        arrays = SHELF.get(self.digest, self.source)
        if arrays.X.shape != (self.samples, self.features) or arrays.task != self.task:
            raise NotAtHand(f"the settings do not describe the data of “{self.source}”. Import that file again")
        return Samples(arrays.X, arrays.y)

    @classmethod
    def fields_of(cls, arrays: ImportedArrays, recipe: Importer, source: str) -> dict[str, Any]:
        """The fields that an import fills."""
        return {
            "digest": arrays.digest,
            "source": source,
            "recipe": recipe,
            "samples": len(arrays),
            "features": arrays.X.shape[1],
            "targets": arrays.task.n_targets,
            "classes": arrays.classes,
            "names": arrays.feature_names if len(arrays.feature_names) <= MOST_NAMES else (),
            "target": arrays.target[:80],
        }
