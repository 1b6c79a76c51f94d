"""Drawn: points that a person has put into the plane, each with its class or its value.

They are part of the settings, so that they are saved, undone and handed on like any other; the seed only splits them.
"""

from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationInfo, field_validator
from pydantic.fields import FieldInfo

from ffnn_gui.data.sets.base import DataSet, Samples
from ffnn_gui.data.sets.plane import InPlane, polar
from ffnn_gui.data.task import Task
from ffnn_gui.schema import knob

MOST_POINTS, MOST_CLASSES = 10_000, 6
FARTHEST = 1000.0
"""How far from 0 a coordinate or a value may be."""

DIGITS = 6
"""Significant digits that are kept of a number: more than a screen shows, fewer than fill a file."""

GOLDEN_ANGLE = np.pi * (3 - 5**0.5)

Point = Annotated[tuple[float, float, float], Field(strict=False)]
"""x₁, x₂, and the class counted from 0, or the value."""


def as_points(rows: NDArray[np.float64]) -> tuple[Point, ...]:
    """Points of the rows of an array (points, 3), each number to DIGITS digits."""
    with np.errstate(divide="ignore"):
        places = DIGITS - 1 - np.floor(np.log10(np.abs(rows)))
    # A whole number divided by a power of ten is the nearest to its decimal, which is then written with few digits.
    scale = 10.0 ** np.clip(places, 0, 20)
    return tuple(map(tuple, (np.round(rows * scale) / scale).tolist()))


def _two_clusters() -> tuple[Point, ...]:
    """Ten points of each of two classes, spread like the seeds of a sunflower."""
    k = np.arange(10.0)
    seeds = polar(np.asarray(0.45 * np.sqrt(k + 0.5)), GOLDEN_ANGLE * k)
    clusters = [np.column_stack([seeds + sign * np.array([2.2, 1.2]), 0 * k + y]) for y, sign in ((0, -1), (1, 1))]
    return as_points(np.concatenate(clusters).round(2))


class Drawn(InPlane):
    """Between 1 and MOST_POINTS points; what their third number is follows from the kind of task."""

    kind: Literal["drawn"] = "drawn"
    label: ClassVar[str] = "Drawn by hand"
    help: ClassVar[str] = "Points that you put into the plane yourself: turn to the page “Draw” beside the output."
    order: ClassVar[float] = 9.5

    task_kind: Literal["classification", "regression"] = knob(
        "classification", "Points stand for", "Whether each point has a class or a value.",
        labels={"classification": "classes", "regression": "values"},
    )  # fmt: skip
    classes: int = knob(
        2, "Classes", "How many classes there are to choose from, where points have a class.",
        ge=2, le=MOST_CLASSES, editor="slider",
    )  # fmt: skip
    points: tuple[Point, ...] = knob(
        _two_clusters(), "Points", "The points drawn: x₁, x₂, and the class counted from 0, or the value."
    )

    @field_validator("points", mode="before")
    @classmethod
    def _as_many_as_allowed(cls, points: Any) -> Any:
        if isinstance(points, list | tuple) and len(points) > MOST_POINTS:
            raise ValueError(f"At most {MOST_POINTS:,} points can be drawn, not {len(points):,}.")
        return points

    @field_validator("points")
    @classmethod
    def _belong(cls, points: tuple[Point, ...], info: ValidationInfo) -> tuple[Point, ...]:
        if not points:
            raise ValueError("One point at least must stay, for there is nothing to learn without any.")
        rows = np.array(points)
        _check_size(rows)
        if info.data.get("task_kind") == "classification" and "classes" in info.data:
            _check_classes(rows[:, 2], info.data["classes"])
        return points

    @property
    def idle(self) -> frozenset[str]:
        """Values have no classes."""
        return frozenset({"classes"} if self.task_kind == "regression" else ())

    @property
    def samples(self) -> int:
        """How many points there are."""
        return len(self.points)

    @property
    def task(self) -> Task:
        """Name the class of a point, or give its value."""
        if self.task_kind == "regression":
            return Task("regression", n_features=2)
        return Task("classification", n_features=2, classes=tuple(f"class {k + 1}" for k in range(self.classes)))

    def generate(self, rng: np.random.Generator) -> Samples:
        """The points as they were drawn; nothing about them is random."""
        rows = np.array(self.points)
        X, y = np.ascontiguousarray(rows[:, :2]), rows[:, 2]
        return Samples(X, y[:, np.newaxis] if self.task_kind == "regression" else y.astype(np.int64))


def drawn_like(data: DataSet) -> Drawn:
    """A drawn data set for the same kind of task, split and scaled as another one, with the points to begin with."""
    theirs, shared = type(data).model_fields, InPlane.model_fields.items()
    kept = {name: getattr(data, name) for name, field in shared if _same_type(theirs.get(name), field)}
    return Drawn(task_kind=data.task.kind, classes=min(max(len(data.task.classes), 2), MOST_CLASSES), **kept)


def drawn_from(data: DataSet, X: NDArray[Any], y: NDArray[Any]) -> Drawn:
    """Raw examples of a data set as drawn points, split and scaled as there: an even choice of them where too many.

    X (examples, 2), y (examples,) classes or (examples, 1) values. Raises ValueError with a sentence where they cannot
    be drawn.
    """
    task = data.task
    if X.shape[1] != 2 or task.n_targets != 1:
        raise ValueError("Only data with two features and one class or value for each example can be drawn.")
    if len(task.classes) > MOST_CLASSES:
        raise ValueError(f"At most {MOST_CLASSES} classes can be drawn, and these data have {len(task.classes)}.")
    rows = np.column_stack([X, y]).astype(np.float64)
    if np.abs(rows).max() > FARTHEST:
        raise ValueError(f"Points can be drawn from −{FARTHEST:,.0f} to {FARTHEST:,.0f}; some of these lie beyond.")
    chosen = np.unique(np.linspace(0, len(rows) - 1, min(len(rows), MOST_POINTS)).astype(int))
    return drawn_like(data).model_copy(update={"points": as_points(rows[chosen])})


def _same_type(one: FieldInfo | None, other: FieldInfo) -> bool:
    return one is not None and one.annotation == other.annotation


def _check_size(rows: NDArray[np.float64]) -> None:
    """Raise ValueError that names the first number beyond FARTHEST."""
    for point, column in np.argwhere(np.abs(rows) > FARTHEST)[:1]:
        name, value = ("x₁", "x₂", "the value")[column], rows[point, column]
        raise ValueError(
            f"Point {point + 1:,}: {name} must be from −{FARTHEST:,.0f} to {FARTHEST:,.0f}, not {value:,.6g}."
        )


def _check_classes(y: NDArray[np.float64], classes: int) -> None:
    """Raise ValueError that names what is no class."""
    for point in np.flatnonzero((y != np.floor(y)) | (y < 0))[:1]:
        raise ValueError(
            f"Point {point + 1:,} has the value {y[point]:,.6g}, which is no class: classes are counted 0, 1, 2 …"
        )
    if y.max() >= classes:
        beyond = np.count_nonzero(y >= classes)
        points = "1 point is" if beyond == 1 else f"{beyond:,} points are"
        raise ValueError(f"{points} of class {int(y.max()) + 1}, and there are only {classes} classes.")
