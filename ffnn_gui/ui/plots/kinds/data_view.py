"""The data before anything is learned: points over any two inputs, images by class, classes by part, ranges of inputs.

What may become a problem is said above, whatever view is open. All that takes time is found by the probe, once.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from ffnn_gui.data import PreparedData
from ffnn_gui.data.overview import Overview, overview
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight.remembered import once_for_data
from ffnn_gui.ui.plots.base import Place, Plot
from ffnn_gui.ui.plots.examples import example_at, target_text
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.judging.part_picker import PartPicker
from ffnn_gui.ui.plots.legend import Entry, Sample
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.looking.balance_sheet import BalanceSheet
from ffnn_gui.ui.plots.looking.input_picker import InputPicker
from ffnn_gui.ui.plots.looking.ranges_sheet import RangesSheet
from ffnn_gui.ui.plots.looking.scatter import TARGET, Scatter
from ffnn_gui.ui.plots.looking.wall import ImageWall
from ffnn_gui.ui.plots.picker import Picker
from ffnn_gui.ui.plots.readings import named
from ffnn_gui.ui.plots.selection import Selection

SAMPLES: dict[str, Sample] = {"training": "disc", "validation": "ring", "test": "block"}

_known = once_for_data(overview)


def probe(trainer: Trainer) -> Overview:
    """What there is to say of the run's data, looked at when first asked for."""
    return _known(trainer.data)


class DataView(Plot):
    """One view at a time, made when it is seen."""

    name: ClassVar[str] = "data_view"
    title: ClassVar[str] = "Data"
    order: ClassVar[float] = 10
    place: ClassVar[Place] = "main"
    waiting: ClassVar[str] = "Choose data: what they look like appears here."
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.scatter, self.wall = Scatter(look), ImageWall(look)
        self.balance, self.ranges = BalanceSheet(look), RangesSheet(look)
        self.views = Picker(look, self.tr("View"), self.tr("What is shown of the data"))
        self.parts = PartPicker(look)
        self.across = InputPicker(look, self.tr("Input across"), self.tr("The input across"))
        self.up = InputPicker(look, self.tr("Input upwards"), self.tr("The input upwards"))
        self.scale = Picker(look, self.tr("Values"), self.tr("Values as they are, or as the network gets them"))
        self._remarks = QLabel()
        self._remarks.setProperty("role", "problem")
        self._remarks.setTextFormat(Qt.TextFormat.PlainText)
        self._remarks.setWordWrap(True)
        self._stack = QStackedWidget()
        self._overview: Overview | None = None
        self._shown: object = None
        self._lay_out()
        self._connect()

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._shown = self._overview = None
        self.views.offer(_views(data))
        before = self.parts.chosen
        self.parts.offer_parts(data)
        self.parts.choose(before or "training")
        names = data.input_names if data.task.image_shape is None else ()
        targets = {TARGET: self.tr("target")} if data.task.kind == "regression" or len(names) == 1 else {}
        second = "1" if len(names) > 1 else TARGET
        self.across.offer_inputs(names, {}, "0")
        self.up.offer_inputs(names, targets, second)
        if self.across.chosen == self.up.chosen:
            self.up.choose(second)
        self.scale.offer({"raw": self.tr("raw"), "scaled": self.tr("normalized")})
        self._show_body()
        self._refresh()

    def draw(self, history: RunHistory, values: Any) -> None:
        if values is not None:
            self._overview = values
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
        data, view, seen = self.data, self.views.chosen, self._overview
        if data is None or (seen is None and view in ("balance", "ranges")):
            return Table(("input",), ())
        if seen is not None and view == "balance":
            counts = seen.counts
            rows = (
                (name, *(int(part[index]) for part in counts.values())) for index, name in enumerate(data.task.classes)
            )
            return Table(("class", *counts), rows)
        if seen is not None and view == "ranges":
            return _ranges_table(seen)
        return _examples_table(data)

    def reading(self, row: int, column: int) -> str:
        """What image lies there on the wall; empty where there is none."""
        index, part = self.wall.example(row, column), self.parts.part
        if index is None or part is None or self.data is None:
            return ""
        target = target_text(self.data, example_at(self.data, index, part).y)
        return f"{part} image {index + 1}: <b>{named(target)}</b> · click to choose it"

    # Views

    def _refresh(self) -> None:
        """Show what is chosen, unless it is shown already or nobody sees it."""
        data = self.data
        wanted = (data, self._overview, *(picker.chosen for picker in self._pickers))
        if data is None or wanted == self._shown or not self.isVisible():
            return
        sentences = self._overview.remarks[:2] if self._overview is not None else ()
        self._remarks.setText("⚠ " + " ".join(sentences) if sentences else "")
        self._remarks.setVisible(bool(sentences))
        self._shown = wanted
        self._makers[self.views.chosen](data)
        self.read_again()
        self._describe()

    def _show_scatter(self, data: PreparedData) -> None:
        self._stack.setCurrentWidget(self.scatter)
        self.scatter.show_inputs(data, self.across.chosen, self.up.chosen, scaled=self.scale.chosen == "scaled")

    def _show_wall(self, data: PreparedData) -> None:
        self._stack.setCurrentWidget(self.wall)
        self.wall.show_part(data.part(self.parts.part or "training"), data)

    def _show_balance(self, data: PreparedData) -> None:
        self._stack.setCurrentWidget(self.balance)
        seen = self._overview
        if seen is None:
            self.balance.show_counts((), {})
        else:
            self.balance.show_counts(data.task.classes, seen.counts)

    def _show_ranges(self, data: PreparedData) -> None:
        self._stack.setCurrentWidget(self.ranges)
        seen, how = self._overview, self.tr("as the network gets them")
        if seen is None:
            self.ranges.show_ranges((), (), how)
            return
        text = self.tr("of the first %1 of %2 training examples")
        text = text.replace("%1", f"{seen.looked_at:,}").replace("%2", f"{seen.examples:,}")
        self.ranges.show_ranges(seen.before, seen.after, how, text if seen.looked_at < seen.examples else "")

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
        self._read_under(self.scatter.chart.hovered, self.scatter.chart.left, self.scatter.reading)
        self._read_under(self.wall.pointed, self.wall.left, self.reading)
        self.wall.pressed.connect(self._choose)
        self.header.legend.toggled.connect(self.scatter.toggle)


def _views(data: PreparedData) -> dict[str, str]:
    """The views that suit the data, by key."""
    classes, images = data.task.kind == "classification", data.task.image_shape is not None
    wall = {"wall": "images by class" if classes else "images by value"}
    views = wall if images else {"scatter": "points"}
    if classes:
        views["balance"] = "class balance"
    return {**views, "ranges": "input ranges"}


def _ranges_table(seen: Overview) -> Table:
    columns = [f"{column} {when}" for when in ("raw", "normalized") for column in ("low", "high", "mean", "std")]
    pairs = zip(seen.before, seen.after, strict=True)
    rows = ((a.name, *(x for r in (a, b) for x in (r.low, r.high, r.mean, r.std))) for a, b in pairs)
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
