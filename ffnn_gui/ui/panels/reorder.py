"""Reordering cards by the mouse: a line shows where the card in hand would land.

Nothing is changed before the card is let go.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.panels.drag import DragHandle

Role = QPalette.ColorRole


class Reorder(QObject):
    """Signals: moved(index, to), the card at an index is to be at another afterwards; hovered(y), for scrolling."""

    moved = Signal(int, int)
    hovered = Signal(int)

    def __init__(self, area: QWidget, cards: Callable[[], Sequence[QWidget]]) -> None:
        """`cards` gives the cards in `area`, from top to bottom."""
        super().__init__(area)
        self._area, self._cards = area, cards
        self._line = DropLine(area)
        self._gap: int | None = None

    def watch(self, handle: DragHandle) -> None:
        """Let a card be dragged by its handle."""
        handle.dragged.connect(self._drag)
        handle.dropped.connect(self._drop)
        handle.cancelled.connect(self._line.hide)

    def _drag(self, point: QPoint) -> None:
        y = self._area.mapFromGlobal(point).y()
        cards = self._cards()
        self._gap = sum(card.geometry().center().y() < y for card in cards)
        self._line.show_at(self._height_of(self._gap), self._area.width())
        self.hovered.emit(y)

    def _height_of(self, gap: int) -> int:
        """Where the way between two cards has its middle."""
        cards = self._cards()
        above = cards[gap - 1].geometry().bottom() if gap else 0
        below = cards[gap].geometry().top() if gap < len(cards) else self._area.height()
        return (above + below) // 2

    def _drop(self) -> None:
        self._line.hide()
        handle = self.sender()
        index = next((k for k, card in enumerate(self._cards()) if card is handle.parent()), None)
        if index is not None and self._gap is not None:
            to = self._gap - (self._gap > index)
            if to != index:
                self.moved.emit(index, to)


class DropLine(QWidget):
    """A thick line over the cards, at the place where what is dragged would land."""

    THICKNESS = 4

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, y: int, width: int) -> None:
        """Stand at a height of the parent."""
        self.setGeometry(0, y - self.THICKNESS // 2, width, self.THICKNESS)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(Role.Highlight))
            painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
