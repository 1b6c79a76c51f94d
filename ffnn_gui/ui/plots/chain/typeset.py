"""Formulas as a textbook prints them: LaTeX becomes an SVG drawing, that a picture of pixels that is kept.

Typesetting a formula takes 2 to 15 ms, so they are made one at a time between two events; painting one that is there
takes microseconds. Numbers are never part of a formula.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from threading import Thread

from PySide6.QtCore import QByteArray, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.chain.plain import plain

log = logging.getLogger(__name__)

EM = 24.0
"""Type size in which formulas are set; painted, they have any size."""

INK = "#123456"
"""Stands in the drawings for the colour in which they are painted."""

POLL = 20
"""Milliseconds after which to see again whether the library is there."""

KEPT = 400
"""Pictures of formulas that are kept: those of several networks, themes and sizes."""


@dataclass(frozen=True)
class Extent:
    """How much room a formula takes, in pixels from its baseline."""

    width: float
    ascent: float
    descent: float

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.ascent + self.descent


@cache
def _setter() -> Callable[[str], str]:
    """The library, imported late: that takes a third of a second, for which only formulas should wait."""
    from ffnn_gui.ui.plots.chain.latex import to_svg

    return partial(to_svg, size=EM, colour=INK)


def _import_library() -> None:
    """Beside the events; what fails here is said by `drawing`."""
    with suppress(Exception):
        _setter()


@lru_cache(maxsize=KEPT)
def drawing(latex: str) -> str:
    """A formula as SVG in the colour INK and the size EM; empty when it cannot be set."""
    try:
        return _setter()(latex)
    except Exception:  # a parser of LaTeX may raise anything, and a picture without one formula is still a picture
        log.info("not typeset: %s", latex, exc_info=True)
        return ""


class Typesetter(QObject):
    """Measures and paints formulas; those that are not typeset yet are plain text until `ready` is emitted.

    The pictures are kept here since they must not outlive the application.
    """

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renderers: OrderedDict[tuple[str, str], QSvgRenderer] = OrderedDict()
        self._pixmaps: OrderedDict[tuple[str, str, float, float], QPixmap] = OrderedDict()
        self._extents: dict[str, Extent | None] = {}
        self._waiting: list[str] = []
        self._library = Thread(target=_import_library, name="typeset", daemon=True)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._set_one)

    def extent(self, latex: str, em: float) -> Extent:
        """The room that a formula takes at a type size of `em` pixels; a guess as long as it is not ready."""
        known = self._extents.get(latex)
        if known is None:
            if latex not in self._extents and latex not in self._waiting:
                self._waiting.append(latex)
                self._set_soon()
            width = QFontMetricsF(_font(em)).horizontalAdvance(plain(latex))
            return Extent(width, em, 0.3 * em)
        times = em / EM
        return Extent(known.width * times, known.ascent * times, known.descent * times)

    @property
    def busy(self) -> bool:
        """Whether formulas are waiting to be typeset."""
        return bool(self._waiting)

    def finish(self) -> None:
        """Typeset all that is waiting now."""
        self._timer.stop()
        while self._waiting:
            self._set_next()

    def paint(self, painter: QPainter, latex: str, left: float, baseline: float, em: float, colour: str) -> None:
        """Paint a formula, sharp on any device."""
        room = self.extent(latex, em)
        if not self._extents.get(latex):
            painter.setFont(_font(em))
            painter.setPen(QColor(colour))
            painter.drawText(QPointF(left, baseline), plain(latex))
            return
        box = QRectF(left, baseline - room.ascent, room.width, room.height)
        if painter.paintEngine().type() == QPaintEngine.Type.SVG:
            self._renderer(latex, colour).render(painter, box)
            return
        scale = painter.deviceTransform().m11() or 1.0
        painter.drawPixmap(_on_pixels(box.topLeft(), scale), self._pixmap(latex, colour, em, scale))

    def _set_soon(self) -> None:
        """Go on between two events, as soon as the library is there; it is imported beside them."""
        if self._library.ident is None:
            self._library.start()
        self._timer.start(POLL if self._library.is_alive() else 0)

    def _set_one(self) -> None:
        if not self._library.is_alive():
            self._set_next()
        if self._waiting:
            self._set_soon()

    def _set_next(self) -> None:
        latex = self._waiting.pop(0)
        svg = drawing(latex)
        if svg:
            box = QSvgRenderer(QByteArray(svg.encode())).viewBoxF()
            self._extents[latex] = Extent(box.width(), -box.top(), box.bottom())
        else:
            self._extents[latex] = None
        if not self._waiting:
            self.ready.emit()

    def _renderer(self, latex: str, colour: str) -> QSvgRenderer:
        key = (latex, colour)
        if key not in self._renderers:
            svg = drawing(latex).replace(INK, colour)
            self._renderers[key] = QSvgRenderer(QByteArray(svg.encode()), self)
            if len(self._renderers) > KEPT:
                self._renderers.popitem(last=False)[1].deleteLater()
        return self._renderers[key]

    def _pixmap(self, latex: str, colour: str, em: float, scale: float) -> QPixmap:
        key = (latex, colour, em, scale)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._drawn(latex, colour, em, scale)
            if len(self._pixmaps) > KEPT:
                self._pixmaps.popitem(last=False)
        return found

    def _drawn(self, latex: str, colour: str, em: float, scale: float) -> QPixmap:
        room = self.extent(latex, em)
        pixmap = QPixmap(max(int(room.width * scale) + 2, 1), max(int(room.height * scale) + 2, 1))
        pixmap.fill(Qt.GlobalColor.transparent)
        with painting(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._renderer(latex, colour).render(painter, QRectF(0, 0, room.width * scale, room.height * scale))
        pixmap.setDevicePixelRatio(scale)
        return pixmap


def _on_pixels(place: QPointF, scale: float) -> QPointF:
    """The place of a whole device pixel: between two of them a picture would be blurred."""
    return QPointF(round(place.x() * scale) / scale, round(place.y() * scale) / scale)


def _font(em: float) -> QFont:
    font = QFont("serif")
    font.setPixelSize(max(round(em), 1))
    font.setItalic(True)
    return font
