"""Widgets that leave the wheel to the panel they stand in until they have the focus.

Otherwise scrolling a panel would change whatever value passes under the pointer.
"""

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSlider, QStyle, QStyleOptionComboBox, QWidget

SHORTEST_COMBO = 6  # characters; longer entries are elided in a narrow panel
ELIDING_MARGIN = 2  # pixels that the style leaves around the text
COMBO = QStyle.ComplexControl.CC_ComboBox
TEXT = QStyle.SubControl.SC_ComboBoxEditField


class QuietSlider(QSlider):
    """A horizontal slider whose handle jumps to where one clicks."""

    def __init__(self, stops: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, stops - 1)
        self.setPageStep(max(1, stops // 10))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def place(self, position: int) -> None:
        """Move the handle without a signal."""
        with QSignalBlocker(self):
            self.setValue(position)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            # The press is told before the jump, so that both belong to one drag.
            self.setSliderDown(True)
            self.setSliderPosition(self._position_at(event.position().x()))
        super().mousePressEvent(event)

    def _position_at(self, x: float) -> int:
        handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
        span = max(1, self.width() - handle)
        return QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), round(x - handle / 2), span)


class QuietCombo(QComboBox):
    """A combo box that may become narrower than its entries; its list is as wide as they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def place(self, index: int) -> None:
        """Select an entry without a signal."""
        with QSignalBlocker(self):
            self.setCurrentIndex(index)

    def sizeHint(self) -> QSize:
        # Qt's own means to this end builds the list at once, which takes longer than all the rest.
        metrics = self.fontMetrics()
        width = SHORTEST_COMBO * metrics.averageCharWidth() + 2 * metrics.height()
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        room = self.style().subControlRect(COMBO, option, TEXT, self).width() - ELIDING_MARGIN
        text, metrics = option.currentText, self.fontMetrics()
        if metrics.horizontalAdvance(text) > room:
            # What stands in brackets only explains; the list has it.
            text = text.partition(" (")[0]
        option.currentText = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)

    def showPopup(self) -> None:
        margin = 2 * self.fontMetrics().height()
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + margin)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()
