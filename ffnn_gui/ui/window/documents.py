"""The open session as a document: new, open, save, save as, and whether there is anything to lose.

It moves configs and states between store, runner and files; it asks through `Questions` and tells through signals.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.session import Opened, Session, SessionError, read_session, write_session
from ffnn_gui.session.data_files import from_files, missing_data, placed_beside
from ffnn_gui.session.store import Store
from ffnn_gui.ui.window.data_files import DataFiles
from ffnn_gui.ui.window.questions import SUFFIX, Answer, Questions
from ffnn_gui.ui.window.recent import recent_files, remember
from ffnn_gui.worker import Runner

CAPTURE_SECONDS = 10.0
UNTITLED = "Untitled"
SHORT = 30.0
"""Seconds of training that nobody would miss, as long as the same seed gives the same weights again."""


@dataclass(frozen=True)
class _Work:
    """What there was to lose at some time: the settings, the place on the undo stack, the seconds trained."""

    config: ExperimentConfig
    edits: int
    trained: float

    def is_more_than(self, before: "_Work") -> bool:
        """Whether something has come since that a person would miss."""
        edited = (self.config, self.edits) != (before.config, before.edits)
        return edited or self.trained - before.trained > SHORT


class Documents(QObject):
    """Signals: title_changed when name or unsaved state changed; shown when another session is; failed(str), said(str);
    mended(str): what had failed has been done after all.

    Attributes: path of the open session, None while it has none; read_only: made by a newer version; data_files:
    what opens a session's own data.
    """

    title_changed = Signal()
    shown = Signal()
    failed = Signal(str)
    said = Signal(str)
    mended = Signal(str)

    def __init__(
        self, store: Store, runner: Runner, settings: QSettings, ask: Questions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._runner, self._settings, self._ask = store, runner, settings, ask
        self.path: Path | None = None
        self.read_only = False
        self.data_files = DataFiles(settings, ask, self)
        self._notes = ""
        self._saved_updates, self._saved_seconds = 0, 0.0
        self._steered, self._not_saved = False, ""
        store.undo_stack.cleanChanged.connect(self.title_changed)
        self._opening = False
        store.changed.connect(self._steer)
        runner.edited.connect(self._steer)
        runner.epoch_finished.connect(self._training_changed)
        runner.prepared.connect(self._run_began)

    @property
    def name(self) -> str:
        """What the window's title calls the session."""
        return self.path.stem if self.path else UNTITLED

    @property
    def modified(self) -> bool:
        """Whether leaving would lose work since the last save: an edit, or training that is not soon repeated.

        That is training which took a while, or in the course of which somebody changed something.
        """
        trained = self._runner.updates != self._saved_updates
        missed = self._steered or self._runner.elapsed - self._saved_seconds > SHORT
        return not self._store.undo_stack.isClean() or (trained and missed)

    def new(self) -> bool:
        """Start afresh with the default experiment; False when the person wants to keep what is open."""
        return self.open_copy(Session(ExperimentConfig.default()))

    def open_copy(self, session: Session) -> bool:
        """Open a session that has no file yet; False when the person wants to keep what is open."""
        self.data_files.cancel()
        if not self.may_leave():
            return False
        self._show(session, None, read_only=False)
        return True

    def open(self, path: Path | None = None) -> bool:
        """Open a session, asking which when no path is given; on failure all stays as it is."""
        self.data_files.cancel()
        if not self.may_leave():
            return False
        path = path or self._ask.file_to_open(self._folder())
        return path is not None and self.load(path)

    def load(self, path: Path) -> bool:
        """Open a session without asking about unsaved changes; on failure all stays as it is.

        Where its data come from a file that is not at hand, the person is asked about it first: it is False until then.
        A session whose data are still being read is given up, so that the one asked for last is the one that opens.
        """
        self.data_files.cancel()
        try:
            opened = read_session(path)
        except SessionError as error:
            self.failed.emit(str(error))
            return False
        missing = missing_data(opened.session)
        if missing:
            then = partial(self._data_answered, opened, path, self._work())
            self.data_files.fetch(missing, path.absolute().parent, then)
            return False
        self._open(opened, path)
        return True

    def _open(self, opened: Opened, path: Path) -> None:
        self._show(opened.session, path, read_only=opened.read_only)
        remember(self._settings, path)

    def _data_answered(self, opened: Opened, path: Path, given_up: _Work, refusal: str) -> None:
        """A session's data are at hand, or for this reason are not; what is `given_up` need not be asked about."""
        if refusal:
            self.failed.emit(f"“{path.name}” was not opened. {refusal} What was open stays as it is.")
        elif not self._work().is_more_than(given_up) or self.may_leave():
            self._open(opened, path)

    def _work(self) -> _Work:
        return _Work(self._store.config, self._store.undo_stack.index(), self._runner.elapsed)

    def save(self) -> bool:
        """Save under the session's own name, asking for one where it has none."""
        return self.save_to(self.path) if self.path and not self.read_only else self.save_as()

    def save_as(self) -> bool:
        """Save under a name that is asked for."""
        # A session that comes while the question is open would be saved under a name meant for another.
        self.data_files.give_up()
        path = self._ask.file_to_save(self._suggestion())
        return path is not None and self.save_to(path)

    def save_to(self, path: Path) -> bool:
        """Save under a name; on failure the file and the open session stay as they are."""
        if self.read_only and self.path and path.resolve() == self.path.resolve():
            self.failed.emit(f"{path.name} was made by a newer version and is not overwritten. Choose another name.")
            return False
        try:
            session = placed_beside(path, self.now())
            write_session(path, session)
        except SessionError as error:
            self._not_saved = str(error)
            self.failed.emit(self._not_saved)
            return False
        self.mended.emit(self._not_saved)
        self._not_saved = ""
        self.path, self.read_only = path, False
        self._note_saved(session)
        self._store.undo_stack.setClean()
        remember(self._settings, path)
        self.title_changed.emit()
        files = ", ".join(f"“{data.source}”" for data in from_files(session))
        self.said.emit(f"Saved “{path.name}”." + (f" Its data stay in {files}, which must go along." if files else ""))
        return True

    def may_leave(self) -> bool:
        """Whether the open session may go: saved, or given up by the person."""
        return not self.modified or self._answered(self._ask.save_changes(self.name))

    def close_later(self, close: Callable[[], object]) -> None:
        """Ask about unsaved work without waiting, and close when the session may go."""
        self.data_files.cancel()

        def leave(answer: Answer) -> None:
            if self._answered(answer):
                close()

        self._ask.save_before_closing(self.name, leave)

    def _answered(self, answer: Answer) -> bool:
        return self.save() if answer == "save" else answer == "discard"

    def now(self, patience: float = CAPTURE_SECONDS) -> Session:
        """What is open now. Raises SessionError when the worker does not answer in so many seconds."""
        runner, config = self._runner, self._store.config
        state = runner.capture(patience)
        if state is None and runner.updates:
            raise SessionError("Training did not answer in time, so nothing was saved. Pause it and save again.")
        if state is None or not state.updates:
            return Session(config, notes=self._notes)
        rows = runner.rows_until(state.epoch).copy()
        waiting = runner.run_config if runner.pending else None
        return Session(config, state, waiting, rows, self._notes, runner.elapsed)

    def go_back_to(self, session: Session) -> None:
        """Go on from an earlier time of the open session; what its settings become can be undone."""
        self._runner.load(session.trained_config, session.state, session.history, session.elapsed)
        self._store.replace(session.config, "Bring back the run")
        self._runner.apply(session.config)

    def _show(self, session: Session, path: Path | None, *, read_only: bool) -> None:
        self.path, self.read_only, self._notes = path, read_only, session.notes
        self._opening = True
        self._runner.load(session.trained_config, session.state, session.history, session.elapsed)
        self._store.reset_to(session.config)
        self._note_saved(session)
        self.shown.emit()
        self.title_changed.emit()

    def _suggestion(self) -> Path:
        if self.path is None:
            return self._folder() / f"{UNTITLED}{SUFFIX}"
        return self.path.with_stem(f"{self.path.stem} copy") if self.read_only else self.path

    def _run_began(self) -> None:
        """A run that was not opened from a file has nothing saved of it yet."""
        if not self._opening:
            self._saved_updates, self._saved_seconds, self._steered = 0, 0.0, False
        self._opening = False
        self.title_changed.emit()

    def _note_saved(self, session: Session) -> None:
        self._saved_updates, self._saved_seconds = session.state.updates if session.state else 0, session.elapsed
        self._steered = False

    def _steer(self, *what: object) -> None:
        """A change in the course of a run: taking it back does not give the run back."""
        self._steered = self._steered or bool(self._runner.updates)

    def _training_changed(self, reports: object) -> None:
        if self._runner.updates != self._saved_updates:
            self.title_changed.emit()

    def _folder(self) -> Path:
        if self.path:
            return self.path.parent
        recent = [path.parent for path in recent_files(self._settings) if path.parent.is_dir()]
        return recent[0] if recent else Path.home()
