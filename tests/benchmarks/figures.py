"""What the benchmarks found, and the table that is printed at the end of the run.

A benchmark never fails for being slow: a slow machine is no fault of the code. It says what was measured, what the
goal is, and whether it was reached.
"""

from dataclasses import dataclass, field

YES, NO, NO_GOAL = "reached", "NOT reached", ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `reached` is None where there is no goal."""

    group: str
    what: str
    value: str
    goal: str = ""
    reached: bool | None = None

    @property
    def verdict(self) -> str:
        """The last column."""
        return NO_GOAL if self.reached is None else YES if self.reached else NO


@dataclass(slots=True)
class Figures:
    """All figures of a run, in the order they came; `notes` say under which circumstances."""

    found: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def tell(self, group: str, what: str, value: str) -> None:
        """A figure without a goal."""
        self.found.append(Figure(group, what, value))

    def at_least(self, group: str, what: str, value: float, goal: float, form: str = "{:.1f}") -> None:
        """A figure that is to be the goal or more."""
        self.found.append(Figure(group, what, form.format(value), f"≥ {form.format(goal)}", value >= goal))

    def at_most(self, group: str, what: str, value: float, goal: float, form: str = "{:.1f}") -> None:
        """A figure that is to be the goal or less."""
        self.found.append(Figure(group, what, form.format(value), f"≤ {form.format(goal)}", value <= goal))

    def lines(self) -> list[str]:
        """The table, one group after the other."""
        lines, columns = list(self.notes), ("what", "value", "goal")
        what, value, goal = (max((len(getattr(row, name)) for row in self.found), default=0) for name in columns)
        for group in sorted({figure.group for figure in self.found}):
            rows = [figure for figure in self.found if figure.group == group]
            lines += ["", group]
            lines += [
                f"  {row.what:<{what}}  {row.value:>{value}}  {row.goal:>{goal}}  {row.verdict}".rstrip()
                for row in rows
            ]
        return lines
