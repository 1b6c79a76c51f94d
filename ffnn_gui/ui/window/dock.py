"""A dock that can be folded to its title: what is not needed now takes no room, and stays where it was."""

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from ffnn_gui.ui.theme import ThemeManager, icon


class FoldingDock(QDockWidget):
    """A dock around `content`; `name` is what the saved layout calls it."""

    def __init__(self, title: str, name: str, content: QWidget, themes: ThemeManager) -> None:
        super().__init__(title)
        self.setObjectName(name)
        self.setWidget(content)
        self._content = content
        self._bar = _TitleBar(title, themes, self)
        self._bar.folded.connect(self.fold)
        self.setTitleBarWidget(self._bar)
        feature = QDockWidget.DockWidgetFeature
        self.setFeatures(feature.DockWidgetMovable | feature.DockWidgetFloatable | feature.DockWidgetClosable)

    @property
    def is_folded(self) -> bool:
        """Whether only the title is shown."""
        return self._bar.is_folded

    def fold(self, folded: bool) -> None:
        """Show only the title, or all."""
        self._content.setVisible(not folded)
        self._bar.show_folded(folded)
        # The height is what the layout may not take more of; without a content it is the title's.
        self.setMaximumHeight(self._bar.sizeHint().height() if folded else 16_777_215)


class _TitleBar(QWidget):
    folded = Signal(bool)

    def __init__(self, title: str, themes: ThemeManager, parent: QObject) -> None:
        super().__init__()
        self.is_folded = False
        self._themes = themes
        self._arrow = QToolButton(autoRaise=True)
        self._arrow.setAccessibleName(title)
        self._arrow.clicked.connect(self._toggle)
        self._label = QLabel(title)
        self._label.setProperty("role", "heading")
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
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

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Qt would make the dock float; folding is what a double click on a heading is expected to do here.
        if event.button() == Qt.MouseButton.LeftButton:
            self._toggle()
            event.accept()

    def _toggle(self) -> None:
        self.folded.emit(not self.is_folded)

    def _dress(self) -> None:
        theme, size = self._themes.theme, self._themes.metrics.px(16)
        self._arrow.setIcon(icon("chevron-right" if self.is_folded else "chevron-down", theme.text_muted))
        self._arrow.setIconSize(QSize(size, size))
        self._arrow.setToolTip(self.tr("Unfold") if self.is_folded else self.tr("Fold"))
