"""A strip above the plots that says what happened and offers what to do: never a dialogue while a class is watching."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from ffnn_gui.ui.theme import ThemeManager, icon


@dataclass(frozen=True)
class Offer:
    """A button on a notice: its words and what it does."""

    text: str
    act: Callable[[], None]


class Notice(QFrame):
    """One notice at a time; `topic` tells whose it is, so that only its owner takes it back."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Notice"))
        self._themes = themes
        self._wrong = False
        self.topic = ""
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
        return self._text.text() if self.topic else ""

    def say(self, topic: str, text: str, *offers: Offer, wrong: bool = False) -> None:
        """Show a notice in place of the one before; `wrong` marks it as an error."""
        self.topic, self._wrong = topic, wrong
        self._text.setText(text)
        self._remove_buttons()
        for offer in offers:
            button = QPushButton(offer.text)
            button.clicked.connect(partial(self._take, offer))
            self._buttons.addWidget(button)
        self.show()
        self.update()

    def take_back(self, topic: str) -> None:
        """Clear the notice if it is about this topic."""
        if self.topic == topic:
            self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.topic = ""
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar on the left edge: the accent, or red where something is wrong."""
        super().paintEvent(event)
        theme = self._themes.theme
        painter = QPainter(self)
        width = self._themes.metrics.px(4)
        painter.fillRect(0, 0, width, self.height(), QColor(theme.wrong if self._wrong else theme.accent))

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
