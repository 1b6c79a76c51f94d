"""What the program must ask a person about files: through dialogues here, through a stand-in in tests."""

from pathlib import Path
from typing import Literal, Protocol

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

SUFFIX = ".ffnn"
Answer = Literal["save", "discard", "cancel"]


class Questions(Protocol):
    """Asks, and returns the answer; None means that the person thought better of it."""

    def file_to_open(self, folder: Path) -> Path | None:
        """Which session to open."""

    def file_to_save(self, suggestion: Path) -> Path | None:
        """Where to save."""

    def save_changes(self, name: str) -> Answer:
        """Whether unsaved changes are to be saved."""


class Dialogues:
    """Asks with the desktop's dialogues over a window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def file_to_open(self, folder: Path) -> Path | None:
        """Which session to open."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open session", str(folder), FILTER)
        return Path(name) if name else None

    def file_to_save(self, suggestion: Path) -> Path | None:
        """Where to save; the suffix is added where it is missing."""
        name, _ = QFileDialog.getSaveFileName(self._window, "Save session", str(suggestion), FILTER)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(SUFFIX)

    def save_changes(self, name: str) -> Answer:
        """Save, Discard or Cancel."""
        button = QMessageBox.StandardButton
        chosen = QMessageBox.warning(
            self._window,
            "Unsaved changes",
            f"“{name}” has changes that are not saved.",
            button.Save | button.Discard | button.Cancel,
            button.Save,
        )
        answers: dict[QMessageBox.StandardButton, Answer] = {button.Save: "save", button.Discard: "discard"}
        return answers.get(chosen, "cancel")


FILTER = f"Sessions (*{SUFFIX});;All files (*)"
