"""Icons from one set of black line drawings, coloured like the text they stand beside.

The colour is looked up when an icon is painted, so that icons follow a change of theme or of the screen's resolution
by themselves.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ffnn_gui.resources import resource
from ffnn_gui.ui.painting import painting

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
        self._drawn: dict[tuple[int, int, str], QPixmap] = {}  # here, since pixmaps must not outlive the application

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._drawing, self._colour)

    def iconName(self) -> str:
        return self._name

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        # The size is in device pixels already.
        return self._pixmap(size, self._colour_now(mode))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        size = rect.size() * painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self._pixmap(size, self._colour_now(mode)))

    def _pixmap(self, size: QSize, colour: str) -> QPixmap:
        key = (size.width(), size.height(), colour)
        if key not in self._drawn:
            self._drawn[key] = _drawn(self._drawing, *key)
        return self._drawn[key]

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


def _drawn(drawing: bytes, width: int, height: int, colour: str) -> QPixmap:
    """The drawing in one colour, as large as fits; width and height in device pixels."""
    pixmap = QPixmap(width, height)
    if pixmap.isNull():
        # A menu without room asks for an icon of no size, which nothing can be painted on.
        return pixmap
    pixmap.fill(Qt.GlobalColor.transparent)
    edge = min(width, height)
    with painting(pixmap) as painter:
        QSvgRenderer(QByteArray(drawing)).render(painter, QRectF((width - edge) / 2, (height - edge) / 2, edge, edge))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(pixmap.rect(), QColor(colour))
    return pixmap
