"""A plot is one picture of the run: a pure probe that reads what it needs, and a widget that draws it.

Each is one file in `kinds`; the plot area finds it there, probes it while it is seen, and draws it.
"""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QGraphicsView, QLabel, QStackedLayout, QVBoxLayout, QWidget

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.ui.plots.export import Table, picture, save_csv, save_png, save_svg
from ffnn_gui.ui.plots.header import Header
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.selection import Selection

Place = Literal["main", "output", "side", "strip"]
ENDINGS = (".png", ".svg", ".csv")


class Probe(Protocol):
    """Reads a trainer between two batches."""

    def __call__(self, trainer: Trainer, /) -> Any: ...


class Plot(QFrame):
    """One plot with its header.

    Class attributes:
        name: its key; title: for people; order: its place among its neighbours
        place: "main" (the network, large), "output" (beside it), "side" (below the output) or "strip" (below all)
        wide: whether it has a page of its place for itself
        weight: how much of the time for probes it gets, against the other plots
        waiting: what would fill the plot while it is empty
        probe: a pure function of the trainer, run in the training thread between batches: it only reads and predicts,
            and returns arrays that nobody writes any more; None for plots of the history
    `said(text)` is for the status bar, `failed(text)` tells what could not be done, `mended(text)` takes that back,
    `wanted(intent)` is a wish for the experiment (`intents`), `stale()` says that the probe would see something else.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    order: ClassVar[float]
    place: ClassVar[Place]
    waiting: ClassVar[str]
    probe: ClassVar[Probe | None] = None
    wide: ClassVar[bool] = False
    weight: ClassVar[float] = 1.0

    said = Signal(str)
    failed = Signal(str)
    mended = Signal(str)
    wanted = Signal(object)
    stale = Signal()

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        """The selection is shared by all plots of an area; alone, a plot has one of its own."""
        super().__init__()
        self.look = look
        self.selection = selection or Selection(self)
        self.data: PreparedData | None = None
        self.config: ExperimentConfig | None = None
        self.setProperty("role", "card")
        self.setObjectName(self.name)
        self.setAccessibleName(self.title)
        self.header = Header(self.title, look)
        self._empty = QLabel(self.waiting)
        self._empty.setProperty("role", "muted")
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedLayout()
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(0)
        self._rows.addWidget(self.header)
        self._rows.addLayout(self._pages, 1)
        self._pages.addWidget(self._empty)
        self._views: list[QGraphicsView] = []
        self._under: Callable[[], str] | None = None
        self._add_actions()
        self._space_out()

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        """Whether the plot has something to show for these data."""
        return True

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        """A new run begins: forget the old one's pictures and show what is known before training."""
        self.data, self.config = data, config

    def follow(self, config: ExperimentConfig) -> None:
        """The settings are these now; those of the run may be others until a reset."""

    def probe_now(self) -> Probe | None:
        """The probe, with what is chosen at present bound in."""
        return type(self).probe

    def look_again(self) -> None:
        """Something else is chosen: probe again, also while nothing trains."""
        self.stale.emit()

    @abstractmethod
    def draw(self, history: RunHistory, values: Any) -> None:
        """Show the run's history and the newest values of the probe (None when there are none yet)."""

    @abstractmethod
    def table(self) -> Table:
        """The numbers behind what is shown."""

    def restyle(self, look: Look) -> None:
        """Take over another theme or scale."""
        self.look = look
        self.header.restyle(look)
        self._space_out()

    @property
    def empty(self) -> bool:
        """Whether the sentence about what would fill the plot is shown."""
        return self._pages.currentWidget() is self._empty

    def show_empty(self, text: str = "") -> None:
        """Say what would fill the plot instead of drawing it."""
        self._empty.setText(text or self.waiting)
        self._pages.setCurrentWidget(self._empty)
        self.header.read("")

    # What lies under the pointer

    def resting_reading(self) -> str:
        """What the header says while nothing is pointed at, as rich text; the legend is there when it is empty."""
        return ""

    def read_again(self) -> None:
        """Tell anew what lies under the pointer: call it when the numbers there have changed."""
        self.header.read((self._under() if self._under else "") or self.resting_reading())

    def _read_under(self, pointed: SignalInstance, left: SignalInstance, reading: Callable[..., str]) -> None:
        """Tell a reading of what `pointed` carries, as rich text, also of later numbers, until the pointer has left."""
        pointed.connect(lambda *place: self._hover(partial(reading, *place)))
        left.connect(lambda: self._hover(None))

    def _hover(self, reading: Callable[[], str] | None) -> None:
        self._under = reading
        self.read_again()

    def flush(self) -> None:
        """Tell the window now which parts have changed; pyqtgraph's scenes would wait for the event loop to do so."""
        for view in self._views:
            QCoreApplication.sendPostedEvents(view.scene(), QEvent.Type.MetaCall.value)

    # For kinds of plots

    def _set_body(self, body: QWidget) -> None:
        self._pages.addWidget(body)
        self._views = self.findChildren(QGraphicsView)

    def _show_body(self) -> None:
        if self.empty:
            self._pages.setCurrentIndex(1)

    def _add_option(self, text: str, slot: Callable[[bool], object], *, checked: bool | None = None) -> QAction:
        """Put an action before the exports into the menu; one with a `checked` state is a switch."""
        action = QAction(text, self)
        if checked is None:
            action.triggered.connect(slot)
        else:
            action.setCheckable(True)
            action.setChecked(checked)
            action.toggled.connect(slot)
        self.header.menu.insertAction(self._first_export, action)
        return action

    # Menu and exports

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.header.menu.popup(event.globalPos())

    def copy_picture(self) -> None:
        """Put the picture, at twice its size, on the clipboard."""
        try:
            QGuiApplication.clipboard().setImage(picture(self))
        except OSError as error:
            self.failed.emit(self.tr("Not copied: %1").replace("%1", str(error)))
            return
        self.said.emit(self.tr("Copied the plot “%1”.").replace("%1", self.title))

    def save(self, path: Path) -> None:
        """Write the plot as its ending says: .png, .svg or .csv. Raises OSError, or ValueError for other endings."""
        ending = path.suffix.lower()
        if ending == ".png":
            save_png(self, path)
        elif ending == ".svg":
            save_svg(self, path, self.title)
        elif ending == ".csv":
            save_csv(self.table(), path)
        else:
            raise ValueError(f"A plot is written as .png, .svg or .csv, not {path.suffix or 'without an ending'}.")

    def _add_actions(self) -> None:
        menu = self.header.menu
        self._first_export = menu.addAction(self.tr("Copy picture"), self.copy_picture)
        texts = (
            self.tr("Save picture (PNG, twice the size)…"),
            self.tr("Save drawing (SVG)…"),
            self.tr("Save numbers (CSV)…"),
        )
        for text, ending in zip(texts, ENDINGS, strict=True):
            menu.addAction(text).setData(ending)
        menu.triggered.connect(self._ask_and_save)

    def _ask_and_save(self, action: QAction) -> None:
        ending = action.data()
        if not ending:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, action.text(), f"{self.name}{ending}", f"*{ending}")
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in ENDINGS:
            path = Path(chosen + ending)
            if path.exists():
                # The dialog has asked about another name.
                self.failed.emit(self.tr("Not saved: there is a file “%1” already.").replace("%1", path.name))
                return
        try:
            self.save(path)
        except (OSError, ValueError) as error:
            self.failed.emit(str(error))
        else:
            self.said.emit(self.tr("Saved %1").replace("%1", path.name))

    def _space_out(self) -> None:
        px = self.look.metrics.px
        self._rows.setContentsMargins(px(10), px(4), px(6), px(4))
