"""Files that are dropped on the window or named at the start: sessions are opened, data are imported.

What is neither is told, since a pointer that says "no" tells nobody why.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from ffnn_gui.data.importing import looks_like_data
from ffnn_gui.data.importing.image_files import SUFFIXES
from ffnn_gui.ui.drops import accept_copy
from ffnn_gui.ui.window.notice import Notice
from ffnn_gui.ui.window.questions import SUFFIX

TOPIC = "drop"
WANTED = (
    f"Drop one at a time: a session ({SUFFIX}), a table, a NumPy or IDX file (IDX images with their labels), "
    "or a folder with a sub-folder of images for each class."
)


class Dropping(QObject):
    """Takes files that are dropped on `window` and passes the one to open on."""

    def __init__(self, window: QWidget, notice: Notice, open_path: Callable[[Path], object]) -> None:
        super().__init__(window)
        self._notice, self._open = notice, open_path
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files as soon as they are over the window, and hear of them when they are dropped."""
        if not isinstance(event, QDropEvent) or event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            return False
        paths = _paths(event.mimeData())
        if paths and accept_copy(event) and event.type() is QEvent.Type.Drop:
            # The program that the file comes from waits until this event is over: no question may be asked in it.
            QTimer.singleShot(0, self, partial(self._take, paths))
        return bool(paths)

    def _take(self, paths: list[Path]) -> None:
        path = _wanted(paths)
        if path is None:
            self._notice.say(TOPIC, f"{_refusal(paths)} {WANTED}", wrong=True)
        else:
            self._notice.take_back(TOPIC)
            self._open(path)


def is_data(path: Path) -> bool:
    """Whether a path is to be imported, and not opened as a session."""
    return path.suffix.lower() != SUFFIX and looks_like_data(path)


def _paths(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def _wanted(paths: list[Path]) -> Path | None:
    """The session, data file or folder among them; None when it is something else, or more than one."""
    if len(paths) == 2 and all("-ubyte" in path.name for path in paths):
        paths = paths[:1]  # a pair of images and labels, of which either finds the other
    known = len(paths) == 1 and (paths[0].suffix.lower() == SUFFIX or looks_like_data(paths[0]))
    return paths[0] if known else None


def _refusal(paths: list[Path]) -> str:
    if len(paths) > 1:
        return f"{len(paths):,} files at once are more than can be opened."
    if paths[0].suffix.lower() in SUFFIXES:
        return f"“{paths[0].name}” is a single picture: drop it on the pad of Try it to have it answered."
    return f"“{paths[0].name}” is neither a session nor data that can be imported."
