"""Two axes and a place for curves, images and points, of pyqtgraph's parts that a picture needs and no more.

Ranges and ticks are set from outside and seldom, since drawing axes anew is what costs.
"""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from ffnn_gui.ui.plots.bottom_axis import BottomAxis
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.ranges import Range, log_ticks, ticks
from ffnn_gui.ui.plots.readings import named

Ticks = list[tuple[float, str]]

STEP = 8
"""Pixels by which the room for numbers grows."""


class Chart(pg.GraphicsView):
    """Axes with ticks and titles around a view.

    `hovered(x, y)` gives the pointer's place in the data while it is over them, `left()` follows when it goes,
    `clicked(x, y)` a click that was no drag.
    The wheel zooms and dragging moves; `fit` returns to the ranges that `set_x` and `set_y` gave.
    """

    hovered = Signal(float, float)
    left = Signal()
    clicked = Signal(float, float)

    def __init__(self, look: Look, *, square: bool = False, grid: bool = True) -> None:
        super().__init__(background=None)
        self.view = pg.ViewBox(enableMenu=False, defaultPadding=0, lockAspect=square)
        self.view.disableAutoRange()
        self._bottom = BottomAxis(look, maxTickLength=-3)
        self.axes: dict[str, pg.AxisItem] = {"left": pg.AxisItem("left", maxTickLength=-3), "bottom": self._bottom}
        self.log = False
        self.own_ticks: Ticks = []
        self._automatic = True
        self._pressed: QPointF | None = None
        self._ranges: dict[str, Range] = {"x": (0.0, 1.0), "y": (0.0, 1.0)}
        self._titles = {"left": "", "bottom": ""}
        self._cut = ""
        self._grid = _Grid()
        self._grid.setVisible(grid)
        self.view.addItem(self._grid, ignoreBounds=True)
        self._lay_out()
        self.view.sigRangeChanged.connect(self._retick)
        self.view.sigResized.connect(self._retick)
        self.view.sigResized.connect(self._fit_title)
        self.view.sigRangeChangedManually.connect(self._note_zoom)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Drops are the window's; Qt's view would take part in them, and stumble when pyqtgraph does not let it.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        # The background is opaque: nothing behind it needs to be painted, and there is no pixmap of it to keep.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCacheMode(pg.GraphicsView.CacheModeFlag.CacheNone)
        self.setOptimizationFlag(pg.GraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.restyle(look)

    def restyle(self, look: Look) -> None:
        """Take over colours, font and widths."""
        self._look = look
        theme = look.theme
        self.setBackground(theme.surface)
        # Half a number stands out above the highest tick, and half of one beyond the last.
        self._above = QFontMetrics(look.small).height() // 2
        self.centralLayout.setContentsMargins(0, self._above, 2 * self._above, 0)
        for axis in self.axes.values():
            axis.setPen(look.pen(theme.border, 1))
            axis.setTickPen(look.pen(theme.border, 1))
            axis.setTextPen(theme.text_muted)
            axis.setStyle(**look.axis_style())
        self._bottom.restyle(look)
        self._grid.set_pen(look.pen(theme.grid, 1))
        for side, title in self._titles.items():
            self._set_title(side, title)
        self._retick()

    def set_titles(self, x: str, y: str) -> None:
        """What the axes measure, with the unit."""
        for side, title in (("bottom", x), ("left", y)):
            if title != self._titles[side]:
                self._titles[side] = title
                self._set_title(side, title)

    def set_ranges(self, x: Range, y: Range) -> None:
        """The ranges to show, unless somebody zooms; nothing happens while they stay the same."""
        new = {"x": x, "y": y}
        if new != self._ranges:
            self._ranges = new
            if self._automatic:
                self._show_ranges()

    def set_square(self, square: bool) -> None:
        """Whether a unit is as long upwards as sideways."""
        self.view.setAspectLocked(square)

    def set_log(self, log: bool) -> None:
        """Whether y values are exponents of ten."""
        if log != self.log:
            self.log = log
            self.fit()
            self._retick()

    def fit(self) -> None:
        """Leave the zoom."""
        self._automatic = True
        self._show_ranges()

    @property
    def zoomed(self) -> bool:
        """Whether somebody has zoomed or moved the picture."""
        return not self._automatic

    @property
    def room(self) -> int:
        """How many pixels wide the data area is."""
        return max(int(self.view.width()), 50)

    def add(self, item: Any) -> Any:
        """Put an item of pyqtgraph into the view."""
        self.view.addItem(item, ignoreBounds=True)
        return item

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position() if event.button() is Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        dragged = (event.position() - pressed).manhattanLength() >= QApplication.startDragDistance()
        place = None if dragged else self._place_at(event.position())
        if place is not None:
            self.clicked.emit(place.x(), place.y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._tell_place(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fit()

    def _tell_place(self, position: QPointF) -> None:
        place = self._place_at(position)
        if place is not None:
            self.hovered.emit(place.x(), place.y())
        else:
            self.left.emit()

    def _place_at(self, position: QPointF) -> QPointF | None:
        """The place in the data under a place of the widget; None outside of them."""
        scene = self.mapToScene(position.toPoint())
        if not self.view.sceneBoundingRect().contains(scene):
            return None
        place: QPointF = self.view.mapSceneToView(scene)
        return place

    def _lay_out(self) -> None:
        layout = self.centralLayout
        layout.setSpacing(0)
        layout.addItem(self.axes["left"], 0, 0)
        layout.addItem(self.view, 0, 1)
        layout.addItem(self.axes["bottom"], 1, 1)
        layout.setColumnStretchFactor(1, 1)
        layout.setRowStretchFactor(0, 1)
        for axis in self.axes.values():
            axis.linkToView(self.view)
            axis.enableAutoSIPrefix(False)
            axis.setStyle(hideOverlappingLabels=False)
            axis.setZValue(1)
            axis.setCacheMode(axis.CacheMode.DeviceCoordinateCache)

    def _set_title(self, side: str, title: str) -> None:
        axis = self.axes[side]
        css = {"color": self._look.theme.text_muted, "font-size": f"{self._look.metrics.points('small')}pt"}
        if side == "left":
            self._cut = title = self._fitting(title)
        # It is rich text there, and an axis may be called as a column is.
        axis.setLabel(named(title), **css)
        axis.showLabel(bool(title))
        self._retick()

    def _fitting(self, title: str) -> str:
        """As much of a title as has room along the left axis, all of it as long as nothing is laid out.

        Half a number stands out beyond each end of the axis.
        """
        height, metrics = int(self.view.height()), QFontMetrics(self._look.small)
        if height < metrics.height():
            return title
        return metrics.elidedText(title, Qt.TextElideMode.ElideRight, height + 2 * self._above)

    def _fit_title(self) -> None:
        title = self._titles["left"]
        if self._fitting(title) != self._cut:
            self._set_title("left", title)

    def _show_ranges(self) -> None:
        self.view.setRange(xRange=self._ranges["x"], yRange=self._ranges["y"], padding=0)

    def _note_zoom(self, *_: object) -> None:
        self._automatic = False

    def _retick(self, *_: object) -> None:
        (left, right), (low, high) = self.view.viewRange()
        line = self._look.metrics.px(1) * 16
        across = ticks(left, right, max(4, int(self.view.width() / (3.5 * line))))
        many = max(3, int(self.view.height() / (2.2 * line)))
        up = self._own_ticks() or (log_ticks if self.log else ticks)(low, high, min(many, 6))
        self._bottom.show_ticks(across, left, right, self.view.width())
        self.axes["left"].setTicks([up])
        self._widen([text for _, text in up])
        self._grid.set_lines(QRectF(left, low, right - left, high - low), [] if self.own_ticks else up)

    def _own_ticks(self) -> Ticks:
        """The ticks that were given, as many as do not touch each other; the last one stays."""
        line = QFontMetrics(self._look.small).height()
        every = -(-len(self.own_ticks) * line // max(int(self.view.height()), line)) or 1
        return self.own_ticks[::-1][::every]

    def _widen(self, texts: list[str]) -> None:
        """Room for the numbers before they are painted; pyqtgraph would find it out by painting them."""
        width = self._width_for(texts)
        if width != self.axes["left"].fixedWidth:
            self.axes["left"].setWidth(width)

    def _width_for(self, texts: list[str]) -> int:
        """The left axis's width in pixels for such numbers."""
        metrics, px = QFontMetrics(self._look.small), self._look.metrics.px
        numbers = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        title = metrics.height() if self._titles["left"] else 0
        # In steps, so that one digit more does not move the whole picture.
        return -(-(numbers + title + px(10)) // STEP) * STEP


class _Grid(pg.GraphicsObject):
    """Horizontal lines at the ticks. pyqtgraph's own grid belongs to the axes and would be drawn with them."""

    def __init__(self) -> None:
        super().__init__()
        self._pen = QPen()
        self._box = QRectF()
        self._lines: Ticks = []
        self.setZValue(-100)

    def set_pen(self, pen: QPen) -> None:
        self._pen = pen
        self.update()

    def set_lines(self, box: QRectF, lines: Ticks) -> None:
        self.prepareGeometryChange()
        self._box, self._lines = box, lines
        self.update()

    def boundingRect(self) -> QRectF:
        return self._box

    def paint(self, painter: QPainter, option: object, widget: QWidget | None = None) -> None:
        painter.setPen(self._pen)
        for place, _ in self._lines:
            painter.drawLine(QPointF(self._box.left(), place), QPointF(self._box.right(), place))
