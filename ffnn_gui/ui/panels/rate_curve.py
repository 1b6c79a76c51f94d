"""A small picture of the learning rate over the epochs, as far as the schedule moves it.

It is drawn once for a setting, and again only when the learning rate or the number of epochs is set anew.
"""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ffnn_gui.engine.config import LearningRate
from ffnn_gui.insight.numbers import number
from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.theme import ThemeManager

POINTS = 160
SETTLED = 0.01  # of the rate's whole range: what is closer to its end counts as arrived
MARGIN = 1.3
HEIGHT = 64


def epochs_shown(rate: LearningRate, epochs: int) -> int:
    """Epochs until the rate has arrived where it is in the last epoch, and a little more; all where it never does."""
    places = sorted({round(epochs ** (k / POINTS)) - 1 for k in range(POINTS + 1)})
    factors = [rate.schedule.factor(epoch) for epoch in places]
    near = SETTLED * (max(factors) - min(factors))
    moving = [epoch for epoch, factor in zip(places, factors, strict=True) if abs(factor - factors[-1]) > near]
    return min(epochs, _round_up((moving[-1] + 1) * MARGIN)) if moving else epochs


def _round_up(value: float) -> int:
    """To two significant digits."""
    unit: int = 10 ** max(0, math.floor(math.log10(value)) - 1)
    return math.ceil(value / unit) * unit


class RateCurve(QWidget):
    """The curve, with its first and its last value and epoch in words.

    Attributes: points, (x, y) from 0 to 1 from left to right and from bottom to top.
    """

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._setting: tuple[LearningRate, int] | None = None
        self.points: list[tuple[float, float]] = []
        self._words = ("", "", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Learning rate over the epochs")

    def show_rate(self, rate: LearningRate, epochs: int) -> None:
        """Draw the rate from the first epoch on; costs nothing when neither has changed."""
        if self._setting == (rate, epochs):
            return
        self._setting = rate, epochs
        shown = epochs_shown(rate, epochs)
        places = [k * (shown - 1) / (POINTS - 1) for k in range(POINTS)]
        rates = [rate.rate(round(place)) for place in places]
        top = max(rates)
        self.points = [(k / (POINTS - 1), value / top) for k, value in enumerate(rates)]
        self._words = (number(rates[0], 3), number(rates[-1], 3), "epoch 1", f"epoch {shown:,}")
        self.setAccessibleDescription(
            f"From {self._words[0]} in {self._words[2]} to {self._words[1]} in {self._words[3]}"
        )
        self.setToolTip(f"The learning rate {self.accessibleDescription().lower()}, from 0 at the bottom")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self._themes.metrics.px(HEIGHT) + 2 * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._themes.metrics.font("small"))
            line = painter.fontMetrics().height()
            self._draw_words(painter, line)
            self._draw_curve(painter, QRectF(self.rect()).adjusted(1, line + 3, -1, -line - 2))

    def _draw_words(self, painter: QPainter, line: int) -> None:
        painter.setPen(QColor(self._themes.theme.text_muted))
        top, bottom = QRectF(0, 0, self.width(), line), QRectF(0, self.height() - line, self.width(), line)
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        for index, text in enumerate(self._words):
            painter.drawText(top if index < 2 else bottom, sides[index % 2], text)

    def _draw_curve(self, painter: QPainter, area: QRectF) -> None:
        theme = self._themes.theme
        curve = QPainterPath()
        for index, (x, y) in enumerate(self.points):
            place = QPointF(area.left() + x * area.width(), area.bottom() - y * area.height())
            curve.lineTo(place) if index else curve.moveTo(place)
        below = QPainterPath(curve)
        below.lineTo(area.bottomRight())
        below.lineTo(area.bottomLeft())
        fill = QColor(theme.accent)
        fill.setAlphaF(0.12)
        painter.fillPath(below, fill)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.strokePath(curve, QPen(QColor(theme.accent), self._themes.metrics.px(2)))
