"""The picture of the network as a widget: it paints the scene, follows pointer and keys, and says what is wanted.

It is painted anew when values or what is pointed at change, and not otherwise.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.intents import AddLayer, Intent, RemoveLayer, SetUnits
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.network.anatomy import Anatomy
from ffnn_gui.ui.plots.network.buttons import Button, wish
from ffnn_gui.ui.plots.network.card import Card
from ffnn_gui.ui.plots.network.keyboard import Keyboard
from ffnn_gui.ui.plots.network.picture import Picture
from ffnn_gui.ui.plots.network.scene import Emphasis, Scene
from ffnn_gui.ui.plots.network.spots import Spot, column_at, spot_at
from ffnn_gui.ui.plots.network.zoom import NOTCH, STEP, Zoom

LEAST_SIZE = 120
BUTTON = Qt.MouseButton.LeftButton


class NetworkView(QWidget):
    """The network's picture.

    Attributes: scene (None before a network), spot: what is under the pointer, ring: the unit that the keyboard is at
    Signals: pointed(): something else is looked at; chosen(place): a unit or weight was clicked, None beside all of
    them; wanted(intent); told(text): a word about what is under the pointer; arranged(): other units are shown
    """

    pointed, arranged = Signal(), Signal()
    chosen, wanted, told = Signal(object), Signal(object), Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.scene: Scene | None = None
        self.spot: Spot | None = None
        self.ring: Unit | None = None
        self.zoom = Zoom()
        self.selected: Unit | Weight | None = None
        self.lit: int | None = None
        self.path: tuple[Unit, ...] = ()
        self._anatomy: Anatomy | None = None
        self._picture: Picture | None = None
        self._units: dict[int, int] = {}
        self._column: int | None = None
        self._still: tuple[object, QPixmap] | None = None
        self._pressed: QPointF | None = None
        self._panned = False
        self.keyboard = Keyboard(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(LEAST_SIZE, LEAST_SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What is shown

    @property
    def looked_at(self) -> Unit | Weight | None:
        """What the card tells about: what is under the pointer, else where the ring is."""
        return self.spot if isinstance(self.spot, Unit | Weight) else self.ring

    def show_network(self, anatomy: Anatomy) -> None:
        """Another network: forget the old one's values."""
        if self._anatomy is None or anatomy.units != self._anatomy.units:
            self.zoom.fit()
        self._anatomy, self._picture = anatomy, None
        self._units.clear()
        self.spot = self.ring = None
        self._arrange()

    def show_picture(self, picture: Picture) -> None:
        """New values of the same network."""
        self._picture = picture
        if self.scene is not None:
            self.scene.show(picture)
            self.update()

    def follow_units(self, units: Sequence[int]) -> None:
        """The hidden layers are set to so many units now, which may wait for a reset: wishes count from there."""
        same = self._anatomy is not None and len(units) == self._anatomy.hidden
        self._units = dict(enumerate(units)) if same else {}

    def restyle(self, look: Look) -> None:
        """Another theme or scale."""
        self.look = look
        self._arrange()

    def emphasize(self, selected: Unit | Weight | None, lit: int | None, path: tuple[Unit, ...] = ()) -> None:
        """Show what is chosen, which layer a step of training is about, and a way through the network."""
        if (selected, lit, path) != (self.selected, self.lit, self.path):
            self.selected, self.lit, self.path = selected, lit, path
            self.update()

    def fit(self) -> None:
        """Show the whole network."""
        self.zoom.fit()
        self.update()

    def place_of(self, place: Unit | Weight) -> QRectF:
        """Where a unit, a bias, a line's middle or a cell is in the widget."""
        assert self.scene is not None
        return self.zoom.transform.mapRect(self.scene.place_of(place))

    def _arrange(self) -> None:
        if self._anatomy is None:
            return
        self.scene = Scene(self._anatomy, self.look, self.width(), self.height())
        self._still = None
        if self._picture is not None:
            self.scene.show(self._picture)
        self.update()
        self.arranged.emit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), QColor(self.look.theme.surface))
            if self.scene is not None:
                self._paint(painter, self.scene)

    def _paint(self, painter: QPainter, scene: Scene) -> None:
        on_screen = self._on_screen(painter)
        plain = self.zoom.whole and on_screen
        painter.save()
        if plain:
            painter.drawPixmap(0, 0, self._kept_still(scene))
        else:
            painter.setTransform(self.zoom.transform, True)
            scene.paint_still(painter, buttons=on_screen)
        emphasis = self._emphasis() if on_screen else Emphasis(chosen=self.selected, lit=self.lit, path=self.path)
        if scene.paint_moving(painter, emphasis, kept=plain):
            self.update()
        painter.restore()
        if on_screen:
            self._paint_card(painter)

    def _on_screen(self, painter: QPainter) -> bool:
        """Whether it is painted pixel by pixel as it is seen, and not into a file."""
        raster = painter.paintEngine().type() is QPaintEngine.Type.Raster
        return raster and painter.deviceTransform().m11() == self.devicePixelRatioF()

    def _kept_still(self, scene: Scene) -> QPixmap:
        ratio = self.devicePixelRatioF()
        key = (scene.still_key, ratio)
        if self._still is None or self._still[0] != key:
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(QColor(self.look.theme.surface))
            with painting(pixmap) as painter:
                scene.paint_still(painter)
            self._still = (key, pixmap)
        return self._still[1]

    def _emphasis(self) -> Emphasis:
        place = self.looked_at
        button = self.spot if isinstance(self.spot, Button) else None
        column = self.ring.layer + 1 if self.ring is not None and self._column is None else self._column
        about = place if isinstance(place, Unit) else None
        return Emphasis(about, self.selected, place, self.ring, self.lit, button, column, self.path)

    def _paint_card(self, painter: QPainter) -> None:
        place = self.looked_at
        if place is None or self._picture is None or self._anatomy is None or self._panned or place == self.selected:
            return
        card = Card(place, self._picture.details.get(place), self._anatomy, self.look)
        card.paint(painter, self.place_of(place), QRectF(self.rect()))

    # Pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and event.buttons() & BUTTON and not self.zoom.whole:
            self._panned = True
            self.zoom.move_to(self.zoom.shift + event.position() - self._pressed, self.size().toSizeF())
            self._pressed = event.position()
            self.update()
        else:
            self._point_at(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == BUTTON:
            self._pressed, self._panned = event.position(), False
            self.ring = None
            self._point_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if event.button() == BUTTON and pressed is not None and not self._panned:
            self._click()
        self._panned = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position())
        if self.spot is None:
            self.fit()
        else:
            self._pressed = event.position()

    def leaveEvent(self, event: QEvent) -> None:
        self._column = None
        self._set_spot(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom.nearer(STEP ** (event.angleDelta().y() / NOTCH), event.position(), self.size().toSizeF())
        self._point_at(event.position())
        self.update()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.zoom.fit()
        self._arrange()

    def _point_at(self, position: QPointF) -> None:
        if self.scene is None:
            return
        place = self.zoom.of_widget(position)
        column = column_at(self.scene, place.x())
        if column != self._column:
            self._column = column
            self.update()
        self._set_spot(spot_at(self.scene, place, self.zoom.factor))

    def _set_spot(self, spot: Spot | None) -> None:
        if spot == self.spot:
            return
        self.spot = spot
        self.setCursor(Qt.CursorShape.ArrowCursor if spot is None else Qt.CursorShape.PointingHandCursor)
        self.told.emit(spot.sentence(self._anatomy) if isinstance(spot, Button) and self._anatomy else "")
        self.update()
        self.pointed.emit()

    def _click(self) -> None:
        if isinstance(self.spot, Button) and self._anatomy is not None:
            self.want(wish(self.spot, self._asked(self._anatomy)))
        else:
            self.chosen.emit(self.spot)

    # Keyboard

    def want(self, intent: Intent) -> None:
        """Ask for a change of the network. It may have to wait for a reset: a second wish counts from the first."""
        if isinstance(intent, SetUnits):
            self._units[intent.layer] = intent.units
        elif isinstance(intent, AddLayer | RemoveLayer):
            self._units.clear()
        self.wanted.emit(intent)

    def _asked(self, anatomy: Anatomy) -> Anatomy:
        """The network with as many units as were asked for."""
        units = tuple(self._units.get(index - 1, count) for index, count in enumerate(anatomy.units))
        return replace(anatomy, units=units)

    def move_ring(self, ring: Unit | None) -> None:
        """Put the focus ring on a unit, or away."""
        if ring != self.ring:
            self.ring = ring
            self.setAccessibleDescription(self._anatomy.unit_name(ring) if ring and self._anatomy else "")
            self.update()
            self.pointed.emit()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self.keyboard.claims(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._anatomy and self.keyboard.press(event, self._asked(self._anatomy))):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.move_ring(self.ring or Unit(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.move_ring(None)
