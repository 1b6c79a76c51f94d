"""The numbers of the run in large figures, as many of them as there is room for: the most important ones come first."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ffnn_gui.ui.panels.readouts import Readout
from ffnn_gui.ui.theme import ThemeManager

FEWEST = 2
"""So many are shown in any case."""


class Figures(QWidget):
    """A row of captions with figures under them, at the right end; only what has changed is drawn anew."""

    def __init__(self, themes: ThemeManager) -> None:
        super().__init__()
        self._themes = themes
        self._pairs: list[_Pair] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.addStretch(1)
        themes.changed.connect(self._size)
        self._size()

    def show_readouts(self, readouts: tuple[Readout, ...]) -> None:
        """Show captions and values."""
        while len(self._pairs) < len(readouts):
            self._add_pair()
        changed = [pair.show_readout(readout) for pair, readout in zip(self._pairs, readouts, strict=True)]
        if any(changed):
            self._fit()

    def sizeHint(self) -> QSize:
        return self._size_of(len(self._pairs))

    def minimumSizeHint(self) -> QSize:
        return self._size_of(FEWEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _add_pair(self) -> None:
        pair = _Pair()
        self._row.addWidget(pair)
        self._pairs.append(pair)
        self._size()

    def _fit(self) -> None:
        for count, pair in enumerate(self._pairs, start=1):
            pair.setVisible(count <= FEWEST or self._size_of(count).width() <= self.width())

    def _size_of(self, count: int) -> QSize:
        """The room that the first ones take."""
        sizes = [pair.sizeHint() for pair in self._pairs[:count]]
        width = sum(size.width() + self._row.spacing() for size in sizes) + self._row.contentsMargins().right()
        return QSize(width, max((size.height() for size in sizes), default=0))

    def _size(self) -> None:
        metrics = self._themes.metrics
        self._row.setContentsMargins(0, 0, metrics.gap, 0)
        self._row.setSpacing(2 * metrics.gap)
        narrowest = QFontMetrics(metrics.font("title")).horizontalAdvance("0.0000")
        for pair in self._pairs:
            pair.widen(narrowest)
        self.updateGeometry()


class _Pair(QWidget):
    """A caption above a figure."""

    def __init__(self) -> None:
        super().__init__()
        self._caption, self._value = QLabel(), QLabel()
        self._caption.setProperty("role", "small")
        self._value.setProperty("role", "figure")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._caption)
        column.addWidget(self._value, 0, Qt.AlignmentFlag.AlignTop)

    def show_readout(self, readout: Readout) -> bool:
        """Show what has changed; returns whether anything has."""
        if (self._caption.text(), self._value.text()) == (readout.caption, readout.value):
            return False
        self._caption.setText(readout.caption)
        self._value.setText(readout.value)
        self._value.setAccessibleName(f"{readout.caption}: {readout.value}")
        return True

    def widen(self, pixels: int) -> None:
        """Keep room for the widest number, so that figures do not push each other about while they run."""
        self._value.setMinimumWidth(pixels)
