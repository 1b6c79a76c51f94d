"""Data drawn by hand: points of a class or a value are put into the plane, sprayed, shaken, and rubbed out.

The points are settings: each stroke is a wish for other ones, and what is shown follows the settings, also while they
wait for a reset. Behind them the network's answer is seen faintly.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

import numpy as np
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ffnn_gui.data import DataSet, PreparedData, prepare
from ffnn_gui.data.sets.drawn import Drawn, as_points, drawn_from, drawn_like
from ffnn_gui.engine import ExperimentConfig, RunHistory
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.colour_bar import ColourBar
from ffnn_gui.ui.plots.drawing.answer import AnswerPicture, PlaneAnswer, probe
from ffnn_gui.ui.plots.drawing.board import Board, Rows
from ffnn_gui.ui.plots.drawing.offer import Offer
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.intents import SetData
from ffnn_gui.ui.plots.legend import Entry
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.selection import Selection

BLANK = np.empty((0, 3))


class DrawPlot(Plot):
    """The points of a drawn data set, to be changed; those of other data in the plane, to begin from."""

    name: ClassVar[str] = "draw"
    title: ClassVar[str] = "Draw"
    order: ClassVar[float] = 11
    place: ClassVar[Place] = "main"
    waiting: ClassVar[str] = "Choose data with two features,\nor “Drawn by hand”: here you draw your own points."
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self._settings: ExperimentConfig | None = None
        self._shown: DataSet | None = None
        self._source: Drawn | None = None
        self._blank = self._outdated = False
        self._answer: PlaneAnswer | None = None
        self.board, self.offer, self._bar = Board(look), Offer(), ColourBar(look)
        self._bar.describe([self.tr("value")], -1.0, 1.0)
        self._set_body(self._laid_out())
        self.picture: AnswerPicture = self.board.canvas.add(AnswerPicture())
        self.answer_action = self._add_option(
            self.tr("The network's answer behind"), lambda _: self._show_answer(), checked=True
        )
        self._add_option(self.tr("Show all"), lambda _: self._show_all())
        self._connect()

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return data.task.n_features == 2 and data.task.image_shape is None

    # The run and the settings

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._answer = None
        self._paint()
        self._show_settings()

    def follow(self, config: ExperimentConfig) -> None:
        self._settings = config
        self._show_settings()

    def draw(self, history: RunHistory, values: Any) -> None:
        if values is not None and values is not self._answer:
            self._answer = values
            self._paint()

    def probe_now(self) -> Probe | None:
        """On all of the plane that is seen; nothing where the answer is not wanted."""
        return partial(probe, part=self.board.seen) if self.answer_action.isChecked() else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._outdated:
            self._show_settings()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self.board.restyle(look)
        self._bar.restyle(look)
        if self._shown is not None:
            self._describe()
            self._paint()

    def table(self) -> Table:
        """A row a point: x₁, x₂, and the name of its class, or its value."""
        return Table(("x1", "x2", "class" if self._names else "value"), self._lines(self._names))

    def _show_settings(self) -> None:
        """Show the data that are set, if they are others than those that are shown."""
        # Nothing is worked out for a page that nobody sees; a change of the data at each step of a slider would cost.
        self._outdated = not self.isVisible() and self._shown is not None
        config = self._settings or self.config
        if self._outdated or config is None or config.data == self._shown:
            return
        # What one has just drawn stays where it was drawn.
        anew = not (isinstance(config.data, Drawn) and (self._blank or isinstance(self._shown, Drawn)))
        self._shown, self._blank = config.data, False
        self._source, problem = _to_begin_from(config.data)
        self.offer.show_offer(config.data.label, problem)
        self._show_points(anew=anew)
        self._show_body()

    # What is seen

    def _show_points(self, *, anew: bool = False) -> None:
        source, drawn = self._source or Drawn(), isinstance(self._shown, Drawn)
        empty = self._blank or self._source is None
        self.offer.setVisible(not drawn and not self._blank)
        self.board.lock(not drawn and not self._blank)
        self.board.show_rows(BLANK if empty else np.array(source.points), len(source.task.classes), anew=anew)
        self.board.hint(self._blank_hint(drawn) if self._blank else "")
        self._bar.setVisible(not source.task.classes)
        self._describe()

    def _blank_hint(self, drawn: bool) -> str:
        """What an empty canvas means."""
        if drawn:
            return self.tr("Empty canvas: your first stroke replaces the points there were. Esc brings them back.")
        return self.tr("Empty canvas: your first stroke makes it the data. Esc leaves the data as they are.")

    def _describe(self) -> None:
        """The legend: the classes, and how many points each has."""
        rows, names = self.board.rows, self._names
        counts = np.bincount(rows[:, 2].astype(int), minlength=len(names)) if names else ()
        entries = [
            Entry(name, f"{name}: {count:,}", self.look.of_class(k), "block", toggles=False)
            for k, (name, count) in enumerate(zip(names, counts, strict=True))
        ]
        self.header.legend.show_entries(entries, self.look)
        self.header.place_legend()
        self.read_again()

    @property
    def _names(self) -> tuple[str, ...]:
        """The names of the classes on the canvas; empty for values."""
        data = self._source if self._blank else self._shown
        return data.task.classes if data is not None and self._source is not None else ()

    def _paint(self) -> None:
        """The network's answer, faint, where there is one."""
        wanted = self._answer if self.answer_action.isChecked() else None
        self.picture.show_answer(wanted, self.data, self.look)

    def _show_answer(self) -> None:
        self._paint()
        self.look_again()

    def reading(self, x1: float, x2: float) -> str:
        """The place, and how many points there are, as rich text."""
        count = len(self.board.rows)
        points = "1 point" if count == 1 else f"{count:,} points"
        return f"x₁ {number(x1)} &nbsp;x₂ {number(x2)} &nbsp;<b>{points}</b>"

    def _lines(self, classes: tuple[str, ...]) -> Iterator[tuple[float | str, ...]]:
        for x1, x2, label in self.board.rows.tolist():
            yield x1, x2, classes[int(label)] if classes else label

    def _show_all(self) -> None:
        self.board.show_rows(self.board.rows, len(self._source.task.classes) if self._source else 2, anew=True)

    # What is wanted

    def _take_stroke(self, rows: Rows, text: str) -> None:
        """Ask for the points that a stroke has made."""
        text = self.tr("%1 on an empty canvas").replace("%1", text) if self._blank else text
        drawn = (self._source or Drawn()).model_copy(update={"points": as_points(rows)})
        # The whole data, since thousands of points that are set as such take twice as long.
        self.wanted.emit(SetData("data", drawn, text))

    def _take_copy(self) -> None:
        """Ask for a drawn data set with the points of this one."""
        if self._source is not None:
            count = len(self._source.points)
            self.wanted.emit(SetData("data", self._source, self.tr("Draw from %1 points").replace("%1", f"{count:,}")))

    def _add_class(self) -> None:
        if isinstance(self._shown, Drawn):
            self.wanted.emit(SetData("data.classes", self._shown.classes + 1, self.tr("Add a class")))

    def _empty_canvas(self) -> None:
        """Begin on an empty canvas; the settings stay as they are until the first stroke."""
        if self._source is None and self._shown is not None:
            self._source = drawn_like(self._shown)
        self._blank = True
        self._show_points(anew=True)

    def _leave_blank(self) -> None:
        if self._blank:
            self._blank = False
            self._show_points()

    # Building

    def _laid_out(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.offer)
        row = QHBoxLayout()
        row.addWidget(self.board, 1)
        row.addWidget(self._bar)
        column.addLayout(row, 1)
        return body

    def _connect(self) -> None:
        board = self.board
        board.drawn.connect(self._take_stroke)
        board.cancelled.connect(self._leave_blank)
        board.said.connect(self.said)
        board.tools.emptied.connect(self._empty_canvas)
        board.tools.class_wanted.connect(self._add_class)
        board.sight_changed.connect(self.look_again)
        self._read_under(board.canvas.hovered, board.canvas.left, self.reading)
        self.offer.copy_wanted.connect(self._take_copy)
        self.offer.empty_wanted.connect(self._empty_canvas)


def _to_begin_from(data: DataSet) -> tuple[Drawn | None, str]:
    """These data as drawn points, or None and why they cannot be drawn."""
    if isinstance(data, Drawn):
        return data, ""
    if data.task.n_features != 2 or data.task.image_shape is not None:
        return None, "The data that are set have no plane to draw in."
    try:
        return drawn_from(data, *prepare(data, "float64").samples()), ""
    except ValueError as error:
        return None, str(error)
