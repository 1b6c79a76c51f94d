"""The composition root: builds the store, the runner, the theme and the window, and connects them.

Everything that exists once in the program is made here and passed on; no other module holds a global.
"""

import gc
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

import ffnn_gui
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.resources import resource

# isort: split
# PySide6 reads the source of each module imported after it: with the engine before, the start is 0.1 s quicker.
from PySide6.QtCore import QMessageLogContext, QSettings, QSize, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from ffnn_gui.session.store import Store
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.plots import PlotArea
from ffnn_gui.ui.plots.deck import Deck
from ffnn_gui.ui.theme import ThemeManager
from ffnn_gui.ui.window.layout import forget_layout
from ffnn_gui.worker import Runner

APP_ID = "org.ffnn.Playground"
START_SIZE = QSize(1280, 800)
LEAST_SIZE = QSize(1024, 640)
LARGE_SCREEN, SHARE = 1600, 0.9
SCREENLESS = ("offscreen", "minimal")
SCREENLESS_WINDOW = "This plugin does not support propagateSizeHints()"
FRAME = QSize(0, 40)
"""What a window's title bar takes, and is not part of its size."""

PICTURE_SIZE = QSize(1600, 900)

log = logging.getLogger(__name__)


def create_app(arguments: list[str] | None = None) -> QApplication:
    """The application object; the one that exists already, if there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(arguments or sys.argv[:1])
    app.setApplicationName("ffnn-playground")
    app.setApplicationDisplayName("FFNN Playground")
    app.setApplicationVersion(ffnn_gui.__version__)
    app.setOrganizationName("ffnn-playground")
    QGuiApplication.setDesktopFileName(APP_ID)
    app.setWindowIcon(QIcon(str(resource("icons", f"{APP_ID}.svg"))))
    return app


def create_window(config: ExperimentConfig | None = None, *, safe_mode: bool = False) -> MainWindow:
    """A window with an experiment loaded, not shown yet; in safe mode without anything remembered.

    Needs an application, see `create_app`. Closing the window stops its training thread.
    """
    app = create_app()
    config = config or ExperimentConfig.default()
    themes = ThemeManager(app)
    runner = Runner()
    window = MainWindow(Store(config), runner, themes, settings())
    for part in (runner, themes):
        part.setParent(window)
    window.resize(_start_size(app))
    if not safe_mode:
        window.restore()
    runner.load(config)
    return window


def _start_size(app: QApplication) -> QSize:
    """What suits the screen: most of a large one, all of a small one but for the title bar; at least what is usable."""
    if app.platformName() in SCREENLESS:
        return START_SIZE
    room = app.primaryScreen().availableSize()
    size = room * SHARE if room.width() > LARGE_SCREEN else START_SIZE.boundedTo(room - FRAME)
    return size.expandedTo(LEAST_SIZE)


def settings() -> QSettings:
    """Where layout, look and recent files are remembered; a plain file on every system."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "ffnn-playground", "ffnn-playground")


def run(session: Path | None = None, *, reset_layout: bool = False, safe_mode: bool = False) -> int:
    """Show the window until it is closed; returns the exit code."""
    app = create_app()
    if reset_layout:
        forget_layout(settings())
    window = create_window(safe_mode=safe_mode)
    _report_errors(window)
    show(window)
    if session is not None:
        # After the window is there: a refused file is told in it.
        QTimer.singleShot(0, window, lambda: window.open_path(session))
    return app.exec()


def show(window: MainWindow) -> None:
    """Show a window for as long as the program runs.

    What has been made up to here stays: a full collection that looked at it all would hold the window for 70 ms.
    """
    window.show()
    gc.freeze()
    gc.enable()
    # Else the first change would have to wait for it.
    QTimer.singleShot(0, window, ExperimentConfig.model_rebuild)


def picture(trainer: Trainer, history: RunHistory, path: Path) -> None:
    """Draw the plots of a finished run into a PNG. Raises OSError when it cannot be written."""
    before = qInstallMessageHandler(_pass_on)
    try:
        area = PlotArea(None, ThemeManager(create_app(), "light"))
        area.resize(PICTURE_SIZE)
        area.show_trainer(trainer, history)
        for deck in area.findChildren(Deck):
            deck.hide_tabs()
        area.save_picture(path)
    finally:
        qInstallMessageHandler(before)


def _pass_on(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Print what Qt has to say, but for what it says of every window where there is no screen."""
    if text != SCREENLESS_WINDOW:
        print(text, file=sys.stderr)


def _report_errors(window: MainWindow) -> None:
    """Tell errors that nobody expected in the window, with the details in the log; the program lives on."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("Unexpected error", exc_info=(kind, error, trace))
        QTimer.singleShot(0, window, lambda: window.experiment.report(f"Unexpected error: {kind.__name__}: {error}"))

    sys.excepthook = report
    threading.excepthook = lambda args: report(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)
