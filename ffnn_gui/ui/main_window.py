"""The main window: what one sets on the left, what comes out of it everywhere else, the run bar above.

It only puts the parts together; each part does its own work.
"""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget

from ffnn_gui.session.store import Store
from ffnn_gui.ui.panels import DataPanel, NetworkPanel, OptimizerPanel, Panel, RegularizationPanel
from ffnn_gui.ui.panels.readouts import detail_readouts, main_readouts
from ffnn_gui.ui.panels.run_bar import RunBar
from ffnn_gui.ui.plots import PlotArea
from ffnn_gui.ui.theme import ThemeManager
from ffnn_gui.ui.window.accordion import Accordion
from ffnn_gui.ui.window.actions import RUN_BAR, Actions
from ffnn_gui.ui.window.dock import FoldingDock
from ffnn_gui.ui.window.documents import Documents
from ffnn_gui.ui.window.experiment import Experiment
from ffnn_gui.ui.window.help import about_html, shortcuts_html, tell
from ffnn_gui.ui.window.keyboard import KeyboardFocus
from ffnn_gui.ui.window.layout import restore_layout, save_layout
from ffnn_gui.ui.window.looks import Looks
from ffnn_gui.ui.window.menus import RecentMenu, add_looks, build_menus
from ffnn_gui.ui.window.notice import Notice
from ffnn_gui.ui.window.questions import SUFFIX, Dialogues
from ffnn_gui.worker import Runner, RunState

PANELS = (DataPanel, NetworkPanel, OptimizerPanel, RegularizationPanel)
DOCK_WIDTH = 304
BY_IMPORTANCE = (RegularizationPanel, OptimizerPanel, DataPanel, NetworkPanel)
"""Which panels are folded first when the window is too low for all."""


class MainWindow(QMainWindow):
    """Attributes for driving it from outside: store, runner, plot_area, documents."""

    def __init__(self, store: Store, runner: Runner, themes: ThemeManager, settings: QSettings) -> None:
        super().__init__()
        self.store, self.runner, self.themes = store, runner, themes
        self._settings = settings
        self.plot_area = PlotArea(runner, themes)
        self.notice = Notice(themes)
        self.documents = Documents(store, runner, settings, Dialogues(self))
        self.experiment = Experiment(store, runner, self.notice, self)
        self.actions_ = Actions(themes, self)
        self._looks = Looks(themes, settings, self)
        self._focus = KeyboardFocus(self)
        self._build_centre()
        self._docks = {panel: self._add_dock(panel(store, themes)) for panel in PANELS}
        self._accordion = Accordion(self, [self._docks[panel] for panel in BY_IMPORTANCE], themes)
        self.run_bar = RunBar([self.actions_[name] for name in RUN_BAR], themes)
        self.addToolBar(self.run_bar)
        self._details = QLabel()
        self.statusBar().addPermanentWidget(self._details)
        self._build_menus()
        self._connect()
        self.setAcceptDrops(True)
        self.run_bar.stop_at.show_config(store.config)
        self._arranged = self._leaving = False
        self._default_state = self.saveState()
        self._show_title()
        self._show_numbers()

    # For driving the window from outside

    def open_session(self, path: str | Path) -> bool:
        """Open a session; False, with a notice, when it is refused. The open one stays untouched then."""
        return self.documents.load(Path(path))

    def save_session(self, path: str | Path) -> bool:
        """Save under a name; False, with a notice, when that failed."""
        return self.documents.save_to(Path(path))

    def restore(self) -> None:
        """Look as at the end of the last start."""
        self._looks.restore()
        self._arranged = restore_layout(self, self._settings)

    # Building

    def _build_centre(self) -> None:
        centre = QWidget()
        # The focus starts here, so that Space and the arrows run the experiment.
        centre.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(centre)
        gap = self.themes.metrics.gap
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addWidget(self.notice)
        column.addWidget(self.plot_area, 1)
        self.setCentralWidget(centre)
        centre.setFocus()

    def _add_dock(self, panel: Panel) -> FoldingDock:
        dock = FoldingDock(panel.title, panel.name, panel, self.themes)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        return dock

    def _build_menus(self) -> None:
        stack = self.store.undo_stack
        undo, redo = stack.createUndoAction(self), stack.createRedoAction(self)
        undo.setShortcuts([QKeySequence("Ctrl+Z")])
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        menus = build_menus(self, self.actions_, [undo, redo])
        menus["File"].insertMenu(self.actions_["save"], RecentMenu(self._settings, self._open, menus["File"]))
        menus["View"].addSeparator()
        menus["View"].addActions([dock.toggleViewAction() for dock in self._docks.values()])
        menus["View"].addSeparator()
        add_looks(menus["View"], self.themes, self._looks.choose)

    def _connect(self) -> None:
        documents, experiment, looks = self.documents, self.experiment, self._looks
        self.actions_.on({
            "new": documents.new, "open": documents.open, "save": documents.save, "save_as": documents.save_as,
            "quit": self.close, "run": self._toggle, "step": self._step, "epoch": self.runner.step_epoch,
            "reset": experiment.reset, "new_seed": experiment.new_seed, "projector": looks.toggle_projector,
            "larger": looks.larger, "smaller": looks.smaller, "default_layout": self._default_layout,
            "shortcuts": self._tell_shortcuts, "about": self._tell_about,
        })  # fmt: skip
        documents.title_changed.connect(self._show_title)
        documents.failed.connect(experiment.report)
        self.themes.changed.connect(self._arrange)
        self.runner.state_changed.connect(self._show_state)
        self.runner.prepared.connect(self._show_numbers)
        self.plot_area.frame_drawn.connect(self._show_numbers)
        self.run_bar.speed_changed.connect(self.runner.set_speed)
        self.run_bar.stop_at.wanted.connect(experiment.stop_at)
        self.run_bar.stop_at.objected.connect(experiment.object_to)
        self.store.changed.connect(self.run_bar.stop_at.show_config)

    # Doing

    def _toggle(self) -> None:
        if not self._focus.gives_space():
            self.experiment.toggle()

    def _step(self) -> None:
        if not self._focus.gives_right():
            self.runner.step_batch()

    def _open(self, path: Path) -> None:
        self.documents.open(path)

    def _default_layout(self) -> None:
        self.restoreState(self._default_state)
        self._arrange()
        self._accordion.unfold_all_that_fit()

    def _arrange(self) -> None:
        """Give the docks the width that their panels would have."""
        docks = list(self._docks.values())
        self.resizeDocks(docks, [self.themes.metrics.px(DOCK_WIDTH)] * len(docks), Qt.Orientation.Horizontal)
        self._arranged = True

    def _tell_shortcuts(self) -> None:
        tell(self, self.tr("Keyboard shortcuts"), shortcuts_html())

    def _tell_about(self) -> None:
        tell(self, self.tr("About"), about_html())

    # Showing

    def _show_state(self, state: RunState) -> None:
        self.actions_.set_running(state is RunState.RUNNING)
        self._show_numbers()

    def _show_numbers(self) -> None:
        self.run_bar.show_readouts(main_readouts(self.runner))
        text = "      ".join(f"{readout.caption} {readout.value}" for readout in detail_readouts(self.runner))
        if text != self._details.text():
            self._details.setText(text)

    def _show_title(self) -> None:
        suffix = self.tr(" (read-only)") if self.documents.read_only else ""
        self.setWindowTitle(f"{self.documents.name}{suffix}[*] – FFNN Playground")
        self.setWindowModified(self.documents.modified)

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        """Arrange the docks, unless they are as they were left."""
        super().showEvent(event)
        if not self._arranged:
            # The docks have their sizes only after this event.
            QTimer.singleShot(0, self, self._arrange)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, then stop and join the training thread before the window goes."""
        if self.documents.worth_asking and not self._leaving:
            event.ignore()
            self.documents.close_later(self._leave)
            return
        save_layout(self, self._settings)
        self.runner.shutdown()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take session files."""
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the dropped session."""
        path = self._dropped(event)
        if path is not None:
            self.documents.open(path)

    def _leave(self) -> None:
        self._leaving = True
        self.close()

    @staticmethod
    def _dropped(event: QDropEvent) -> Path | None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return paths[0] if len(paths) == 1 and paths[0].suffix == SUFFIX else None
