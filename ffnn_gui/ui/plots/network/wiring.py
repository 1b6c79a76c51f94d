"""All lines of the picture, kept as pixels between frames: most weights change too little in a frame to be seen.

In each frame the layers whose lines look different are painted anew, as many as there is time for; the others follow in
the next ones. An export paints them all.
"""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.network.geometry import Layout
from ffnn_gui.ui.plots.network.links import Links
from ffnn_gui.ui.plots.network.wires import Pens, Wires

LINES_A_FRAME = 130
"""Lines painted anew in a frame at most, or those of one layer if it has more."""

OVERHANG = 4.0
"""Pixels by which wide lines stick out of the gap between two layers."""


class Wiring:
    """The lines into all layers of one layout."""

    def __init__(self, layout: Layout, look: Look) -> None:
        self._layout, self._look = layout, look
        self._wires: list[Wires] = []
        self._pens: Pens | None = None
        self._kept: dict[int, tuple[Wires, QPixmap]] = {}
        self._turn = 0
        self._ratio = 0.0

    def show(self, links: Sequence[Links | None]) -> None:
        """Take new weights."""
        self._wires = [
            Wires(self._layout, layer, part)
            for layer, part in enumerate(links)
            if part is not None and self._layout.way(layer) == "lines"
        ]
        if self._pens is None:
            self._pens = Pens(self._look, self._wires, self._layout)

    def paint(self, painter: QPainter, about: Unit | None = None) -> None:
        """Paint all lines as they are; those that have nothing to do with the unit it is about are faint."""
        if self._pens is not None:
            for wires in self._wires:
                wires.paint(painter, self._pens, about)

    def paint_kept(self, painter: QPainter) -> bool:
        """Paint from what is kept, some of it renewed; returns whether there is more to renew."""
        ratio = painter.device().devicePixelRatio()
        if ratio != self._ratio:
            self._ratio, self._kept = ratio, {}
        late = self._renew()
        for layer, (_, pixmap) in self._kept.items():
            painter.drawPixmap(self._place(layer).topLeft(), pixmap)
        return late

    def weight_at(self, x: float, y: float, reach: float) -> Weight | None:
        """The weight whose line is nearest to a place, not farther than `reach`."""
        distance, weight = min(
            (wires.nearest(x, y) for wires in self._wires), key=lambda pair: pair[0], default=(0, None)
        )
        return weight if distance <= reach else None

    def line_of(self, weight: Weight) -> QLineF | None:
        """The line of a weight, None when it is not drawn."""
        return next((wires.line_of(weight) for wires in self._wires if wires.layer == weight.layer), None)

    def _renew(self) -> bool:
        """Paint anew what looks different, beginning where the last frame left off."""
        changed = [wires for wires in self._wires if not self._is_fresh(wires)]
        changed.sort(key=lambda wires: (wires.layer < self._turn, wires.layer))
        painted = 0
        while changed and (not painted or painted + len(changed[0]) <= LINES_A_FRAME or self._missing(changed[0])):
            wires = changed.pop(0)
            self._keep(wires)
            painted += len(wires)
            self._turn = wires.layer + 1
        return bool(changed)

    def _is_fresh(self, wires: Wires) -> bool:
        return not self._missing(wires) and wires.same_as(self._kept[wires.layer][0])

    def _missing(self, wires: Wires) -> bool:
        return wires.layer not in self._kept

    def _keep(self, wires: Wires) -> None:
        assert self._pens is not None
        place = self._place(wires.layer)
        pixmap = QPixmap((place.size() * self._ratio).toSize())
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with painting(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(-place.topLeft())
            wires.paint(painter, self._pens)
        self._kept[wires.layer] = (wires, pixmap)

    def _place(self, layer: int) -> QRectF:
        left, right = self._layout.gap(layer)
        frame = self._layout.frame
        edge = QPointF(OVERHANG, 0)
        whole = QRectF(QPointF(left, 0) - edge, QPointF(right, frame.height) + edge)
        return QRectF(whole.toAlignedRect())
