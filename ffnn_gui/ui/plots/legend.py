"""The legend of a plot: what each colour means, outside the data. A click hides or shows what it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import as_rich

Sample = Literal["line", "short", "disc", "ring", "block", "diamond"]


@dataclass(frozen=True)
class Entry:
    """One line of a legend. name: its key; toggles: whether a click hides what it stands for."""

    name: str
    text: str
    colour: str
    sample: Sample = "line"
    toggles: bool = True


class Legend(QWidget):
    """Entries side by side, on as many lines as the width needs. `toggled(name, shown)` follows a click."""

    toggled = Signal(str, bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._buttons: list[_Button] = []
        self._hidden: set[str] = set()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def hidden(self) -> frozenset[str]:
        """The names that are switched off."""
        return frozenset(self._hidden)

    def show_entries(self, entries: Sequence[Entry], look: Look) -> None:
        """Replace all entries; what was switched off stays off."""
        if look == self._look and [button.entry for button in self._buttons] == list(entries):
            return
        self._look = look
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [_Button(entry, look, self) for entry in entries]
        for button in self._buttons:
            button.setChecked(button.entry.name not in self._hidden)
            button.toggled.connect(self._note)
            button.show()
        self._arrange(self.width())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All entries on one line."""
        hints = [button.sizeHint() for button in self._buttons]
        return QSize(sum(hint.width() for hint in hints), max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        """The widest entry."""
        hints = [button.sizeHint() for button in self._buttons]
        return QSize(max((hint.width() for hint in hints), default=0), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Lines are broken where the width ends."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return max((place.bottom() + 1 for place in self._places(width)), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        for button, place in zip(self._buttons, self._places(width), strict=True):
            button.setGeometry(place)

    def _places(self, width: int) -> list[QRect]:
        places, x, y = [], 0, 0
        for button in self._buttons:
            hint = button.sizeHint()
            if x and x + hint.width() > width:
                x, y = 0, y + hint.height()
            places.append(QRect(x, y, min(hint.width(), max(width, 1)), hint.height()))
            x += hint.width()
        return places

    def _note(self, shown: bool) -> None:
        button = self.sender()
        assert isinstance(button, _Button)
        (self._hidden.discard if shown else self._hidden.add)(button.entry.name)
        self.toggled.emit(button.entry.name, shown)


class _Button(QAbstractButton):
    """An entry: a sample of the line, and its text."""

    def __init__(self, entry: Entry, look: Look, parent: Legend) -> None:
        super().__init__(parent)
        self.entry = entry
        self._px = look.metrics.px
        self._text_colour, self._focus_colour = look.theme.text, look.theme.accent
        self._indent = self._px(12 if entry.sample == "short" else 22)
        self.setFont(look.small)
        self.setCheckable(entry.toggles)
        self.setEnabled(entry.toggles)
        self.setAccessibleName(entry.text)
        if entry.toggles:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(as_rich(self.tr("Click to hide or show “%1”").replace("%1", entry.text)))

    def sizeHint(self) -> QSize:
        """The sample, the text, and room to the next entry."""
        metrics = QFontMetrics(self.font())
        return QSize(self._indent + metrics.horizontalAdvance(self.entry.text) + self._px(8), metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            off = self.isCheckable() and not self.isChecked()
            painter.setOpacity(0.4 if off else 1.0)
            self._paint_sample(painter, QColor(self.entry.colour))
            painter.setPen(QColor(self._text_colour))
            font = self.font()
            font.setStrikeOut(off)
            painter.setFont(font)
            place = self.rect().adjusted(self._indent, 0, 0, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.entry.text)
            if self.hasFocus():
                self._paint_outline(painter)

    def _paint_outline(self, painter: QPainter) -> None:
        """The same as around the other buttons."""
        painter.setOpacity(1.0)
        painter.setPen(QColor(self._focus_colour))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        round_by = self._px(4)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), round_by, round_by)

    def _paint_sample(self, painter: QPainter, colour: QColor) -> None:
        middle, kind = QPointF(self._indent / 2 - self._px(2), self.height() / 2), self.entry.sample
        if kind in ("line", "short"):
            half_line = QPointF(middle.x(), 0)
            painter.setPen(QPen(colour, self._px(2.5)))
            painter.drawLine(middle - half_line, middle + half_line)
            return
        painter.setPen(QPen(colour, self._px(1.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush if kind == "ring" else colour)
        half = self._px(4)
        box = QRectF(middle - QPointF(half, half), middle + QPointF(half, half))
        if kind == "block":
            painter.drawRect(box)
        elif kind == "diamond":
            painter.drawPolygon([middle + QPointF(x * half, y * half) for x, y in ((0, -1), (1, 0), (0, 1), (-1, 0))])
        else:
            painter.drawEllipse(box)
