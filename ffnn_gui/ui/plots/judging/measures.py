"""Precision, recall and F1 of each class: beside its row, or in a list to be scrolled where the rows are too low."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QScrollBar, QWidget

from ffnn_gui.insight.judgement import ClassScores
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import whole_percent

MEASURES = ("precision", "recall", "F1")
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip


class Measures:
    """A line a class, the headings above and the means below. Attributes: ends: of the columns, pixels; listed: whether
    the classes are a list of their own, with their names; bar: scrolls it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        self.bar = QScrollBar(Qt.Orientation.Vertical, parent)
        self.bar.setAccessibleName(parent.tr("Measures of the classes"))
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar.valueChanged.connect(lambda _: parent.update())
        self.bar.hide()
        self.listed = False
        self.measure(look)

    def measure(self, look: Look, label: float = 0.0, *, listed: bool = False) -> None:
        """Take over a look, and the room for names in a list."""
        self._look, self.listed = look, listed
        metrics, gap = QFontMetrics(look.small), look.metrics.px(9)
        widths = [max(metrics.horizontalAdvance(text) for text in (name, "100 %")) + gap for name in MEASURES]
        self._names = label + gap if listed else 0.0
        self.ends: list[float] = (self._names + np.cumsum(widths)).tolist()
        self._line = metrics.height()

    @property
    def width(self) -> float:
        """Of all columns, with the bar."""
        return self.ends[-1] + (self.bar.sizeHint().width() + self._look.metrics.px(4) if self.listed else 0)

    def place_bar(self, classes: int, beside: QRectF, *, shown: bool) -> None:
        """Put the bar beside a list, if there is one and it has more classes than there is room for."""
        many = int(self._room(beside).height() / self._line)
        self.bar.setVisible(shown and self.listed and classes > many)
        self.bar.setPageStep(max(many, 1))
        self.bar.setRange(0, max(classes - many, 0))
        high, wide = self._room(beside), self.bar.sizeHint().width()
        self.bar.setGeometry(round(beside.left() + self.width) - wide, round(high.top()), wide, round(high.height()))

    def paint(self, painter: QPainter, scores: ClassScores, names: tuple[str, ...], beside: QRectF) -> None:
        """The headings, a list where there is one, and the means."""
        line = self._line
        self._paint_line(painter, beside, beside.top(), MEASURES)
        painter.setPen(QColor(self._look.theme.text))
        if self.listed:
            room = self._room(beside)
            for place in range(min(int(room.height() / line), len(names))):
                row = self.bar.value() + place
                self.paint_class(painter, scores, row, beside, room.top() + place * line)
                name = painter.fontMetrics().elidedText(names[row], Qt.TextElideMode.ElideRight, int(self._names))
                left = QRectF(beside.left() + self._look.metrics.px(9), room.top() + place * line, self._names, line)
                painter.drawText(left, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        font: QFont = self._look.small
        font.setBold(True)
        painter.setFont(font)
        means = (scores.macro_precision, scores.macro_recall, scores.macro_f1)
        self._paint_line(painter, beside, beside.bottom() - 2.2 * line + 1, tuple(map(whole_percent, means)))
        painter.setFont(self._look.small)
        painter.setPen(QColor(self._look.theme.text_muted))
        self._paint_line(painter, beside, beside.bottom() - 1.2 * line, ("", "", self.bar.tr("mean of all")))

    def paint_class(self, painter: QPainter, scores: ClassScores, row: int, beside: QRectF, top: float) -> None:
        """One class's measures, in the painter's letters."""
        shares = (scores.precision[row], scores.recall[row], scores.f1[row])
        self._paint_line(painter, beside, top, tuple(map(whole_percent, shares)))

    def _room(self, beside: QRectF) -> QRectF:
        """Between the headings and the means."""
        return beside.adjusted(0, self._line, 0, -2.2 * self._line)

    def _paint_line(self, painter: QPainter, beside: QRectF, top: float, texts: tuple[str, ...]) -> None:
        for text, end in zip(texts, self.ends, strict=True):
            painter.drawText(QRectF(beside.left(), top, end, self._line), RIGHT, text)
