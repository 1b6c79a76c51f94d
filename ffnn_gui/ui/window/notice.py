"""A strip above the plots that says what happened and offers what to do: never a dialogue while a class is watching."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.theme import ThemeManager, icon


@dataclass(frozen=True)
class Offer:
    """A button on a notice: its words and what it does."""

    text: str
    act: Callable[[], None]


@dataclass(frozen=True)
class Entry:
    """What is to be said about a topic."""

    text: str
    offers: tuple[Offer, ...]
    wrong: bool


class Notice(QFrame):
    """Shows the newest notice; when it goes, the one before comes back. `topic` tells whose it is."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Notice"))
        self._themes = themes
        self._entries: dict[str, Entry] = {}
        self._text = QLabel(wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        # What it says may come from a stranger's file, and must not be taken for HTML.
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons = QHBoxLayout()
        self._close = QToolButton(autoRaise=True)
        self._close.setToolTip(self.tr("Close this notice"))
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._close.clicked.connect(self.clear)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._text, 1)
        self._layout.addLayout(self._buttons)
        self._layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        themes.changed.connect(self._dress)
        self._dress()
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when it is not shown."""
        return self._entries[self.topic].text if self._entries else ""

    @property
    def topic(self) -> str:
        """What the notice that is shown is about; empty when there is none."""
        return next(reversed(self._entries), "")

    def say(self, topic: str, text: str, *offers: Offer, wrong: bool = False) -> None:
        """Show a notice, in place of the last one on the topic; `wrong` marks it as an error."""
        self._entries.pop(topic, None)
        self._entries[topic] = Entry(text, offers, wrong)
        self._show_newest()

    def take_back(self, topic: str) -> None:
        """What was said about this topic no longer holds."""
        if self._entries.pop(topic, None):
            self._show_newest()

    def clear(self) -> None:
        """Close the notice that is shown."""
        self.take_back(self.topic)

    def _show_newest(self) -> None:
        self._remove_buttons()
        entry = self._entries.get(self.topic)
        if entry:
            self._text.setText(entry.text)
            for offer in entry.offers:
                button = QPushButton(offer.text)
                button.clicked.connect(partial(self._take, offer))
                self._buttons.addWidget(button)
                button.show()
        self.setVisible(entry is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar on the left edge: the accent, or red where something is wrong."""
        super().paintEvent(event)
        theme = self._themes.theme
        with painting(self) as painter:
            width = self._themes.metrics.px(4)
            wrong = bool(self._entries) and self._entries[self.topic].wrong
            painter.fillRect(0, 0, width, self.height(), QColor(theme.wrong if wrong else theme.accent))

    def _take(self, offer: Offer) -> None:
        self.clear()
        offer.act()

    def _remove_buttons(self) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if button := item.widget():
                button.hide()
                button.deleteLater()

    def _dress(self) -> None:
        gap = self._themes.metrics.gap
        self._layout.setContentsMargins(2 * gap, gap, gap, gap)
        self._layout.setSpacing(gap)
        self._buttons.setSpacing(gap)
        self._close.setIcon(icon("close", self._themes.theme.text_muted))
