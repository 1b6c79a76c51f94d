"""What a file holds, before it is taken over: main figures, the first rows or a wall of images, balance and notes.

While it is read, or when it is refused, the same place says so.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ffnn_gui.ui.importing.balance import Balance
from ffnn_gui.ui.importing.summary import Summary
from ffnn_gui.ui.importing.table import Rows
from ffnn_gui.ui.importing.wall import Wall
from ffnn_gui.ui.theme import ThemeManager

SIDE = 250  # pixels at scale 1 of the column with balance and notes
CORRECT = "Correct the options on the left, or choose another file below."
CHOOSE = "Choose another file below."


class Preview(QStackedWidget):
    """Three pages: the file is being read, was refused, or is shown."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._progress = QProgressBar()
        self._progress.setRange(0, 100)
        self._progress.setAccessibleName("How much has been read")
        self._problem = _words("wrong")
        self._advice = _words("muted")
        self._problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._figures = [(_words("small"), _words("")) for _ in range(4)]
        self._wall, self._rows = Wall(themes), Rows()
        self._balance, self._notes = Balance(themes), _words("small")
        self._notes_heading = _words("heading", "What was done")
        self._examples = QStackedWidget()
        for page in (self._waiting(), self._refusal(), self._shown()):
            self.addWidget(page)

    @property
    def problem(self) -> str:
        """Why the file was refused; empty when it was not."""
        return self._problem.text() if self.currentIndex() == 1 else ""

    @property
    def notes(self) -> str:
        """The notes shown."""
        return self._notes.text()

    def show_progress(self, share: float) -> None:
        """The file is being read; so much of it has been."""
        self._progress.setValue(round(100 * share))
        self.setCurrentIndex(0)

    def show_problem(self, sentence: str, *, options: bool) -> None:
        """The file was refused, for this reason; options: there are some that may be corrected."""
        self._problem.setText(sentence)
        self._advice.setText(f"{CORRECT if options else CHOOSE} Nothing is changed.")
        self.setCurrentIndex(1)

    def show_summary(self, summary: Summary) -> None:
        """The file has been read, and holds this."""
        for (caption, value), (words, shown) in zip(self._figures, summary.figures, strict=True):
            caption.setText(words)
            value.setText(shown)
        if summary.wall:
            self._wall.show_rows(summary.wall)
        else:
            self._rows.show_texts(summary.headings, summary.cells)
        self._examples.setCurrentIndex(0 if summary.wall else 1)
        self._balance.show_bars(summary.bars)
        self._notes.setText("\n\n".join(summary.notes))
        self._notes_heading.setVisible(bool(summary.notes))
        self.setCurrentIndex(2)

    def _waiting(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(_words("muted", "Reading…"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._progress)
        column.addStretch(1)
        edge = self._themes.metrics.px(80)
        column.setContentsMargins(edge, 0, edge, 0)
        return page

    def _refusal(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self._problem)
        column.addWidget(self._advice)
        column.addStretch(2)
        edge = self._themes.metrics.px(48)
        column.setContentsMargins(edge, 0, edge, 0)
        column.setSpacing(self._themes.metrics.gap)
        return page

    def _shown(self) -> QWidget:
        page, gap = QWidget(), self._themes.metrics.gap
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addLayout(self._heading())
        row = QHBoxLayout()
        row.setSpacing(2 * gap)
        self._examples.addWidget(_scrolled(self._wall))
        self._examples.addWidget(self._rows)
        row.addWidget(self._examples, 1)
        row.addWidget(self._side())
        column.addLayout(row, 1)
        return page

    def _heading(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * self._themes.metrics.gap)
        grid.setVerticalSpacing(0)
        for column, (caption, value) in enumerate(self._figures):
            grid.addWidget(caption, 0, column)
            grid.addWidget(value, 1, column)
        grid.setColumnStretch(len(self._figures), 1)
        return grid

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._themes.metrics.gap)
        column.addWidget(_words("heading", "Balance"))
        column.addWidget(self._balance)
        column.addSpacing(self._themes.metrics.gap)
        column.addWidget(self._notes_heading)
        column.addWidget(self._notes)
        column.addStretch(1)
        area = _scrolled(side)
        area.setFixedWidth(self._themes.metrics.px(SIDE))
        return area


def _words(role: str, text: str = "") -> QLabel:
    """A label; what it says may come from a stranger's file, and must not be taken for HTML."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(role in ("small", "wrong", "muted"))
    label.setProperty("role", role)
    return label


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area
