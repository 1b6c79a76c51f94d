"""Import as a command: ask for a file or take the one dropped, show what it holds, and learn it when that is wanted."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays, Importer, ImportProblem
from ffnn_gui.schema import ConfigError
from ffnn_gui.session.store import Store
from ffnn_gui.ui.theme import ThemeManager
from ffnn_gui.ui.window.data_files import DataFiles
from ffnn_gui.ui.window.notice import Notice, Offer
from ffnn_gui.ui.window.questions import Questions
from ffnn_gui.worker.jobs import Jobs

if TYPE_CHECKING:
    from ffnn_gui.ui.importing.dialog import ImportDialog

TOPIC, READING = "import", "reading"


class Importing(QObject):
    """Attribute: dialog, the dialogue that is open, or None. One at a time: another file takes its place."""

    def __init__(
        self, data_files: DataFiles, store: Store, notice: Notice, themes: ThemeManager, ask: Questions, window: QWidget
    ) -> None:
        super().__init__(window)
        self._data_files, self._store, self._notice = data_files, store, notice
        self._themes, self._ask, self._window = themes, ask, window
        self._jobs = Jobs(self)
        self.dialog: ImportDialog | None = None
        data_files.reading.connect(self._tell)

    @property
    def commands(self) -> dict[str, Callable[[], object]]:
        """What its entries of the menu do."""
        return {"import": self.choose_file, "import_folder": self.choose_folder}

    def choose_file(self) -> None:
        """Ask for a data file and show what it holds."""
        path = self._ask.file_to_import(self._data_files.last_folder())
        if path is not None:
            self.open(path)

    def choose_folder(self) -> None:
        """Ask for a folder of images and show what it holds."""
        path = self._ask.folder_to_import(self._data_files.last_folder())
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Show what a file or folder holds; nothing is replaced before the person says so."""
        # Loaded when it is first wanted: a window that imports nothing starts without it.
        from ffnn_gui.ui.importing.dialog import ImportDialog

        self._close()
        self.dialog = ImportDialog(path, self._jobs, self._themes, self._window)
        self.dialog.accepted_data.connect(self._take)
        self.dialog.another_wanted.connect(self._choose_again)
        self.dialog.finished.connect(self._gone)
        self.dialog.show()

    @Slot()
    def _choose_again(self) -> None:
        """Ask for another file beside the one that is shown, which stays until there is one."""
        if self.dialog is not None:
            shown = self.dialog.path
            path = self._ask.file_to_import(shown if shown.is_dir() else shown.parent)
            if path is not None:
                self.open(path)

    def shutdown(self) -> None:
        """Close the dialogue, give up what is being read, and wait for the threads to end."""
        self._close()
        self._jobs.shutdown()
        self._data_files.shutdown()

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.close()

    @Slot(object, object, object)
    def _take(self, arrays: ImportedArrays, importer: Importer, path: Path) -> None:
        try:
            data = shelved(arrays, importer, path)
            self._store.set("data", data, text=f"Import “{data.source}”")
        except (ConfigError, ImportProblem) as error:
            self._notice.say(TOPIC, f"“{path.name}” was not imported. {error}", wrong=True)
            return
        self._data_files.remember(data.digest, path)
        self._notice.take_back(TOPIC)

    @Slot()
    def _gone(self) -> None:
        self.dialog = None

    @Slot(str, float)
    def _tell(self, name: str, share: float) -> None:
        text = f"Reading “{name}”: {share:.0%}"
        if not name:
            self._notice.take_back(READING)
        elif share:
            self._notice.update_text(READING, text)
        else:
            self._notice.say(READING, text, Offer("Cancel", self._data_files.give_up))
