"""The main window: what one sets on the left, what comes out of it everywhere else, the run bar above.

It only puts the parts together; each part does its own work.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget

from ffnn_gui.session.store import Store
from ffnn_gui.ui.panels import DataPanel, NetworkPanel, OptimizerPanel, RegularizationPanel
from ffnn_gui.ui.panels.run_bar import RunBar
from ffnn_gui.ui.plots import PlotArea
from ffnn_gui.ui.theme import ThemeManager
from ffnn_gui.ui.window.actions import REDO, RUN_BAR, UNDO, Actions
from ffnn_gui.ui.window.docks import Docks
from ffnn_gui.ui.window.documents import Documents
from ffnn_gui.ui.window.dropping import Dropping, is_data
from ffnn_gui.ui.window.edits import Edits
from ffnn_gui.ui.window.examples import Examples
from ffnn_gui.ui.window.experiment import Experiment
from ffnn_gui.ui.window.given_up import GivenUp
from ffnn_gui.ui.window.guide import Guide
from ffnn_gui.ui.window.help import tell_about, tell_shortcuts
from ffnn_gui.ui.window.importing import Importing
from ffnn_gui.ui.window.keyboard import KeyboardFocus
from ffnn_gui.ui.window.looks import Looks
from ffnn_gui.ui.window.menus import RecentMenu, add_looks, build_menus
from ffnn_gui.ui.window.notice import Notice
from ffnn_gui.ui.window.numbers import Numbers
from ffnn_gui.ui.window.pages import Pages
from ffnn_gui.ui.window.questions import Dialogues
from ffnn_gui.worker import Runner, RunState

PANELS = (DataPanel, NetworkPanel, OptimizerPanel, RegularizationPanel)
BY_IMPORTANCE = tuple(panel.name for panel in (RegularizationPanel, OptimizerPanel, DataPanel, NetworkPanel))
"""Which panels are folded first when the window is too low for all."""


class MainWindow(QMainWindow):
    """Attributes for driving it from outside: store, runner, plot_area, documents."""

    def __init__(self, store: Store, runner: Runner, themes: ThemeManager, settings: QSettings) -> None:
        super().__init__()
        self.store, self.runner, self.themes = store, runner, themes
        self._settings = settings
        self.plot_area = PlotArea(runner, themes)
        self.notice, self.guide = Notice(themes), Guide(themes)
        ask = Dialogues(self)
        self.documents = Documents(store, runner, settings, ask, self)
        self._given_up = GivenUp(self.documents, runner, self.notice, self)
        self.experiment = Experiment(store, runner, self.notice, self._given_up, self)
        self.importing = Importing(self.documents.data_files, store, self.notice, themes, ask, self)
        self.edits = Edits(store, runner, self.notice, self)
        Pages(store, runner, self.documents, self.notice, self.plot_area.turn_to, self)
        self.actions_ = Actions(themes, self)
        self._looks = Looks(themes, settings, self)
        self._build_centre()
        self.run_bar = RunBar([self.actions_[name] for name in RUN_BAR], themes)
        self.addToolBar(self.run_bar)
        self._docks = Docks(self, PANELS, BY_IMPORTANCE, lambda panel: panel(store, themes), themes)
        details = QLabel()
        # In full screen there is no size grip, and the last figure would touch the edge of the screen.
        details.setContentsMargins(0, 0, themes.metrics.gap, 0)
        self.statusBar().addPermanentWidget(details)
        self._numbers = Numbers(runner, self.run_bar, details, self)
        self._build_menus()
        self._connect()
        Dropping(self, self.notice, self.open_path)
        self.run_bar.stop_at.show_config(store.config)
        self.plot_area.follow(store.config)
        self._leaving = self._remembers = False
        self._show_title()

    # For driving the window from outside

    def open_session(self, path: str | Path) -> bool:
        """Open a session; False, with a notice, when it is refused. The open one stays untouched then."""
        return self.documents.load(Path(path))

    def open_path(self, path: Path) -> None:
        """Open a session, or show what a data file holds."""
        self.importing.open(path) if is_data(path) else self.documents.open(path)

    def save_session(self, path: str | Path) -> bool:
        """Save under a name; False, with a notice, when that failed."""
        return self.documents.save_to(Path(path))

    def restore(self) -> None:
        """Look as at the end of the last start, and remember this one's end."""
        self._looks.restore()
        self._remembers = True
        self._docks.restore(self._settings)

    # Building

    def _build_centre(self) -> None:
        centre = QWidget()
        # The focus starts here, so that Space and the arrows run the experiment.
        centre.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.guide)
        column.addWidget(self.plot_area, 1)
        self.notice.float_over(self.plot_area)
        self.setCentralWidget(centre)
        centre.setFocus()

    def _build_menus(self) -> None:
        stack = self.store.undo_stack
        undo, redo = stack.createUndoAction(self), stack.createRedoAction(self)
        undo.setShortcuts(UNDO.sequences())
        redo.setShortcuts(REDO.sequences())
        menus = build_menus(self, self.actions_, [undo, redo])
        menus["File"].insertMenu(self.actions_["import"], RecentMenu(self._settings, self.open_path, menus["File"]))
        examples = Examples(
            self.documents, self.store, self.runner, self.guide, self.run_bar, self.plot_area.turn_to, menus["File"]
        )
        menus["File"].insertMenu(self.actions_["import"], examples.menu)
        menus["View"].addSeparator()
        menus["View"].addActions([*self._docks.toggles, examples.words])
        menus["View"].addSeparator()
        add_looks(menus["View"], self.themes, self._looks.choose)

    def _connect(self) -> None:
        documents, experiment, looks = self.documents, self.experiment, self._looks
        self.actions_.on({
            "new": documents.new, "open": documents.open, "save": documents.save, "save_as": documents.save_as,
            "quit": self.close, "run": self.runner.toggle, "step": self.runner.step_batch,
            "epoch": self.runner.step_epoch, "reset": experiment.reset, "new_seed": experiment.new_seed,
            "bring_back": self._given_up.bring_back,
            "projector": looks.toggle_projector, "larger": looks.larger, "smaller": looks.smaller,
            "panels": looks.toggle_panels,
            "default_layout": self._docks.show_default, "shortcuts": partial(tell_shortcuts, self),
            "about": partial(tell_about, self), **self.importing.commands,
        })  # fmt: skip
        focus = KeyboardFocus(self)
        letter_r = partial(focus.gives_letter, Qt.Key.Key_R)
        self.actions_.claim({"run": focus.gives_space, "step": focus.gives_right, "reset": letter_r})
        documents.title_changed.connect(self._show_title)
        self._given_up.changed.connect(self._offer_given_up)
        self._offer_given_up()
        self.plot_area.said.connect(self.statusBar().showMessage)
        self.plot_area.failed.connect(experiment.report)
        self.plot_area.mended.connect(experiment.withdraw)
        self.plot_area.wanted.connect(self.edits.carry_out)
        documents.failed.connect(experiment.report)
        documents.mended.connect(experiment.withdraw)
        documents.said.connect(self.statusBar().showMessage)
        documents.shown.connect(experiment.forget_errors)
        experiment.waiting.connect(self.actions_.set_waiting)
        experiment.waiting.connect(self.run_bar.show_waiting)
        self.runner.state_changed.connect(self._show_state)
        self.plot_area.frame_drawn.connect(self._numbers.follow)
        self.run_bar.speed_changed.connect(self.runner.set_speed)
        self.run_bar.stop_at.wanted.connect(experiment.stop_at)
        self.run_bar.stop_at.objected.connect(experiment.object_to)
        self.store.changed.connect(self.run_bar.stop_at.show_config)
        self.store.changed.connect(self.plot_area.follow)

    # Showing

    def _show_state(self, state: RunState) -> None:
        self.actions_.set_running(state is RunState.RUNNING)

    def _offer_given_up(self) -> None:
        self.actions_["bring_back"].setEnabled(self._given_up.there)

    def _show_title(self) -> None:
        suffix = self.tr(" (read-only)") if self.documents.read_only else ""
        title, modified = f"{self.documents.name}{suffix}[*] – FFNN Playground", self.documents.modified
        # Setting them costs, even when they stay the same, and every report of training asks for it.
        if (title, modified) != (self.windowTitle(), self.isWindowModified()):
            self.setWindowTitle(title)
            self.setWindowModified(modified)

    # Events

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, then stop and join the training thread before the window goes."""
        if self.documents.modified and not self._leaving:
            event.ignore()
            self.documents.close_later(self._leave)
            return
        self._looks.leave_projector()
        if self._remembers:
            self._docks.save(self._settings)
        self.importing.shutdown()
        self.runner.shutdown()
        event.accept()

    def _leave(self) -> None:
        self._leaving = True
        self.close()
