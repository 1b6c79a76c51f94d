"""The data before anything is learned: points over any two inputs, images by class, classes by part, ranges of inputs.

What may become a problem is said above, whatever view is open.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from ffnn_gui.data import PreparedData
from ffnn_gui.data.overview import balance, ranges, remarks
from ffnn_gui.engine import ExperimentConfig, RunHistory
from ffnn_gui.ui.plots.base import Place, Plot
from ffnn_gui.ui.plots.examples import example_at
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.images import is_images
from ffnn_gui.ui.plots.judging.part_picker import PartPicker
from ffnn_gui.ui.plots.legend import Entry, Sample
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.looking.balance_sheet import BalanceSheet
from ffnn_gui.ui.plots.looking.ranges_sheet import RangesSheet
from ffnn_gui.ui.plots.looking.scatter import TARGET, Scatter
from ffnn_gui.ui.plots.looking.wall import Wall
from ffnn_gui.ui.plots.picker import Picker
from ffnn_gui.ui.plots.selection import Selection

SAMPLES: dict[str, Sample] = {"training": "disc", "validation": "ring", "test": "block"}

MOST_INPUTS = 60
"""Inputs to choose from for the points at most: no menu is longer."""


class DataView(Plot):
    """One view at a time, made when it is seen."""

    name: ClassVar[str] = "data_view"
    title: ClassVar[str] = "Data"
    order: ClassVar[float] = 10
    place: ClassVar[Place] = "main"
    waiting: ClassVar[str] = "Choose data: what they look like appears here."

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.scatter, self.wall = Scatter(look), Wall(look)
        self.balance, self.ranges = BalanceSheet(look), RangesSheet(look)
        self.views = Picker(look, self.tr("View"), self.tr("What is shown of the data"))
        self.parts = PartPicker(look)
        self.across = Picker(look, self.tr("Input across"), self.tr("The input across"))
        self.up = Picker(look, self.tr("Input upwards"), self.tr("The input upwards"))
        self.scale = Picker(look, self.tr("Values"), self.tr("Values as they are, or as the network gets them"))
        self._remarks = QLabel()
        self._remarks.setProperty("role", "problem")
        self._remarks.setWordWrap(True)
        self._stack = QStackedWidget()
        self._shown: object = None
        self._lay_out()
        self._connect()

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._shown = None
        self.views.offer(_views(data))
        before = self.parts.chosen
        self.parts.offer_parts(data)
        self.parts.choose(before or "training")
        names = data.input_names[:MOST_INPUTS] if not is_images(data) else ()
        alone = data.task.kind == "regression" or len(names) == 1
        targets = {TARGET: self.tr("target")} if alone else {}
        inputs = {name: name for name in names}
        second = names[1] if len(names) > 1 else TARGET
        self.across.offer(inputs)
        self.up.offer({**inputs, **targets}, second)
        if self.across.chosen == self.up.chosen:
            self.up.choose(second)
        self.scale.offer({"raw": self.tr("raw"), "scaled": self.tr("normalized")})
        self._show_body()
        self._refresh()

    def draw(self, history: RunHistory, values: Any) -> None:
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        for part in (self.scatter, self.wall, self.balance, self.ranges):
            part.restyle(look)
        for picker in self._pickers:
            picker.restyle(look)
        self._describe()

    def table(self) -> Table:
        """The numbers of the view that is open."""
        data, view = self.data, self.views.chosen
        if data is None:
            return Table(("input",), ())
        if view == "balance":
            counts = balance(data)
            rows = (
                (name, *(int(part[index]) for part in counts.values())) for index, name in enumerate(data.task.classes)
            )
            return Table(("class", *counts), rows)
        if view == "ranges":
            return _ranges_table(data)
        return _examples_table(data)

    def reading(self, row: int, column: int) -> str:
        """What image lies there on the wall; empty where there is none."""
        index, part = self.wall.example(row, column), self.parts.part
        if index is None or part is None:
            return ""
        return f"{part} image {index + 1}: <b>{self.wall.class_at(row)}</b> · click to choose it"

    # Views

    def _refresh(self) -> None:
        """Show what is chosen, unless it is shown already or nobody sees it."""
        data = self.data
        wanted = (data, *(picker.chosen for picker in self._pickers))
        if data is None or wanted == self._shown or not self.isVisible():
            return
        if self._shown is None or not isinstance(self._shown, tuple) or self._shown[0] is not data:
            sentences = remarks(data)
            self._remarks.setText("⚠ " + " ".join(sentences[:2]) if sentences else "")
            self._remarks.setVisible(bool(sentences))
        self._shown = wanted
        self._makers[self.views.chosen](data)
        self._describe()

    def _show_scatter(self, data: PreparedData) -> None:
        self._stack.setCurrentWidget(self.scatter)
        self.scatter.show_inputs(data, self.across.chosen, self.up.chosen, scaled=self.scale.chosen == "scaled")

    def _show_wall(self, data: PreparedData) -> None:
        self._stack.setCurrentWidget(self.wall)
        self.wall.show_part(data.part(self.parts.part or "training"), data.task)

    def _show_balance(self, data: PreparedData) -> None:
        self._stack.setCurrentWidget(self.balance)
        self.balance.show_counts(data.task.classes, balance(data))

    def _show_ranges(self, data: PreparedData) -> None:
        self._stack.setCurrentWidget(self.ranges)
        self.ranges.show_ranges(*ranges(data), self.tr("as the network gets them"))

    def _describe(self) -> None:
        """Pickers and legend of the view that is open."""
        data, view = self.data, self.views.chosen
        if data is None:
            return
        for picker in (self.across, self.up, self.scale):
            picker.setVisible(view == "scatter")
        self.parts.setVisible(view == "wall")
        entries: list[Entry] = []
        parts, theme = data.parts, self.look.theme
        if view == "scatter":
            classes = data.task.classes[: len(theme.class_colours)]
            entries = [Entry(n, n, self.look.of_class(i), "block", toggles=False) for i, n in enumerate(classes)]
            entries += [Entry(name, name, theme.text, SAMPLES[name]) for name in parts]
        elif view == "balance":
            entries = [Entry(n, n, getattr(theme, f"series_{n}"), "block", toggles=False) for n in parts]
        self.header.legend.show_entries(entries, self.look)
        self.header.place_legend()

    def _choose(self, row: int, column: int) -> None:
        index, part = self.wall.example(row, column), self.parts.part
        if index is not None and part is not None and self.data is not None:
            self.selection.choose_example(example_at(self.data, index, part))

    def _lay_out(self) -> None:
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(self._remarks, 0, Qt.AlignmentFlag.AlignTop)
        rows.addWidget(self._stack, 1)
        for view in (self.scatter, self.wall, self.balance, self.ranges):
            self._stack.addWidget(view)
        self._set_body(body)
        self._pickers = (self.views, self.parts, self.across, self.up, self.scale)
        for picker in self._pickers:
            self.header.add_tool(picker)
        self._makers: dict[str, Callable[[PreparedData], None]] = {
            "scatter": self._show_scatter,
            "wall": self._show_wall,
            "balance": self._show_balance,
            "ranges": self._show_ranges,
        }

    def _connect(self) -> None:
        for picker in self._pickers:
            picker.picked.connect(lambda _: self._refresh())
        self.scatter.read.connect(self.header.read)
        self.wall.pointed.connect(lambda row, column: self.header.read(self.reading(row, column)))
        self.wall.left.connect(lambda: self.header.read(""))
        self.wall.pressed.connect(self._choose)
        self.header.legend.toggled.connect(self.scatter.toggle)


def _views(data: PreparedData) -> dict[str, str]:
    """The views that suit the data, by key."""
    views = {"wall": "images by class"} if is_images(data) else {"scatter": "points"}
    if data.task.kind == "classification":
        views["balance"] = "class balance"
    return {**views, "ranges": "input ranges"}


def _ranges_table(data: PreparedData) -> Table:
    before, after = ranges(data)
    columns = [f"{column} {when}" for when in ("raw", "normalized") for column in ("low", "high", "mean", "spread")]
    pairs = zip(before, after, strict=True)
    rows = ((a.name, *(x for r in (a, b) for x in (r.low, r.high, r.mean, r.spread))) for a, b in pairs)
    return Table(("input", *columns), rows)


def _examples_table(data: PreparedData) -> Table:
    """A row an example: its part, its raw features, its class or target."""
    names = data.input_names[: data.task.n_features]
    classes = data.task.classes
    targets = ("class",) if classes else tuple(f"target {index + 1}" for index in range(data.task.n_targets))
    rows = (
        (name, *raw, *((classes[y],) if classes else y))
        for name, part in data.parts.items()
        for raw, y in zip(part.raw.tolist(), part.y.tolist(), strict=True)
    )
    return Table(("part", *names, *targets), rows)
