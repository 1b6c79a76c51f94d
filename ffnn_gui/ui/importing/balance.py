"""How many examples each class has, or each range of values: a bar, its name and its count in a line each."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ffnn_gui.data.importing.figures import Bar
from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.theme import ThemeManager, mixed

LINE = 1.25  # in line heights
NAMES, COUNTS = 0.45, 0.2  # shares of the width, at most


class Balance(QWidget):
    """Painted bars; `show_bars` changes them."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._bars: list[Bar] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.updateGeometry)

    def show_bars(self, bars: list[Bar]) -> None:
        """Show these."""
        self._bars = bars
        self.setAccessibleName("Balance")
        self.setAccessibleDescription(", ".join(f"{bar.name}: {bar.count:,}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._themes.metrics.px(240), round(self._line() * len(self._bars)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._themes.metrics.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._themes.metrics.font("small"))
            most = max((bar.count for bar in self._bars), default=1)
            for row, bar in enumerate(self._bars):
                self._paint_bar(painter, row, bar, bar.count / max(most, 1))

    def _paint_bar(self, painter: QPainter, row: int, bar: Bar, share: float) -> None:
        theme, gap = self._themes.theme, self._themes.metrics.px(6)
        widest = max(painter.fontMetrics().horizontalAdvance(bar.name) for bar in self._bars) + 2 * gap
        line, names, counts = self._line(), min(self.width() * NAMES, widest), self.width() * COUNTS
        top, room = row * line, self.width() - names - counts
        painter.setPen(QColor(theme.text))
        name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, round(names - gap))
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top, names - gap, line), centre | Qt.AlignmentFlag.AlignLeft, name)
        groove = QRectF(names, top + line * 0.25, room, line * 0.5)
        painter.fillRect(groove, QColor(mixed(theme.surface, theme.text, 0.08)))
        groove.setWidth(max(share * room, 1.0 if bar.count else 0.0))
        painter.fillRect(groove, QColor(theme.accent))
        painter.setPen(QColor(theme.text_muted))
        place = QRectF(names + room + gap, top, counts - gap, line)
        painter.drawText(place, centre | Qt.AlignmentFlag.AlignRight, f"{bar.count:,}")

    def _line(self) -> float:
        return self.fontMetrics().height() * LINE
