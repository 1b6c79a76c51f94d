"""A dock that can be folded to its title: what is not needed now takes no room, and stays where it was."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ffnn_gui.ui.theme import ThemeManager, icon

UNLIMITED = 16_777_215  # Qt's QWIDGETSIZE_MAX


class FoldingDock(QDockWidget):
    """A dock around what `make` gives, which is made when it is first unfolded.

    `name` is what the saved layout calls it; `content` is None as long as it is not made. `unfolded` says that a person
    wants it.
    """

    unfolded = Signal()

    def __init__(self, title: str, name: str, make: Callable[[], QWidget], themes: ThemeManager) -> None:
        super().__init__(title)
        self.setObjectName(name)
        self._make = make
        self.content: QWidget | None = None
        # Qt would allow a dock without anything below its title, and with it the whole column, no more width than that.
        self._room = QWidget()
        self._rows = QVBoxLayout(self._room)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self._room)
        self._bar = _TitleBar(title, themes)
        self._bar.toggled.connect(self._toggle)
        self.setTitleBarWidget(self._bar)
        feature = QDockWidget.DockWidgetFeature
        self.setFeatures(feature.DockWidgetMovable | feature.DockWidgetFloatable | feature.DockWidgetClosable)

    @property
    def title_height(self) -> int:
        """What remains of it when it is folded, in pixels."""
        return self._bar.sizeHint().height()

    @property
    def is_folded(self) -> bool:
        """Whether only the title is shown."""
        return self._bar.is_folded

    def fold(self, folded: bool) -> None:
        """Show only the title, or all; costs nothing when it is so already."""
        if folded == self.is_folded:
            return
        if not folded:
            self.fill()
        if self.content is not None:
            self.content.setVisible(not folded)
        self._room.setMaximumHeight(0 if folded else UNLIMITED)
        self._bar.show_folded(folded)

    def fill(self) -> None:
        """Make the content, if that has not been done yet."""
        if self.content is None:
            self.content = self._make()
            self._rows.addWidget(self.content)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.is_folded:
            self.fill()

    def _toggle(self) -> None:
        self.fold(not self.is_folded)
        if not self.is_folded:
            self.unfolded.emit()


class _TitleBar(QWidget):
    """A click on it folds; the dock itself hears presses and moves too, and is dragged by them."""

    toggled = Signal()

    def __init__(self, title: str, themes: ThemeManager) -> None:
        super().__init__()
        self.is_folded = False
        self._pressed_at: QPointF | None = None
        self._themes = themes
        self._arrow = QToolButton(autoRaise=True)
        self._arrow.setAccessibleName(title)
        self._arrow.clicked.connect(self.toggled)
        self._label = QLabel(title)
        self._label.setProperty("role", "heading")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self._arrow)
        layout.addWidget(self._label, 1)
        themes.changed.connect(self._dress)
        self._dress()

    def show_folded(self, folded: bool) -> None:
        self.is_folded = folded
        self._dress()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.globalPosition() if event.button() == Qt.MouseButton.LeftButton else None
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None:
            moved = (event.globalPosition() - self._pressed_at).manhattanLength()
            self._pressed_at = self._pressed_at if moved < QApplication.startDragDistance() else None
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.ignore()
        if self._pressed_at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = None
            self.toggled.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Qt would make the dock float; its first click has folded it already.
        event.accept()

    def _dress(self) -> None:
        theme, size = self._themes.theme, self._themes.metrics.px(16)
        self._arrow.setIcon(icon("chevron-right" if self.is_folded else "chevron-down", theme.text_muted))
        self._arrow.setIconSize(QSize(size, size))
        self.setToolTip(self.tr("Unfold") if self.is_folded else self.tr("Fold"))
