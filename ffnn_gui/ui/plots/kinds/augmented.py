"""What augmentation does: training examples as they are, and beside them what epoch after epoch sees of them.

While nothing trains, the epochs to come follow each other, one look a second.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory
from ffnn_gui.ui.plots.augmenting.cloud import Cloud
from ffnn_gui.ui.plots.augmenting.seen import VARIANTS, Augmented, augmented
from ffnn_gui.ui.plots.augmenting.wall import AugmentedWall
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.images import pictures
from ffnn_gui.ui.plots.intents import SetData
from ffnn_gui.ui.plots.legend import Entry
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import whole_percent
from ffnn_gui.ui.plots.selection import Selection

EACH = 1000
"""Milliseconds after which the next epochs are looked at."""


class AugmentedPlot(Plot):
    """Images in rows, or points in the plane; says how to switch it on, what it costs, and where it breaks labels."""

    name: ClassVar[str] = "augmented"
    title: ClassVar[str] = "Augmented"
    order: ClassVar[float] = 12
    place: ClassVar[Place] = "main"
    waiting: ClassVar[str] = "Choose data that can be augmented:\nwhat augmentation makes of them appears here."
    probe = staticmethod(augmented)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self._seen: Augmented | None = None
        self._epoch, self._ahead = 0.0, 0
        self.wall, self.cloud = AugmentedWall(look), Cloud(look)
        self._pictures = QStackedWidget()
        self._pictures.addWidget(self.wall)
        self._pictures.addWidget(self.cloud)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.cost = QLabel()
        self.cost.setProperty("role", "small")
        self.cost.setToolTip(self.tr("Measured while it trains, of the time that updates and scores take altogether."))
        self.cost.hide()
        self.switch = QPushButton(self.tr("Switch on"))
        self.switch.clicked.connect(self._switch_on)
        self._set_body(self._arranged())
        self._timer = QTimer(self, interval=EACH)
        self._timer.timeout.connect(self._look_ahead)

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return data.config.augments is not None

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._seen, self._ahead = None, 0
        images = data.task.image_shape is not None
        self._pictures.setCurrentIndex(0 if images else 1)
        if images:
            self.wall.show_images((), (), VARIANTS + 1)
        else:
            self.cloud.prepare(data)
        self._say_cost(None)
        self._describe()
        self._show_body()

    def follow(self, config: ExperimentConfig) -> None:
        self.look_again()

    def probe_now(self) -> Probe:
        return partial(augmented, ahead=self._ahead)

    def draw(self, history: RunHistory, values: Any) -> None:
        if len(history) and history.last("epoch") != self._epoch:
            # Training goes on by itself: the next look ahead waits its time, and begins at the epoch under way.
            self._epoch, self._ahead = history.last("epoch"), 0
            self._timer.stop()
            self._mind_the_timer()
        if values is None or values is self._seen:
            return
        self._seen = values
        self._paint()
        self._mind_the_timer()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self.wall.restyle(look)
        self.cloud.restyle(look)
        if self.data is not None:
            self._describe()
            self._paint()

    def table(self) -> Table:
        """A row an example and epoch, epoch 0 being the original: its raw features."""
        names = self.data.input_names[: self.data.task.n_features] if self.data is not None else ()
        return Table(("example", "epoch", *names), self._rows_of_table())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._mind_the_timer()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._mind_the_timer()

    def _rows_of_table(self) -> Iterator[tuple[Any, ...]]:
        seen = self._seen
        if seen is not None:
            for example in range(seen.examples.shape[1]):
                for epoch, features in zip((0, *seen.epochs), seen.examples[:, example], strict=True):
                    yield (example + 1, epoch, *np.round(features, 4).tolist())

    def _arranged(self) -> QWidget:
        body, below = QWidget(), QHBoxLayout()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pictures, 1)
        below.addWidget(self.note, 1)
        below.addWidget(self.switch)
        column.addLayout(below)
        column.addWidget(self.cost)
        return body

    def _paint(self) -> None:
        seen, data = self._seen, self.data
        if seen is None or data is None:
            return
        if data.task.image_shape is not None:
            captions = [self.tr("original"), *(self.tr("epoch %1").replace("%1", f"{e:,}") for e in seen.epochs)]
            self.wall.show_images([pictures(images, data) for images in seen.examples], captions, VARIANTS + 1)
        else:
            self.cloud.show_points(seen, data)
        self._say()

    def _say(self) -> None:
        """The sentence below: a warning, or how to begin, or what is seen."""
        assert self._seen is not None
        on, warnings = bool(self._seen.epochs), self._seen.warnings
        if not on:
            text = self.tr("Augmentation is off: every epoch sees the originals. Its strengths are in the Data panel.")
        else:
            text = " ".join(warnings) or self.tr("Only training sees them; losses and accuracies are of the originals.")
        role = "problem" if warnings else "small"
        if (text, role) != (self.note.text(), self.note.property("role")):
            self.note.setText(text)
            self.note.setProperty("role", role)
            # A changed property is looked at only when a widget is dressed anew.
            self.note.style().polish(self.note)
        self.switch.setVisible(not on)
        self._say_cost(self._seen.cost)

    def _say_cost(self, share: float | None) -> None:
        text = "" if share is None else self.tr("Augmenting takes %1 of an epoch.").replace("%1", whole_percent(share))
        if text != self.cost.text():
            self.cost.setText(text)
            self.cost.setVisible(bool(text))

    def _describe(self) -> None:
        """The legend; the wall has captions instead."""
        if self.data is None or self.data.task.image_shape is not None:
            self.header.legend.show_entries([], self.look)
        else:
            text = self.look.theme.text
            entries = [("original", "ring"), ("augmented", "disc")]
            self.header.legend.show_entries(
                [Entry(name, self.tr(name), text, sample, toggles=False) for name, sample in entries],  # type: ignore[arg-type]
                self.look,
            )
        self.header.place_legend()

    def _switch_on(self) -> None:
        """Ask for a little of what does no harm."""
        augmentation = self.data.config.augments if self.data is not None else None
        if augmentation is not None:
            self.wanted.emit(SetData("data.augmentation", augmentation.mild(), self.tr("Switch augmentation on")))

    def _mind_the_timer(self) -> None:
        on = self._seen is not None and bool(self._seen.epochs) and self.isVisible()
        if on != self._timer.isActive():
            self._timer.start() if on else self._timer.stop()

    def _look_ahead(self) -> None:
        self._ahead += 1
        self.look_again()
