"""The slim line over a plot: its title, the legend, what lies under the pointer, and a menu.

The reading takes the legend's place while the pointer is on the plot, so that it never covers data.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QSizePolicy, QStackedWidget, QToolButton, QWidget

from ffnn_gui.ui.plots.legend import Legend
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import icon

READING = 220
"""Pixels that a reading needs at scale 1; beside tools there are often fewer."""


class Header(QWidget):
    """Title, legend or reading, tools, and the menu's button.

    Where the width is small the legend moves below, the tools say less, and at last they move below too.
    """

    def __init__(self, title: str, look: Look) -> None:
        super().__init__()
        self.title = QLabel(title)
        self.title.setProperty("role", "heading")
        self.legend = Legend(look)
        self.reading = QLabel()
        self.reading.setTextFormat(Qt.TextFormat.RichText)
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.menu = QMenu(self)
        self.button = self._menu_button(title)
        self._middle = QStackedWidget()
        self._middle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._middle.addWidget(self.legend)
        self._middle.addWidget(self.reading)
        self._tools = QWidget()
        self._tools.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self._tools)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._rows: tuple[int, int] | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.addWidget(self.title, 0, 0)
        self._grid.addWidget(self.button, 0, 3)
        self._grid.setColumnStretch(1, 1)
        self.restyle(look)

    def add_tool(self, tool: QWidget) -> None:
        """Put something to choose with before the menu's button."""
        self._row.addWidget(tool)
        self.place_legend()

    def restyle(self, look: Look) -> None:
        """Follow the theme's scale."""
        self._reading_width = look.metrics.px(READING)
        self.reading.setFont(look.small)
        self._grid.setHorizontalSpacing(look.metrics.gap)
        self.button.setIconSize(QSize(look.metrics.px(14), look.metrics.px(14)))
        self.place_legend()

    def read(self, text: str, brief: str = "") -> None:
        """Show a reading (rich text) in the legend's place; an empty one brings the legend back.

        Where there is no room for it, `brief` is shown, and if need be in the title's place, too.
        """
        self.reading.setText(text)
        room = self._reading_room()
        if brief and self.reading.sizeHint().width() > room:
            self.reading.setText(brief)
        self.title.setHidden(bool(brief) and self.reading.sizeHint().width() > room)
        page = self.reading if text else self.legend
        if self._middle.currentWidget() is not page:
            self._middle.setCurrentWidget(page)

    def _reading_room(self) -> int:
        """Pixels for a reading, beside the title where it stands there."""
        taken = self.title.sizeHint().width() + self._grid.horizontalSpacing() if self.title.isHidden() else 0
        return self._middle.width() - taken

    def hold(self, controls: QWidget) -> None:
        """Put a plot's own controls where other plots have the legend and readings."""
        self._middle.hide()
        self._grid.addWidget(controls, 0, 1)

    def minimumSizeHint(self) -> QSize:
        """The title beside the menu's button, or the tools at their narrowest: they can stand below."""
        ends = self.title.sizeHint().width() + self.button.sizeHint().width() + 3 * self._grid.horizontalSpacing()
        return QSize(max(ends, self._row.minimumSize().width()), super().minimumSizeHint().height())

    def place_legend(self) -> None:
        """Put legend and tools beside the title where they fit, else below: call it when one of them has changed."""
        spacing = self._grid.horizontalSpacing()
        tools, least = self._row.sizeHint().width(), self._row.minimumSize().width()
        ends = self.title.sizeHint().width() + self.button.sizeHint().width() + 3 * spacing
        needed = max(self.legend.sizeHint().width(), self._reading_width if tools else 0)
        tools_below = least > self.width() - ends
        room = max(self.width() - ends - (0 if tools_below else tools), 0)
        rows = int(tools_below), int(tools_below) + 1 if needed > room else 0
        if rows != self._rows:
            self._rows = rows
            self._put(self._tools, rows[0], 2)
            self._put(self._middle, rows[1], 1)
        width = self.width() if rows[1] else room
        self._middle.setFixedHeight(max(self.legend.heightForWidth(width), self.reading.fontMetrics().height() + 2))

    def _put(self, part: QWidget, row: int, column: int) -> None:
        """Beside the title, or on a row of its own."""
        self._grid.removeWidget(part)
        if row:
            self._grid.addWidget(part, row, 0, 1, 4)
        else:
            self._grid.addWidget(part, 0, column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.place_legend()

    def _menu_button(self, title: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("menu"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        button.setToolTip(self.tr("Copy, export, axes"))
        button.setAccessibleName(self.tr("Menu of the plot “%1”").replace("%1", title))
        button.setMenu(self.menu)
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        button.setSizePolicy(policy)
        return button
