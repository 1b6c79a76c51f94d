"""The data files of sessions that are opened: nothing is read before the person has seen its name and folder."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal, Slot

from ffnn_gui.data.imported import FromFile, reread
from ffnn_gui.data.importing import ImportProblem
from ffnn_gui.session.data_files import beside
from ffnn_gui.ui.window.places import last_folder, places, remember
from ffnn_gui.ui.window.questions import Questions
from ffnn_gui.worker.jobs import Jobs

Then = Callable[[str], object]


class DataFiles(QObject):
    """Signal: reading(name, share), so much of this file, 0…1, has been read; an empty name: none is read any more."""

    reading = Signal(str, float)

    def __init__(self, settings: QSettings, ask: Questions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._ask = settings, ask
        self._jobs = Jobs(self)
        self._jobs.progressed.connect(self._tell)
        self._jobs.done.connect(self._read)
        self._jobs.refused.connect(self._refused)
        self._missing: tuple[FromFile, ...] = ()
        self._folder, self._path = Path(), Path()
        self._then: Then | None = None
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
        """Give up what is under way, if anything is; nothing more is asked or called."""
        self._round += 1
        self._then = None
        self._jobs.cancel()
        self.reading.emit("", 0.0)

    def give_up(self) -> None:
        """Give up what is under way, if anything is, and call its `then` with that as the reason."""
        if self._then is not None:
            self._end(f"Its data, “{self._missing[0].source}”, were not read to the end.")

    def shutdown(self) -> None:
        """Give up, and wait for the thread to end."""
        self.cancel()
        self._jobs.shutdown()

    def remember(self, digest: str, path: Path) -> None:
        """Where these data were found; the next session with them asks about that place."""
        remember(self._settings, digest, path)

    def last_folder(self) -> Path:
        """The folder of the data used last; else the person's own."""
        return last_folder(self._settings)

    def _next(self) -> None:
        if not self._missing:
            self._end("")
            return
        data = self._missing[0]
        self._ask.data_file(data, self._places_of(data), partial(self._answer, self._round))

    def _answer(self, asked: int, path: Path | None) -> None:
        if asked != self._round:
            return
        data = self._missing[0]
        if path is None:
            self._end(f"It needs its data, “{data.source}”, which you chose not to open.")
            return
        self._path = path
        self._tell(0.0)
        self._jobs.start(lambda progress: reread(data, path, progress))

    @Slot(float)
    def _tell(self, share: float) -> None:
        self.reading.emit(self._path.name, share)

    @Slot()
    def _read(self) -> None:
        self.reading.emit("", 0.0)
        self.remember(self._missing[0].digest, self._path)
        self._missing = self._missing[1:]
        self._next()

    @Slot(object)
    def _refused(self, problem: ImportProblem) -> None:
        self._end(str(problem))

    def _end(self, refusal: str) -> None:
        then = self._then
        self.cancel()
        if then is not None:
            then(refusal)

    def _places_of(self, data: FromFile) -> list[Path]:
        """Where they should be: beside the session, and where they were the last time."""
        remembered = places(self._settings).get(data.digest)
        return [beside(self._folder, data).absolute(), *([remembered] if remembered else [])]
