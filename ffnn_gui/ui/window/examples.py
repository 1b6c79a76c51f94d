"""The menu of shipped examples; one that is opened says over the plots what it shows, turns to the page for it and
brings the speed at which it can be followed. All of that goes with it.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.schema import same_thing
from ffnn_gui.session import SessionError
from ffnn_gui.session.examples import Example, examples
from ffnn_gui.session.store import Store
from ffnn_gui.ui.panels.run_bar import RunBar
from ffnn_gui.ui.panels.speeds import stop_for
from ffnn_gui.ui.window.documents import Documents
from ffnn_gui.ui.window.guide import Guide
from ffnn_gui.worker import Runner


class Examples(QObject):
    """Opens examples. Attributes: menu, filled when it opens for the first time; words, which shows or hides them."""

    def __init__(
        self, documents: Documents, store: Store, runner: Runner, guide: Guide, run_bar: RunBar,
        turn_to: Callable[[str], object], parent: QMenu,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._documents, self._guide, self._run_bar, self._turn_to = documents, guide, run_bar, turn_to
        self._open: Example | None = None
        self._followed = self._closed = self._slows = False
        self._speed_before = run_bar.speed
        self._page = ""
        self.menu = QMenu(self.tr("Open an &example"), parent)
        self.menu.aboutToShow.connect(self.fill)
        self.words = QAction(self.tr("Words about the &example"), self, checkable=True, enabled=False)
        self.words.triggered.connect(self._want_words)
        documents.shown.connect(self._forget)
        store.changed.connect(self._follow)
        runner.prepared.connect(self._turn)
        guide.closed.connect(self._put_away)

    def fill(self) -> None:
        """List the examples by their titles; what they are about is a tooltip."""
        if not self.menu.isEmpty():
            return
        self.menu.setToolTipsVisible(True)
        try:
            for example in examples():
                entry = self.menu.addAction(example.title)
                entry.setToolTip(example.text)
                entry.triggered.connect(partial(self.open, example))
        except (OSError, SessionError) as error:
            self.menu.addAction(self.tr("Not to be read: %1").replace("%1", str(error))).setEnabled(False)

    def open(self, example: Example, _checked: bool = False) -> None:
        """Open an example as a session without a name, so that its file stays as it is."""
        if self._documents.open_copy(example.session):
            self._open, self._page, self._closed = example, example.page, False
            self._speed_before, self._slows = self._run_bar.speed, True
            self._begin(example)

    def _begin(self, example: Example) -> None:
        """Say what to do, at a speed at which it can be seen, unless somebody has chosen another one for it."""
        self._followed = True
        if self._slows and self._run_bar.speed == self._speed_before:
            self._run_bar.set_speed(stop_for(example.speed))
        self._show_words()

    def _end(self, example: Example) -> None:
        """Say nothing more, and train as fast as before, unless somebody has chosen another speed since."""
        self._followed = False
        self._slows = self._run_bar.speed == stop_for(example.speed)
        if self._slows:
            self._run_bar.set_speed(self._speed_before)
        self._show_words()

    def _show_words(self) -> None:
        """Those of the example that is followed, unless they have been closed."""
        shown = self._followed and not self._closed
        self.words.setEnabled(self._followed)
        self.words.setChecked(shown)
        if shown and self._open is not None:
            self._guide.say(self._open.title, self._open.text)
        else:
            self._guide.hide()

    def _want_words(self, wanted: bool) -> None:
        self._closed = not wanted
        self._show_words()

    def _forget(self) -> None:
        """Another session is open."""
        if self._open is not None and self._followed:
            self._end(self._open)
        self._open, self._page = None, ""

    def _follow(self, config: ExperimentConfig) -> None:
        """Other data have nothing to do with the example; when they are undone it goes on."""
        example = self._open
        if example is None or same_thing(example.session.config.data, config.data) == self._followed:
            return
        self._end(example) if self._followed else self._begin(example)

    def _put_away(self) -> None:
        self._closed = True
        self._show_words()

    def _turn(self) -> None:
        """The example's data are there now, and with them the pages that suit them."""
        if self._page:
            self._turn_to(self._page)
            self._page = ""
