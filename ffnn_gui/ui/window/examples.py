"""The menu of shipped examples; one that is opened says over the plots what it shows, and turns to the page for it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from ffnn_gui.session import SessionError
from ffnn_gui.session.examples import Example, examples
from ffnn_gui.ui.window.documents import Documents
from ffnn_gui.ui.window.notice import Notice
from ffnn_gui.worker import Runner

TOPIC = "example"


class Examples(QObject):
    """Opens examples. Attribute: menu, filled when it opens for the first time."""

    def __init__(
        self, documents: Documents, runner: Runner, notice: Notice, turn_to: Callable[[str], object], parent: QMenu
    ) -> None:
        super().__init__(parent)
        self._documents, self._notice, self._turn_to = documents, notice, turn_to
        self._page = ""
        self.menu = QMenu(self.tr("Open an &example"), parent)
        self.menu.aboutToShow.connect(self.fill)
        documents.shown.connect(self._forget)
        runner.prepared.connect(self._turn)

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
            self._notice.say(TOPIC, f"{example.title}. {example.text}", passing=True)
            self._page = example.page

    def _forget(self) -> None:
        """Another session is open."""
        self._page = ""
        self._notice.take_back(TOPIC)

    def _turn(self) -> None:
        """The example's data are there now, and with them the pages that suit them."""
        if self._page:
            self._turn_to(self._page)
            self._page = ""
