"""All plots of the run, and the frame timer that draws them: signals append, this timer draws.

In each tick it draws what is seen and new, then asks for the next snapshot and lets the worker train until shortly
before the next tick.
"""

import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.ui.plots import kinds
from ffnn_gui.ui.plots.base import Plot
from ffnn_gui.ui.plots.deck import Places
from ffnn_gui.ui.plots.export import save_png
from ffnn_gui.ui.plots.frames import TICK, FrameClock
from ffnn_gui.ui.plots.guard import Guard
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.probing import Timed, seconds_of, timed
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.plots.turns import Turns
from ffnn_gui.ui.theme import ThemeManager
from ffnn_gui.worker import Runner, RunState, Snapshot

HIDDEN_TICK = 0.4
"""Seconds between two ticks while nothing is seen; less than the worker's grant for that time."""


class PlotArea(QWidget):
    """The plots of a runner's run, laid out: the network large, output and loss beside it, the others below.

    Attributes: plots: those made so far, by name; a plot is made when its page is turned to for the first time
    Signals: frame_drawn(): once a frame, after what is new is on the screen; the others are the plots': said, failed,
    mended and wanted (`Plot`)
    """

    frame_drawn = Signal()
    said = Signal(str)
    failed = Signal(str)
    mended = Signal(str)
    wanted = Signal(object)

    def __init__(self, runner: Runner | None, themes: ThemeManager, parent: QWidget | None = None) -> None:
        """Without a runner it shows what `show_trainer` is given."""
        super().__init__(parent)
        self.plots: dict[str, Plot] = {}
        self.selection = Selection(self)
        self._runner = runner
        self._themes = themes
        self._look = Look(themes.theme, themes.metrics)
        self._data: PreparedData | None = None
        self._config: ExperimentConfig | None = None
        self._settings: ExperimentConfig | None = None
        self._values: Mapping[str, object] = {}
        self._dirty = self._stale = False
        self._asking, self._asked = set[str](), dict[str, Timed]()
        self._clock, self._turns, self._ticked = FrameClock(), Turns(), 0.0
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._grant = QTimer(self, singleShot=True, interval=0)
        self._grant.timeout.connect(self._grant_time)
        self._guard = Guard(self.failed.emit)
        self._places = Places(self._plot)
        QVBoxLayout(self).addWidget(self._places)
        self._space_out()
        themes.changed.connect(self._follow_theme)
        self._deal_out()
        for deck in self._places.decks.values():
            # What comes to light was not probed while nobody saw it.
            deck.turned.connect(self._wake)
        if runner is not None:
            runner.prepared.connect(self._begin)
            runner.epoch_finished.connect(self._note_epochs)
            runner.snapshot_ready.connect(self._take)
            runner.state_changed.connect(self._note_state)
            runner.rested.connect(self._wake)
            runner.edited.connect(self._wake)
            if runner.data is not None:
                self._begin()

    # What is shown

    def turn_to(self, name: str) -> bool:
        """Turn to the page of a plot; False when there is none of that name for the data."""
        return any(deck.turn_to(name) for deck in self._places.decks.values())

    def visible_plots(self) -> dict[str, Plot]:
        """The plots that suit the data and can be seen."""
        return {name: plot for name, plot in self.plots.items() if plot.isVisibleTo(self) and self._suits(type(plot))}

    def _working_plots(self) -> dict[str, Plot]:
        """The visible plots that have not failed."""
        return {name: plot for name, plot in self.visible_plots().items() if self._guard.allows(plot)}

    def show_run(self, data: PreparedData, config: ExperimentConfig) -> None:
        """Forget the run before and prepare the plots that suit the data."""
        self._data, self._values = data, {}
        self._clock.forget()
        self.selection.forget()
        self._guard.forgive()
        self._config = config
        for plot in self.plots.values():
            self._prepare(plot)
        self._deal_out()

    @Slot(object)
    def follow(self, config: ExperimentConfig) -> None:
        """Tell the plots what is set, which may wait for a reset while the run goes on as before."""
        self._settings = config
        for plot in self.plots.values():
            self._guard.call(plot, partial(plot.follow, config))

    def show_trainer(self, trainer: Trainer, history: RunHistory) -> None:
        """Show a trainer and its history at once, probed in this thread."""
        self.show_run(trainer.data, trainer.config)
        if not self.isVisible():
            # What a plot draws depends on its size, which an area that nobody sees does not have yet.
            self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            self.show()
        plots = self._working_plots()
        values = {name: probe(trainer) for name, probe in timed(plots).items()}
        for name, plot in plots.items():
            self._guard.call(plot, partial(plot.draw, history, values.get(name)))

    def save_picture(self, path: Path) -> None:
        """Write all plots as one PNG with twice the pixels; raises OSError when it cannot be written."""
        save_png(self, path)

    def set_theme(self, look: Look) -> None:
        """Take over another theme or scale."""
        self._look = look
        for plot in self.plots.values():
            self._guard.call(plot, partial(plot.restyle, look))
        self._space_out()

    # What the runner tells

    @Slot()
    def _begin(self) -> None:
        runner = self._runner
        assert runner is not None
        if runner.data is not None:
            self.show_run(runner.data, runner.run_config)
        self._wake()

    @Slot(object)
    def _note_epochs(self, reports: object) -> None:
        self._wake()

    @Slot(object)
    def _note_state(self, state: object) -> None:
        self._wake()

    @Slot(object)
    def _take(self, snapshot: Snapshot) -> None:
        self._values = {**self._values, **snapshot.values}
        self._clock.answered(seconds_of(self._asked), snapshot.left)
        self._asking |= snapshot.left
        self._dirty = True
        self._start_timer()

    # Frames

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wake()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._start_timer()

    def _wake(self) -> None:
        """There is something new: draw it, and probe again."""
        self._dirty = self._stale = self._data is not None
        self._start_timer()

    def _look_again(self, name: str) -> None:
        """One plot alone wants to see something else: probe for it, however often it wants that."""
        if self._data is not None:
            self._asking.add(name)
            self._dirty = True
        self._start_timer()

    def _start_timer(self) -> None:
        seconds = TICK if self._seen() else HIDDEN_TICK
        if self._runner is not None and (not self._timer.isActive() or self._timer.interval() != int(seconds * 1000)):
            self._timer.start(int(seconds * 1000))

    def _seen(self) -> bool:
        return self.isVisible() and not self.window().isMinimized()

    @Slot()
    def _tick(self) -> None:
        tick, runner = time.perf_counter(), self._runner
        self._ticked = tick
        assert runner is not None
        if not self._seen():
            self._start_timer()
            runner.grant_hidden()
            return
        self._start_timer()
        running = runner.state is RunState.RUNNING
        if (running or self._dirty) and self._clock.may_draw(tick):
            self._frame(tick, everything=not running)
        # At rest probes keep nobody waiting, and the last one must see the weights as they stay.
        if running or self._stale or self._asking:
            self._ask(tick, everything=not running)
        if running:
            self._grant.start()
        elif not (self._dirty or self._stale or self._asking):
            # Nothing moves: no tick until somebody wakes the area, and no grant that a single step would wait for.
            self._timer.stop()
            runner.set_paced(False)

    @Slot()
    def _grant_time(self) -> None:
        """Let the worker train up to the next tick; clicks that came while the frame was drawn have gone before."""
        if self._runner is not None and self._runner.state is RunState.RUNNING:
            self._runner.grant_frame(self._clock.grant_end(self._ticked, time.perf_counter()))

    def _frame(self, tick: float, *, everything: bool) -> None:
        self._clock.drew(tick)
        self._dirty = False
        plots = self._working_plots()
        # At rest nobody waits for the time that drawing takes, and everything must be seen as it stays.
        for name in plots if everything else self._turns.take(plots):
            self._draw(plots[name])
        self.frame_drawn.emit()

    def _draw(self, plot: Plot) -> None:
        """Draw a plot and paint it now, so that painting is over before the worker trains again."""
        assert self._runner is not None
        self._guard.call(plot, partial(plot.draw, self._runner.history, self._values.get(plot.name)))
        plot.flush()
        QCoreApplication.sendPostedEvents(plot.window(), QEvent.Type.UpdateRequest.value)

    def _ask(self, tick: float, *, everything: bool) -> None:
        """Ask for what the visible plots see, in one request; while training, only where it is not too soon."""
        assert self._runner is not None
        plots = self._working_plots()
        if not everything:
            due = self._clock.due({name: plot.weight for name, plot in plots.items() if plot.probe is not None}, tick)
        else:
            due = set(plots) if self._stale else self._asking
        probes = timed({name: plot for name, plot in plots.items() if name in due})
        if self._runner.data is None or (everything and not probes):
            self._stale = False
            self._asking.clear()
        elif probes and self._runner.request_snapshot(probes):
            self._stale = False
            self._asking -= set(probes)
            self._clock.asked(probes, tick)
            self._asked = probes

    # Plots and their places

    def _deal_out(self) -> None:
        """Show the kinds that suit the data; before there are any, all but those of the output."""
        self._places.show_kinds([kind for kind in kinds.found() if self._suits(kind)])

    def _suits(self, kind: type[Plot]) -> bool:
        return kind.place != "output" if self._data is None else kind.suits(self._data)

    def _plot(self, kind: type[Plot]) -> Plot:
        """A new plot, when its page is turned to for the first time."""
        plot = self.plots[kind.name] = kind(self._look, self.selection)
        plot.said.connect(self.said)
        plot.failed.connect(self.failed)
        plot.mended.connect(self.mended)
        plot.wanted.connect(self.wanted)
        plot.stale.connect(partial(self._look_again, kind.name))
        self._prepare(plot)
        if self._settings is not None:
            self._guard.call(plot, partial(plot.follow, self._settings))
        self._wake()
        return plot

    def _prepare(self, plot: Plot) -> None:
        if self._data is None or self._config is None:
            return
        if plot.suits(self._data):
            self._guard.call(plot, partial(plot.prepare, self._data, self._config))
        else:
            plot.show_empty(self.tr("Not for this data."))

    def _follow_theme(self) -> None:
        self.set_theme(Look(self._themes.theme, self._themes.metrics))

    def _space_out(self) -> None:
        gap = self._look.metrics.gap
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(gap, gap, gap, gap)
        self._places.space_out(self._look)
