"""A stroke: what one tool does to drawn points from the press of the mouse to its release. No Qt: only numbers.

Lengths are in pixels, so that a tool is as large as it looks however far one has zoomed; a unit says how much of the
plane a pixel is.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.sets.drawn import FARTHEST, MOST_POINTS

ToolName = Literal["brush", "spray", "eraser", "jitter"]
Floats = NDArray[np.float64]

SPACING = 12.0
"""Pixels between two points of a brush that is dragged."""

TICK = 0.05
"""Seconds after which a tool that is held still works again."""

SHAKE = 0.12
"""By how much of its radius the noise brush moves points at a time: the standard deviation in each direction."""

FULL = f"There are {MOST_POINTS:,} points, which is as many as can be drawn."
ONE_STAYS = "One point stays: there is nothing to learn without any. “Empty canvas” begins anew."


@dataclass(frozen=True)
class Tool:
    """A tool as it is set: the class or value it draws, its radius in pixels, and points a second for the spray."""

    name: ToolName = "brush"
    label: float = 0.0
    radius: float = 30.0
    rate: float = 60.0


class Stroke(ABC):
    """Attributes: rows (points, 3), as the stroke has made them; problem: why it could not do all, or nothing."""

    verb: ClassVar[str]
    lingers: ClassVar[bool] = False
    """Whether it goes on while the pointer is held still."""

    def __init__(self, rows: Floats, tool: Tool, unit: Floats, rng: np.random.Generator) -> None:
        """`unit` (2,): how much of x₁ and of x₂ a pixel is."""
        self.rows, self.problem = rows, ""
        self._tool, self._unit, self._rng = tool, unit, rng
        self._place = self._acted = np.zeros(2)
        self._step = tool.radius / 2

    @property
    @abstractmethod
    def count(self) -> int:
        """How many points it has drawn, taken away or moved."""

    @property
    def text(self) -> str:
        """For the Undo menu, such as "Draw 14 points"."""
        return f"{self.verb} {self.count:,} {'point' if self.count == 1 else 'points'}"

    def begin(self, x1: float, x2: float) -> None:
        """The mouse is pressed."""
        self._place = self._acted = np.array([x1, x2])
        self._act(self._place)

    def move(self, x1: float, x2: float) -> None:
        """The mouse is dragged to a place: the tool works all along the way, however fast it was."""
        self._place = np.array([x1, x2])
        way = self._place - self._acted
        steps = int(np.hypot(*(way / self._unit)) / self._step)
        if steps:
            one = self._step * way / np.hypot(*(way / self._unit))
            for _ in range(steps):
                self._acted = self._acted + one
                self._act(self._acted)

    def tick(self) -> None:
        """The mouse has been held for another TICK."""
        if self.lingers:
            self._act(self._place)

    @abstractmethod
    def _act(self, place: Floats) -> None:
        """Do at a place (2,) what the tool does."""

    def _near(self, place: Floats) -> NDArray[np.bool_]:
        """Which points lie within the radius."""
        away = (self.rows[:, :2] - place) / self._unit
        return np.asarray((away**2).sum(axis=1) <= self._tool.radius**2)


class Brush(Stroke):
    """Draws points, one where it is pressed and one every SPACING along its way."""

    verb: ClassVar[str] = "Draw"

    def __init__(self, rows: Floats, tool: Tool, unit: Floats, rng: np.random.Generator) -> None:
        super().__init__(rows, tool, unit, rng)
        self._before = len(rows)
        self._step = SPACING

    @property
    def count(self) -> int:
        return len(self.rows) - self._before

    def _act(self, place: Floats) -> None:
        self._add(place[np.newaxis])

    def _add(self, places: Floats) -> None:
        """Points of the tool's class or value at places (points, 2), as many as there is room for."""
        room = MOST_POINTS - len(self.rows)
        if len(places) > room:
            self.problem = FULL
        places = np.clip(places[:room], -FARTHEST, FARTHEST)
        labels = np.full(len(places), self._tool.label)
        self.rows = np.concatenate([self.rows, np.column_stack([places, labels])])


class Spray(Brush):
    """Draws a cloud around the pointer, as dense as it is held long; most of it lies within the radius."""

    verb: ClassVar[str] = "Spray"
    lingers: ClassVar[bool] = True

    def __init__(self, rows: Floats, tool: Tool, unit: Floats, rng: np.random.Generator) -> None:
        super().__init__(rows, tool, unit, rng)
        self._step = np.inf  # time alone counts
        self._due = 1.0

    def _act(self, place: Floats) -> None:
        now = int(self._due)
        self._due += self._tool.rate * TICK - now
        scatter = self._rng.standard_normal((now, 2)) * self._tool.radius / 2
        self._add(place + scatter * self._unit)


class Eraser(Stroke):
    """Takes points away; the last one stays."""

    verb: ClassVar[str] = "Erase"

    def __init__(self, rows: Floats, tool: Tool, unit: Floats, rng: np.random.Generator) -> None:
        super().__init__(rows, tool, unit, rng)
        self._before = len(rows)

    @property
    def count(self) -> int:
        return self._before - len(self.rows)

    def _act(self, place: Floats) -> None:
        gone = self._near(place)
        if len(gone) and gone.all():
            self.problem = ONE_STAYS
            gone[0] = False
        self.rows = self.rows[~gone]


class Jitter(Stroke):
    """The noise brush: shakes the points within the radius, the more the longer it is held."""

    verb: ClassVar[str] = "Add noise to"
    lingers: ClassVar[bool] = True

    def __init__(self, rows: Floats, tool: Tool, unit: Floats, rng: np.random.Generator) -> None:
        super().__init__(rows, tool, unit, rng)
        self._touched = np.zeros(len(rows), bool)

    @property
    def count(self) -> int:
        return int(self._touched.sum())

    def _act(self, place: Floats) -> None:
        near = self._near(place)
        shaken = self.rows.copy()
        shake = self._rng.standard_normal((int(near.sum()), 2)) * self._tool.radius * SHAKE
        shaken[near, :2] = np.clip(shaken[near, :2] + shake * self._unit, -FARTHEST, FARTHEST)
        self.rows = shaken
        self._touched |= near


STROKES: dict[ToolName, type[Stroke]] = {"brush": Brush, "spray": Spray, "eraser": Eraser, "jitter": Jitter}
