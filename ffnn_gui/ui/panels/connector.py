"""The way from one layer to the next, drawn as a line, with a plus on it that puts a new layer there."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ffnn_gui.ui.painting import painting

HEIGHT, HEIGHT_WITH_TEXT = 1.3, 2.2  # in line heights
Role = QPalette.ColorRole


class Connector(QAbstractButton):
    """A button as wide as the panel; only the plus in its middle takes the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.allow("")

    def allow(self, refusal: str, text: str = "") -> None:
        """Let layers be added, with a text beside the plus; or not, for the reason given."""
        self.setText(text)
        self.setEnabled(not refusal)
        self.setToolTip(refusal or "Add a layer here")
        self.setAccessibleName("Add a layer here")
        self.setAccessibleDescription(refusal)

    def sizeHint(self) -> QSize:
        return QSize(60, round(self.fontMetrics().height() * (HEIGHT_WITH_TEXT if self.text() else HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self._pill().contains(QPointF(position))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, pill = self.palette(), self._pill()
        active = self.isEnabled() and (self.underMouse() or self.hasFocus())
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(palette.color(Role.Dark), 1.5))
            painter.drawLine(QPointF(pill.center().x(), 0), QPointF(pill.center().x(), self.height()))
            if not (self.isEnabled() or self.text()):
                return
            painter.setPen(QPen(palette.color(Role.Highlight if active else Role.Dark), 1.5 if self.isEnabled() else 1))
            painter.setBrush(palette.color(Role.Highlight if active else Role.Base))
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
            self._draw_words(painter, pill, palette.color(Role.HighlightedText if active else Role.PlaceholderText))

    def _draw_words(self, painter: QPainter, pill: QRectF, colour: QColor) -> None:
        painter.setPen(QPen(colour, 1.5))
        if self.isEnabled():
            middle, arm = QPointF(pill.left() + pill.height() / 2, pill.center().y()), pill.height() * 0.22
            painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
            painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))
        words = pill.adjusted(pill.height() * (0.95 if self.isEnabled() else 0.4), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())

    def _pill(self) -> QRectF:
        """The round thing in the middle, longer where there is a text."""
        line = self.fontMetrics().height()
        height = line * (1.4 if self.text() else 0.9)
        width = self.fontMetrics().horizontalAdvance(self.text()) + height * 1.5 if self.text() else height
        pill = QRectF(0, 0, width, height)
        pill.moveCenter(QRectF(self.rect()).center())
        return pill
