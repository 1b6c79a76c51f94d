"""A person who answers every question in the same way, for tests of what hangs on the answers."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ffnn_gui.data.imported import FromFile
from ffnn_gui.ui.window.questions import Answer


class Person:
    """Answers with what it was made with, and remembers what it was asked."""

    def __init__(self, *, opens: Path | None = None, saves: Path | None = None, changes: Answer = "cancel") -> None:
        self.opens, self.saves, self.changes = opens, saves, changes
        self.gives: Path | None = None
        self.asked: list[str] = []

    def file_to_open(self, folder: Path) -> Path | None:
        self.asked.append("open")
        return self.opens

    def file_to_save(self, suggestion: Path) -> Path | None:
        self.asked.append("save")
        return self.saves

    def file_to_import(self, folder: Path) -> Path | None:
        self.asked.append("import")
        return self.opens

    def folder_to_import(self, folder: Path) -> Path | None:
        self.asked.append("import folder")
        return self.opens

    def data_file(self, data: FromFile, known: Sequence[Path], answered: Callable[[Path | None], None]) -> None:
        found = next((path for path in known if path.exists()), None)
        self.asked.append(f"data {data.source} in {found.parent.name if found else 'no folder'}")
        answered(self.gives)

    def save_changes(self, name: str) -> Answer:
        self.asked.append(f"changes of {name}")
        return self.changes

    def save_before_closing(self, name: str, answered: Callable[[Answer], None]) -> None:
        answered(self.save_changes(name))
