"""A card that floats above another widget's lower edge: it may come and go without moving what lies below."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.theme import ThemeManager, mixed

WIDEST = 760  # pixels at scale 1: a longer line is hard to read
SHADOW, CORNER, BAR = 6, 6, 4  # pixels at scale 1
DARKNESS = 0.05  # of each of the shadow's rings
EDGE = 0.3  # how much darker, or lighter, than other borders its own is


class FloatingCard(QFrame):
    """Attribute: bar, the colour of the bar on its left edge. Its layout keeps `shadow` pixels free on all sides."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._below: QWidget | None = None
        self.bar = themes.theme.accent
        self.setCursor(Qt.CursorShape.ArrowCursor)

    @property
    def shadow(self) -> int:
        """How far the shadow reaches, in pixels."""
        return self._themes.metrics.px(SHADOW)

    def float_over(self, below: QWidget) -> None:
        """Stay at the lower edge of this widget, whatever becomes of its size."""
        self.setParent(below.parentWidget())
        self._below = below
        below.installEventFilter(self)
        self.hide()

    def place(self) -> None:
        """Take the room that it needs now."""
        if self._below is None:
            return
        below, gap = self._below.geometry(), self._themes.metrics.gap
        width = min(below.width() - 4 * gap, self._themes.metrics.px(WIDEST)) + 2 * self.shadow
        layout = self.layout()
        height = layout.heightForWidth(width) if layout and layout.hasHeightForWidth() else self.sizeHint().height()
        left, bottom = below.left() + (below.width() - width) // 2, below.bottom() - gap // 2 + self.shadow
        self.setGeometry(left, bottom - height, width, height)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget below."""
        if watched is self._below and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        theme, metrics, shadow = self._themes.theme, self._themes.metrics, self.shadow
        card = QRectF(self.rect()).adjusted(shadow, shadow, -shadow, -shadow)
        shade = QColor("black")
        shade.setAlphaF(DARKNESS * (2 if theme.dark else 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        for reach in range(1, shadow + 1):
            corner = metrics.px(CORNER) + reach
            painter.drawRoundedRect(card.adjusted(-reach, -reach, reach, reach), corner, corner)
        shape = QPainterPath()
        shape.addRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), metrics.px(CORNER), metrics.px(CORNER))
        painter.fillPath(shape, QColor(theme.surface_alt if theme.dark else theme.surface))
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(card.left(), card.top(), metrics.px(BAR), card.height()), QColor(self.bar))
        painter.restore()
        painter.strokePath(shape, QColor(mixed(theme.border, theme.text, EDGE)))
