"""Files that are dropped on the window: which of them can be opened."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

from ffnn_gui.ui.window.questions import SUFFIX


def dropped_session(event: QDropEvent) -> Path | None:
    """The session that is dropped; None when it is something else, or more than one file."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() == SUFFIX else None
