"""A card that folds: a header that is always there, and a body that is made when it is first opened.

So a deep network costs no more than its headers until one looks into a layer.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.panels.card import Card
from ffnn_gui.ui.theme import Metrics, icon


class FoldableCard(Card):
    """Signal: toggled(open). Attributes: header, the layout to which a subclass adds its own controls."""

    toggled = Signal(bool)

    def __init__(self, metrics: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(metrics, parent=parent)
        self._body: QWidget | None = None
        self._chevron = tool_button("chevron-right", "Show what can be set", self)
        self._chevron.clicked.connect(self.fold)
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._subtitle = ElidedLabel(self)
        self._subtitle.setProperty("role", "small")
        self.header = QHBoxLayout()
        self.header.setSpacing(metrics.px(2))
        self.header.addWidget(self._chevron)
        self.header.addLayout(self._words(), 1)
        self.column.addLayout(self.header)
        self.space(metrics)

    @property
    def open(self) -> bool:
        """Whether the body is to be seen."""
        return self._body is not None and not self._body.isHidden()

    def fold(self) -> None:
        """Show the body, or hide it."""
        if self._body is None:
            self._body = self.make_body()
            self.column.addWidget(self._body)
            self._body.show()
        else:
            self._body.setHidden(self.open)
        self._chevron.setIcon(icon("chevron-down" if self.open else "chevron-right"))
        self._chevron.setToolTip("Hide what can be set" if self.open else "Show what can be set")
        self.toggled.emit(self.open)

    def make_body(self) -> QWidget:
        """What stands below the header, made when it is first wanted."""
        raise NotImplementedError

    def show_words(self, title: str, subtitle: str) -> None:
        """Say in the header what the card is about."""
        if (title, subtitle) != (self._title.text(), self._subtitle.text()):
            self._title.setText(title)
            self._subtitle.setText(subtitle)
            self._chevron.setAccessibleName(f"{title}: details")
            self.setAccessibleName(f"{title}: {subtitle}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_header = event.position().y() < self.header.geometry().bottom()
        if (
            event.button() == Qt.MouseButton.LeftButton
            and on_header
            and self.rect().contains(event.position().toPoint())
        ):
            self.fold()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            with painting(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        return words


class ElidedLabel(QLabel):
    """A line that is shortened with an ellipsis rather than making the panel wider; the tooltip has all of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if text != self.text() else "")
        with painting(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)


def tool_button(drawing: str, tooltip: str, parent: QWidget) -> QToolButton:
    """A small button with an icon only; its tooltip is also its name for assistive technology."""
    button = QToolButton(parent)
    button.setIcon(icon(drawing))
    button.setToolTip(tooltip)
    button.setAccessibleName(tooltip)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
