"""Shows a scene of the chain rule. What stays while numbers change is kept as a picture and not painted anew."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.arrows import KeepsArrows
from ffnn_gui.ui.plots.chain.brush import Brush
from ffnn_gui.ui.plots.chain.layout import Layout, Layouter
from ffnn_gui.ui.plots.chain.scene import Scene, Term
from ffnn_gui.ui.plots.chain.typeset import Typesetter
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import as_rich, number

LISTED = 24
"""So many of a layer's numbers stand in the tool tip."""


class Canvas(KeepsArrows, QWidget):
    """Shows one scene; what each term is stands in the tool tip, and below it where there is room.

    `picked(int)` follows a click on one of the scene's paths, or the arrow keys.
    """

    picked = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.formulas = Typesetter(self)
        self.formulas.ready.connect(self._rearrange)
        self.scene = Scene(())
        self._layout: Layout | None = None
        self._still: QPixmap | None = None
        self._take(look)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def restyle(self, look: Look) -> None:
        """Follow theme and scale."""
        self._take(look)
        self._rearrange()

    def show_scene(self, scene: Scene) -> None:
        """Replace what is shown; as long as the frame is the same, nothing moves."""
        if scene.frame != self.scene.frame:
            self._layout = None
        if self._layout is None or scene.lights != self.scene.lights:
            self._still = None
        self.scene = scene
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Small: what finds no room is left out."""
        return QSize(self._look.metrics.px(200), self._look.metrics.px(90))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._layout = self._still = None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), as_rich(self.words_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def words_at(self, place: QPointF) -> str:
        """What stands at a place, in words; empty where there is nothing."""
        for placed in self.places().blocks:
            for term in placed.terms:
                if term.box.contains(place):
                    return _words_of(self.scene.blocks[placed.index].terms[term.index])
            if placed.left_out and placed.box.contains(place):
                return f"{placed.left_out} more layers: widen the plot to see them."
        if self._brush.note.path_at(place) is not None:
            return self.tr("Click to light this path in the network picture.")
        below = place.y() > self.height() - self.places().rows.note
        return " ".join((self.scene.note, "; ".join(self.scene.paths))).strip() if below else ""

    def path_place(self, path: int) -> QPointF:
        """Where one of the scene's paths stands; IndexError when there is no room for it."""
        return self._brush.note.places[path].center()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        path = self._brush.note.path_at(event.position())
        if path is not None and event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(path)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._brush.note.path_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left.value: -1, Qt.Key.Key_Right.value: 1}.get(event.key())
        count, before = len(self.scene.paths), self.scene.path
        if step and count:
            self.picked.emit((before + step) % count if before is not None else (0 if step > 0 else count - 1))
        else:
            super().keyPressEvent(event)

    def places(self) -> Layout:
        """Where everything stands at present."""
        if self._layout is None:
            self._layout = self._layouter.lay_out(self.scene, self.width(), self.height())
        return self._layout

    def settle(self) -> None:
        """Typeset all that is shown now, so that a picture that is taken next has it."""
        self.places()
        if self.scene.formula:
            self.formulas.extent(self.scene.formula, 1.0)
        self.formulas.finish()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self.places()
        scale = painter.deviceTransform().m11()
        on_screen = painter.paintEngine().type() == QPaintEngine.Type.Raster and scale == self.devicePixelRatioF()
        if on_screen:
            painter.drawPixmap(0, 0, self._still_picture(layout, scale))
        else:
            self._brush.paint_still(painter, self.scene, layout)
        self._brush.paint_numbers(painter, self.scene, layout, self.width(), self.height())
        if on_screen and self.hasFocus() and self.scene.paths:
            painter.setPen(self._look.pen(self._look.theme.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            below = QRectF(0, self.height() - layout.rows.note, self.width(), layout.rows.note)
            painter.drawRect(below.adjusted(0.5, 0.5, -0.5, -0.5))

    def _still_picture(self, layout: Layout, scale: float) -> QPixmap:
        if self._still is None:
            self._still = QPixmap(self.size() * scale)
            self._still.setDevicePixelRatio(scale)
            self._still.fill(Qt.GlobalColor.transparent)
            with painting(self._still) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._brush.paint_still(painter, self.scene, layout)
        return self._still

    def _take(self, look: Look) -> None:
        self._look = look
        self._layouter = Layouter(look, self.formulas)
        self._brush = Brush(look, self.formulas)

    def _rearrange(self) -> None:
        self._layout = self._still = None
        self.update()


def _words_of(term: Term) -> str:
    words = ". ".join(part for part in (term.warning, term.why) if part)
    if term.cells is None:
        return words
    shown = ", ".join(number(value, 3) for value in term.cells[:LISTED].tolist())
    return f"{words}: {shown}" + (" …" if len(term.cells) > LISTED else "")
