"""The way from one layer to the next, drawn as a line, with a plus on it that puts a new layer there."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

HEIGHT = 1.3  # in line heights
Role = QPalette.ColorRole


class Connector(QAbstractButton):
    """A button as wide as the panel; only the plus in its middle takes the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.allow("")

    def allow(self, refusal: str) -> None:
        """Let layers be added; or not, for the reason given."""
        self.setEnabled(not refusal)
        self.setToolTip(refusal or "Add a layer here")
        self.setAccessibleName("Add a layer here")
        self.setAccessibleDescription(refusal)

    def sizeHint(self) -> QSize:
        return QSize(60, round(self.fontMetrics().height() * HEIGHT))

    def hitButton(self, position: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, middle = self.palette(), QRectF(self.rect()).center()
        active = self.isEnabled() and (self.underMouse() or self.hasFocus())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color(Role.Mid), 1.5))
        painter.drawLine(QPointF(middle.x(), 0), QPointF(middle.x(), self.height()))
        radius = self.height() * 0.36
        painter.setPen(QPen(palette.color(Role.Highlight if active else Role.Mid), 1.5))
        painter.setBrush(palette.color(Role.Highlight if active else Role.Base))
        painter.drawEllipse(middle, radius, radius)
        if self.isEnabled():
            self._draw_plus(painter, middle, radius * 0.5, active)

    def _draw_plus(self, painter: QPainter, middle: QPointF, arm: float, active: bool) -> None:
        painter.setPen(QPen(self.palette().color(Role.HighlightedText if active else Role.PlaceholderText), 1.5))
        painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
        painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))
