"""Files that are dropped on the window or named at the start: sessions are opened, data are imported."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

from ffnn_gui.data.importing import looks_like_data
from ffnn_gui.ui.window.questions import SUFFIX


def dropped_path(event: QDropEvent) -> Path | None:
    """The session, data file or folder that is dropped; None when it is something else, or more than one."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    if len(paths) == 2 and all("-ubyte" in path.name for path in paths):
        paths = paths[:1]  # a pair of images and labels, of which either finds the other
    known = len(paths) == 1 and (paths[0].suffix.lower() == SUFFIX or looks_like_data(paths[0]))
    return paths[0] if known else None


def is_data(path: Path) -> bool:
    """Whether a path is to be imported, and not opened as a session."""
    return path.suffix.lower() != SUFFIX and looks_like_data(path)
