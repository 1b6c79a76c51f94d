"""What an example shows and what to do, in a strip above the plots: it hides none of them and stays to be followed.

Notices come and go; this one goes with its example, or when it is closed.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ffnn_gui.ui.theme import ThemeManager, icon


class Guide(QWidget):
    """Signal: closed(), by the person."""

    closed = Signal()

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Example"))
        self._themes = themes
        self._title, self._text = QLabel(), QLabel(wordWrap=True)
        self._title.setProperty("role", "heading")
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton(autoRaise=True)
        self._close.setToolTip(self.tr("Close these words; the example stays open"))
        self._close.setAccessibleName(self.tr("Close the words about the example"))
        self._close.clicked.connect(self._put_away)
        self._frame, self._card = QVBoxLayout(self), QFrame()
        self._card.setProperty("role", "card")
        self._frame.addWidget(self._card)
        self._row, self._column = QHBoxLayout(self._card), QVBoxLayout()
        self._column.addWidget(self._title)
        self._column.addWidget(self._text)
        self._row.addLayout(self._column, 1)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        themes.changed.connect(self._dress)
        self._dress()
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when it is not shown."""
        return "" if self.isHidden() else f"{self._title.text()}. {self._text.text()}"

    def say(self, title: str, text: str) -> None:
        """Show a title and what to do."""
        self._title.setText(title)
        self._text.setText(text)
        self.show()

    def _put_away(self) -> None:
        self.hide()
        self.closed.emit()

    def _dress(self) -> None:
        gap = self._themes.metrics.gap
        self._frame.setContentsMargins(gap, gap, gap, 0)
        self._row.setContentsMargins(2 * gap, gap, gap, gap)
        self._row.setSpacing(gap)
        self._column.setSpacing(gap // 4)
        self._close.setIcon(icon("close", self._themes.theme.text_muted))
