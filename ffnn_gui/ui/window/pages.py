"""Which page of the plots goes with data that a person chooses: to draw them, or to see what is special about them.

Opening a session turns no page: what a lecturer has set up is looked at as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from ffnn_gui.session.store import Store
from ffnn_gui.ui.window.documents import Documents
from ffnn_gui.ui.window.notice import Notice, Offer
from ffnn_gui.worker import Runner

TOPIC = "page"


@dataclass(frozen=True)
class Page:
    """A page by its plot's name; with a sentence and the words of a button it is only offered."""

    plot: str
    text: str = ""
    button: str = ""


PAGES = {
    "drawn": Page("draw"),
    "stretched": Page(
        "loss_contours",
        "The numbers of x₂ are many times as large as those of x₁: look at what that makes of the way to the minimum.",
        "Show loss contours",
    ),
}


class Pages(QObject):
    """Turns pages, by `turn_to`, which is False where there is no such page for the data."""

    def __init__(
        self,
        store: Store,
        runner: Runner,
        documents: Documents,
        notice: Notice,
        turn_to: Callable[[str], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._store, self._notice, self._turn_to = store, notice, turn_to
        self._kind = store.config.data.kind
        self._wanted: Page | None = None
        store.undo_stack.indexChanged.connect(self._edited)
        documents.shown.connect(self._opened)
        runner.prepared.connect(self._prepared)

    @Slot()
    def _edited(self) -> None:
        """Something was set or undone; other data have a page of their own or none."""
        kind = self._store.config.data.kind
        if kind == self._kind:
            return
        self._opened()
        self._wanted = PAGES.get(kind)
        # What is offered waits until the data are there; one draws already while they wait for a reset.
        if self._wanted is not None and not self._wanted.text:
            self._turn(self._wanted)

    @Slot()
    def _opened(self) -> None:
        self._kind, self._wanted = self._store.config.data.kind, None
        self._notice.take_back(TOPIC)

    @Slot()
    def _prepared(self) -> None:
        page = self._wanted
        if page is not None and page.text:
            self._wanted = None
            self._notice.say(TOPIC, page.text, Offer(page.button, lambda: self._turn(page)))
        elif page is not None:
            self._turn(page)

    def _turn(self, page: Page) -> None:
        self._wanted = None if self._turn_to(page.plot) else page
