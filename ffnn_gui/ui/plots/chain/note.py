"""The line below the blocks: a formula, words, and the strongest paths, each of which can be pressed."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ffnn_gui.ui.plots.chain.scene import Scene
from ffnn_gui.ui.plots.chain.typeset import Typesetter
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme.colours import mixed

APART = 16
"""Pixels between its parts at scale 1."""

SHORTEST = 60
"""Pixels at scale 1 below which a path is not begun any more."""


class NoteLine:
    """Paints the line in one look. Attribute: places: where the paths of the scene painted last stand."""

    def __init__(self, look: Look, formulas: Typesetter) -> None:
        self._theme, self._px = look.theme, look.metrics.px
        self._formulas = formulas
        self._font = look.small
        self._chosen = QFont(self._font)
        self._chosen.setWeight(QFont.Weight.DemiBold)
        self.places: list[QRectF] = []

    def paint(self, painter: QPainter, scene: Scene, box: QRectF) -> None:
        """Paint as much as there is room for."""
        left = self._paint_formula(painter, scene, box)
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.text_muted))
        left = self._paint_text(painter, scene.note, left, box) + self._px(APART) / 2
        self.places = []
        for index, text in enumerate(scene.paths):
            if box.right() - left < self._px(SHORTEST):
                return
            left = self._paint_path(painter, text, left, box, chosen=index == scene.path) + self._px(APART)

    def path_at(self, place: QPointF) -> int | None:
        """The path at a place."""
        return next((index for index, box in enumerate(self.places) if box.contains(place)), None)

    def _paint_formula(self, painter: QPainter, scene: Scene, box: QRectF) -> float:
        left = box.left() + self._px(2)
        if not scene.formula:
            return left
        em = min(self._px(14), (box.height() - self._px(4)) / self._formulas.extent(scene.formula, 1.0).height)
        room = self._formulas.extent(scene.formula, em)
        baseline = box.center().y() + (room.ascent - room.descent) / 2
        self._formulas.paint(painter, scene.formula, left, baseline, em, self._theme.text)
        return left + room.width + self._px(APART)

    def _paint_path(self, painter: QPainter, text: str, left: float, box: QRectF, *, chosen: bool) -> float:
        """Underlined as what can be pressed is; the one that is chosen on a shade, too."""
        font, theme = self._chosen if chosen else self._font, self._theme
        metrics = QFontMetricsF(font)
        width = min(metrics.horizontalAdvance(text), box.right() - left)
        place = QRectF(left, box.center().y() - metrics.height() / 2, width, metrics.height())
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mixed(theme.surface, theme.accent, 0.16)))
            painter.drawRoundedRect(place.adjusted(-self._px(4), 0, self._px(4), 0), self._px(4), self._px(4))
        painter.setFont(font)
        painter.setPen(QColor(theme.text if chosen else theme.accent))
        right = self._paint_text(painter, text, left, box)
        line = box.center().y() + (metrics.ascent() - metrics.descent()) / 2 + self._px(2)
        painter.fillRect(QRectF(left, round(line), width, 1), painter.pen().color())
        self.places.append(place)
        return right

    def _paint_text(self, painter: QPainter, text: str, left: float, box: QRectF) -> float:
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(box.right() - left, 0.0))
        painter.drawText(QPointF(left, box.center().y() + (metrics.ascent() - metrics.descent()) / 2), text)
        return left + metrics.horizontalAdvance(text)
