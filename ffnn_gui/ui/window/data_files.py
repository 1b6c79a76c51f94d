"""The data files of sessions that are opened: nothing is read before the person has seen its name and folder.

Where a file was the last time is remembered on this computer, and not in the session, which others get to see.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

from ffnn_gui.data.imported import FromFile, again
from ffnn_gui.data.importing import ImportProblem
from ffnn_gui.session.data_files import beside
from ffnn_gui.ui.window.questions import Questions
from ffnn_gui.worker.jobs import Jobs

PLACES, MOST_PLACES = "data_files", 50
Then = Callable[[str], object]


class DataFiles(QObject):
    """Signal: reading(name), this file is being read; an empty name: no longer."""

    reading = Signal(str)

    def __init__(self, settings: QSettings, ask: Questions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._ask = settings, ask
        self._jobs = Jobs(self)
        self._jobs.done.connect(self._read)
        self._jobs.refused.connect(self._refused)
        self._missing: tuple[FromFile, ...] = ()
        self._folder, self._path = Path(), Path()
        self._then: Then = str
        self._round = 0

    def fetch(self, missing: tuple[FromFile, ...], folder: Path, then: Then) -> None:
        """Ask about each of these data of a session in the folder and read what may be read.

        At the end `then` is called, with an empty text, or with a sentence that says why they are not at hand. Another
        call takes the place of one that is still under way.
        """
        self.cancel()
        self._missing, self._folder, self._then = missing, folder, then
        self._next()

    def cancel(self) -> None:
        """Give up; nothing more is asked or called."""
        self._round += 1
        self._jobs.cancel()
        self.reading.emit("")

    def shutdown(self) -> None:
        """Give up, and wait for the thread to end."""
        self.cancel()
        self._jobs.shutdown()

    def remember(self, digest: str, path: Path) -> None:
        """Where these data were found; the next session with them asks about that place."""
        self._settings.beginGroup(PLACES)
        for forgotten in self._settings.childKeys()[:-MOST_PLACES]:
            self._settings.remove(forgotten)
        self._settings.setValue(digest, str(path.absolute()))
        self._settings.endGroup()

    def last_folder(self) -> Path:
        """The folder of some data used before; else the person's own."""
        self._settings.beginGroup(PLACES)
        known = [Path(str(self._settings.value(key))) for key in self._settings.childKeys()]
        self._settings.endGroup()
        return next((path.parent for path in reversed(known) if path.parent.is_dir()), Path.home())

    def _next(self) -> None:
        if not self._missing:
            self._then("")
            return
        data = self._missing[0]
        self._ask.data_file(data, self._place_of(data), partial(self._answer, self._round))

    def _answer(self, asked: int, path: Path | None) -> None:
        if asked != self._round:
            return
        data = self._missing[0]
        if path is None:
            self._then(f"It needs its data, “{data.source}”, which you chose not to open.")
            return
        self._path = path
        self.reading.emit(path.name)
        self._jobs.start(lambda progress: again(data, path, progress))

    def _read(self) -> None:
        self.reading.emit("")
        self.remember(self._missing[0].digest, self._path)
        self._missing = self._missing[1:]
        self._next()

    def _refused(self, problem: ImportProblem) -> None:
        self.reading.emit("")
        self._then(str(problem))

    def _place_of(self, data: FromFile) -> Path | None:
        """Beside the session, else where it was the last time; None where it is in neither place."""
        remembered = self._settings.value(f"{PLACES}/{data.digest}")
        places = [beside(self._folder, data), *([Path(remembered)] if isinstance(remembered, str) else [])]
        return next((place for place in places if place.exists()), None)
