"""What the program must ask a person about files: through dialogues here, through a stand-in in tests."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol

from PySide6.QtCore import Qt
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

    def save_before_closing(self, name: str, answered: Callable[[Answer], None]) -> None:
        """The same without waiting: `answered` is called later."""


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
        box = self._box(name)
        return ANSWERS.get(QMessageBox.StandardButton(box.exec()), "cancel")

    def save_before_closing(self, name: str, answered: Callable[[Answer], None]) -> None:
        """Save, Discard or Cancel, while the program goes on."""
        box = self._box(name)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(lambda code: answered(ANSWERS.get(QMessageBox.StandardButton(code), "cancel")))
        box.open()

    def _box(self, name: str) -> QMessageBox:
        icon, button = QMessageBox.Icon.Warning, QMessageBox.StandardButton
        text = f"“{name}” has changes that are not saved."
        buttons = button.Save | button.Discard | button.Cancel
        box = QMessageBox(icon, "Unsaved changes", text, buttons, self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setDefaultButton(button.Save)
        return box


ANSWERS: dict[QMessageBox.StandardButton, Answer] = {
    QMessageBox.StandardButton.Save: "save",
    QMessageBox.StandardButton.Discard: "discard",
}
FILTER = f"Sessions (*{SUFFIX});;All files (*)"
