"""A sheet that a plot paints by itself, with few large strokes: quicker than a scene of many items.

It tells where the pointer is and what is pressed, and asks what its tooltip says.
"""

from abc import abstractmethod

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import as_rich


class Sheet(QWidget):
    """A widget painted as a whole. Signals: pointed(QPointF), left(), pressed(QPointF), dragged(QPointF)."""

    pointed = Signal(QPointF)
    left = Signal()
    pressed = Signal(QPointF)
    dragged = Signal(QPointF)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setMouseTracking(True)
        # It fills itself: the card behind it needs no painting.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @abstractmethod
    def paint(self, painter: QPainter) -> None:
        """Paint everything; the background is there, and the font is the small one."""

    def focus_place(self) -> QRectF:
        """What is framed while the keyboard acts on the sheet: all of it."""
        return QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)

    def tip(self, place: QPointF) -> str:
        """The tooltip at a place, plain text; empty for none."""
        return ""

    def restyle(self, look: Look) -> None:
        """Take over another theme or scale."""
        self.look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), QColor(self.look.theme.surface))
            painter.setFont(self.look.small)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint(painter)
            if self.hasFocus():
                painter.setPen(QPen(QColor(self.look.theme.accent), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.focus_place())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            text = self.tip(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), as_rich(text), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()
