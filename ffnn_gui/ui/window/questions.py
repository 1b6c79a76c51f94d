"""What the program must ask a person about files: through dialogues here, through a stand-in in tests."""

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import Literal, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from ffnn_gui.data.imported import FromFile
from ffnn_gui.data.importing.formats import importers
from ffnn_gui.data.importing.problems import shown

SUFFIX = ".ffnn"
Answer = Literal["save", "discard", "cancel"]


class Questions(Protocol):
    """Asks, and returns the answer; None means that the person thought better of it."""

    def file_to_open(self, folder: Path) -> Path | None:
        """Which session to open."""

    def file_to_save(self, suggestion: Path) -> Path | None:
        """Where to save."""

    def file_to_import(self, folder: Path) -> Path | None:
        """Which data file to import."""

    def folder_to_import(self, folder: Path) -> Path | None:
        """Which folder of images to import."""

    def data_file(self, data: FromFile, known: Sequence[Path], answered: Callable[[Path | None], None]) -> None:
        """Whether to open the file that a session's data come from, here or elsewhere: `answered` is called later.

        known: where it should be, first beside the session, then where it was the last time if that is remembered. The
        answer None: it is not to be opened.
        """

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

    def file_to_import(self, folder: Path) -> Path | None:
        """Which data file to import."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Import data", str(folder), data_filter())
        return Path(name) if name else None

    def folder_to_import(self, folder: Path) -> Path | None:
        """Which folder of images to import."""
        title = "Import a folder with one sub-folder of images a class"
        name = QFileDialog.getExistingDirectory(self._window, title, str(folder))
        return Path(name) if name else None

    def data_file(self, data: FromFile, known: Sequence[Path], answered: Callable[[Path | None], None]) -> None:
        """Open, Locate or not, while the program goes on."""
        found = next((path for path in known if path.exists()), None)
        text = f"The session learns data of its own from “{data.source}”, {_where(data.source, known, found)}"
        box = QMessageBox(QMessageBox.Icon.Question, "Data of the session", text, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        roles = QMessageBox.ButtonRole
        accept = box.addButton("Open data", roles.AcceptRole) if found else None
        locate = box.addButton("Locate…", roles.ActionRole)
        box.setEscapeButton(box.addButton("Do not open", roles.RejectRole))
        box.setDefaultButton(accept or locate)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def answer() -> None:
            clicked = box.clickedButton()
            if clicked is locate:
                ask = self.folder_to_import if data.recipe.kind == "folder" else self.file_to_import
                folders = (path.parent for path in (found, *known) if path is not None)
                answered(ask(next(filter(Path.is_dir, folders), Path.home())))
            else:
                answered(found if accept is not None and clicked is accept else None)

        box.finished.connect(answer)
        box.open()

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
        # Not every desktop gives its standard buttons keys.
        for standard, words in ((button.Save, "&Save"), (button.Discard, "&Discard"), (button.Cancel, "&Cancel")):
            box.button(standard).setText(words)
        return box


ANSWERS: dict[QMessageBox.StandardButton, Answer] = {
    QMessageBox.StandardButton.Save: "save",
    QMessageBox.StandardButton.Discard: "discard",
}


def _where(source: str, known: Sequence[Path], found: Path | None) -> str:
    """The end of the sentence about a session's data: where they are, or where they are not any more."""
    if found is not None:
        # The same data may have been read from a file of another name since.
        called = "" if found.name == PurePosixPath(source).name else f"the last time from “{shown(found.name)}”, "
        return f"{called}in the folder\n{found.parent}\nOpen it?"
    beside, *before = dict.fromkeys(path.parent for path in known)
    where = f"which is not in the session's folder\n{beside}"
    return "\nnor where it was the last time,\n".join([where, *map(str, before[:1])]) + "\nWhere is it now?"


def data_filter() -> str:
    """The files that can be imported, for a file dialogue."""
    kinds = [(importer.label, importer.suffixes) for importer in importers() if importer.suffixes]
    everything = " ".join(f"*{suffix}" for _, suffixes in kinds for suffix in suffixes)
    each = [f"{label.partition('(')[0].strip()} ({' '.join(f'*{end}' for end in ends)})" for label, ends in kinds]
    return ";;".join([f"Data ({everything})", *each, "All files (*)"])


FILTER = f"Sessions (*{SUFFIX});;All files (*)"
