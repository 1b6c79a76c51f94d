"""A card over the plots that says what happened and offers what to do: never a dialogue while a class is watching.

Notices wait for each other, and no button slips under the pointer: one that offers something stays while pointed at.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from ffnn_gui.ui.theme import ThemeManager, icon
from ffnn_gui.ui.window.floating import FloatingCard

MOST = 20
"""Notices that wait; of a flood the oldest go."""

CALM = 400
"""Milliseconds after a notice came in which a click, which was meant for what was there before, does nothing."""

STAYS, A_SIGN = 6_000, 60
"""Milliseconds for which a passing notice stays, and as many more for each of its characters: it must be read."""

PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


@dataclass(frozen=True)
class Offer:
    """A button on a notice: its words and what it does."""

    text: str
    act: Callable[[], object]


@dataclass(frozen=True, eq=False)
class Entry:
    """What is to be said about a topic."""

    topic: str
    text: str
    offers: tuple[Offer, ...]
    wrong: bool
    passing: bool = False

    @property
    def form(self) -> tuple[str, ...]:
        """What stays in its place when another text of the same form is shown."""
        return (self.topic, *(offer.text for offer in self.offers))


class Notice(FloatingCard):
    """Shows the newest notice, and how many more there are; when it goes, the one before comes back."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self.setAccessibleName(self.tr("Notice"))
        self._entries: list[Entry] = []
        self._shown: Entry | None = None
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._life = QTimer(self, singleShot=True)
        self._life.timeout.connect(self._pass)
        self._text = QLabel(wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        # What it says may come from a stranger's file, and must not be taken for HTML.
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._more = QLabel()
        self._more.setProperty("role", "small")
        self._buttons = QHBoxLayout()
        self._close = QToolButton(autoRaise=True)
        self._close.setToolTip(self.tr("Close this notice"))
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._close.clicked.connect(self.clear)
        self._close.installEventFilter(self)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self._more)
        self._layout.addLayout(self._buttons)
        self._layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        themes.changed.connect(self._dress)
        self._dress()
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when it is not shown."""
        return self._shown.text if self._shown else ""

    @property
    def topic(self) -> str:
        """What the notice that is shown is about; empty when there is none."""
        return self._shown.topic if self._shown else ""

    def say(self, topic: str, text: str, *offers: Offer, wrong: bool = False, passing: bool = False) -> None:
        """Show a notice, in place of those on the topic.

        `wrong` marks it as an error; a `passing` one asks nothing, and goes by itself once it can have been read.
        """
        others = [entry for entry in self._entries if entry.topic != topic]
        self._show([*others, Entry(topic, text, offers, wrong, passing)])

    def add(self, topic: str, text: str, *offers: Offer, wrong: bool = False) -> None:
        """Show a notice beside those on the topic that say something else."""
        others = [entry for entry in self._entries if (entry.topic, entry.text) != (topic, text)]
        self._show([*others, Entry(topic, text, offers, wrong)])

    def update_text(self, topic: str, text: str) -> None:
        """Say this instead on a topic, where that is still shown or waits, and stands as it stood."""
        self._show([replace(entry, text=text) if entry.topic == topic else entry for entry in self._entries])

    def take_back(self, topic: str, text: str | None = None) -> None:
        """What was said about this topic no longer holds, or this one text of it."""
        gone = [entry for entry in self._entries if entry.topic == topic and text in (None, entry.text)]
        self._show([entry for entry in self._entries if entry not in gone])

    def clear(self) -> None:
        """Close the notice that is shown."""
        self._drop(self._shown)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show(self._entries)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let nobody press a button that has only just come under the pointer."""
        return (event.type() in PRESSES and self._calm.isActive()) or super().eventFilter(watched, event)

    def _drop(self, entry: Entry | None) -> None:
        self._show([other for other in self._entries if other is not entry])

    def _show(self, entries: list[Entry]) -> None:
        """Let these be the notices; the one that is being pointed at is shown as long as it holds."""
        self._entries = entries[-MOST:]
        entry = self._pointed_at() or (self._entries[-1] if self._entries else None)
        if entry is not self._shown:
            self._turn_to(entry)
        waiting = len(self._entries) - 1
        self._more.setText(self.tr("{0} more").format(waiting))
        self._more.setVisible(waiting > 0)
        # Shown elsewhere first, it would take the pointer there for one that is over it.
        self.place()
        self.setVisible(self._shown is not None)

    def _pointed_at(self) -> Entry | None:
        """What a person may be about to press: the notice under the pointer, or what has taken its place on the topic.

        One that offers nothing makes room: the pointer often rests where a dialogue was, and the newest is to be seen.
        """
        shown = self._shown
        if shown is None or not shown.offers or not self.underMouse():
            return None
        alike = (entry for entry in self._entries if entry.form == shown.form)
        return shown if shown in self._entries else next(alike, None)

    def _turn_to(self, entry: Entry | None) -> None:
        before, self._shown = self._shown, entry
        self._life.stop()
        if entry is None:
            return
        if entry.passing:
            self._life.start(STAYS + A_SIGN * len(entry.text))
        self._text.setText(entry.text)
        self.bar = self._themes.theme.wrong if entry.wrong else self._themes.theme.accent
        if before is None or before.form != entry.form:
            self._offer(entry)
        self.update()

    def _offer(self, entry: Entry) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for index, offer in enumerate(entry.offers):
            button = QPushButton(offer.text)
            button.clicked.connect(partial(self._take, index))
            button.installEventFilter(self)
            self._buttons.addWidget(button)
            button.show()
        self._calm.start()

    def _take(self, index: int, _checked: bool = False) -> None:
        entry = self._shown
        if entry is not None:
            self._drop(entry)
            entry.offers[index].act()

    def _pass(self) -> None:
        """Let a passing notice go, unless somebody is about to press one of its buttons."""
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._life.start()
        else:
            self.clear()

    def _dress(self) -> None:
        theme, gap, edge = self._themes.theme, self._themes.metrics.gap, self.shadow
        self._layout.setContentsMargins(2 * gap + edge, gap + edge, gap + edge, gap + edge)
        self._layout.setSpacing(gap)
        self._buttons.setSpacing(gap)
        self._close.setIcon(icon("close", theme.text_muted))
        self.bar = theme.wrong if self._shown and self._shown.wrong else theme.accent
        self.place()
