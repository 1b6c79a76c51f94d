"""Icons from one set of black line drawings, coloured like the text they stand beside.

The colour is looked up when an icon is painted, so that icons follow a change of theme or of the screen's resolution
by themselves.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ffnn_gui.resources import resource

Paint = QPalette.ColorRole | str


def icon(name: str, colour: Paint = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon resources/icons/<name>.svg in a palette's role or a fixed colour "#rrggbb".

    Raises FileNotFoundError when there is no such icon.
    """
    return QIcon(_Engine(name, _drawing(name), colour))


class _Engine(QIconEngine):
    """Draws one SVG at the very size that is asked for."""

    def __init__(self, name: str, drawing: bytes, colour: Paint) -> None:
        super().__init__()
        self._name = name
        self._drawing = drawing
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._drawing, self._colour)

    def iconName(self) -> str:
        return self._name

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return _pixmap(self._drawing, size.width(), size.height(), scale, self._colour_now(mode))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatio()
        painter.drawPixmap(rect.topLeft(), self.scaledPixmap(rect.size() * scale, mode, state, scale))

    def _colour_now(self, mode: QIcon.Mode) -> str:
        disabled = mode == QIcon.Mode.Disabled
        group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
        palette = QGuiApplication.palette()
        if isinstance(self._colour, str):
            return palette.color(group, QPalette.ColorRole.ButtonText).name() if disabled else self._colour
        return palette.color(group, self._colour).name()


@cache
def _drawing(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes()


@cache
def _pixmap(drawing: bytes, width: int, height: int, scale: float, colour: str) -> QPixmap:
    """The drawing in one colour; width and height in device pixels."""
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    edge = min(width, height)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF((width - edge) / 2, (height - edge) / 2, edge, edge))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(QRect(QPoint(0, 0), pixmap.size()), QColor(colour))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
