"""The painting of the whole picture: what stands still below, then weights, tiles, signs, and what is pointed at.

It paints into any painter at any scale, on the screen as in an export.
"""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.network.anatomy import Anatomy
from ffnn_gui.ui.plots.network.buttons import Button, buttons_of, is_cramped, is_narrow, paint_button
from ffnn_gui.ui.plots.network.captions import Captions, note_about
from ffnn_gui.ui.plots.network.geometry import Column, Layout, arrange
from ffnn_gui.ui.plots.network.links import Links
from ffnn_gui.ui.plots.network.picture import Picture
from ffnn_gui.ui.plots.network.signs import Signs
from ffnn_gui.ui.plots.network.tiles import Tiles, Words, grey_pixels, image_of, signed_pixels
from ffnn_gui.ui.plots.network.wiring import Wiring
from ffnn_gui.ui.theme import luminance, mixed

CLEAR = 8.0
"""Pixels by which tiles stand lower where captions are as wide as their layers: the buttons between clear them."""

DOT = 6.0
"""Edge of the square at a tile's corner that is the unit's bias."""


@dataclass(frozen=True)
class Emphasis:
    """What stands out. about: the unit whose weights stay full; button: under the pointer; path: a unit a layer."""

    about: Unit | None = None
    chosen: Unit | Weight | None = None
    pointed: Unit | Weight | None = None
    ring: Unit | None = None
    lit: int | None = None
    button: Button | None = None
    column: int | None = None
    path: tuple[Unit, ...] = ()


class Scene:
    """One network in one size and look. Attributes: layout, buttons, wiring; told_signs, note: what the legend says."""

    def __init__(self, anatomy: Anatomy, look: Look, width: float, height: float) -> None:
        self.anatomy, self.look = anatomy, look
        self._captions, self._signs = Captions(anatomy, look), Signs(look)
        self.layout = self._arranged(width, height)
        self.buttons = buttons_of(self.layout, anatomy)
        self.wiring = Wiring(self.layout, look)
        self._picture: Picture | None = None
        self._inputs: Tiles | None = None
        self._tiles: list[Tiles] = []
        self._matrices: dict[int, tuple[Words, QImage]] = {}
        self._image: tuple[Words, QImage] | None = None
        self.told_signs: set[str] = set()
        self.note = ""
        self._edges = [rect for column in self.layout.columns for rect in column.rects]
        self._cramped = is_cramped(self.layout)
        self._dots = {layer: self._dots_of(layer) for layer in range(len(anatomy.units) - 1) if self.has_dots(layer)}

    def show(self, picture: Picture) -> None:
        """Take new values; they are coloured here, once."""
        self._picture = picture
        links = [layer.links for layer in picture.layers]
        self.wiring.show(links)
        self._inputs = Tiles(picture.inputs) if picture.inputs is not None else None
        self._tiles = [Tiles(layer.response) for layer in picture.layers]
        for index, part in enumerate(links):
            if part is not None and part.is_matrix:
                pixels = signed_pixels(part.weights, part.largest)
                self._matrices[index] = (pixels, image_of(pixels))
        if picture.image is not None:
            dark, light = sorted((self.look.theme.surface, self.look.theme.text), key=luminance)
            pixels = grey_pixels(picture.image, dark, light)
            self._image = (pixels, image_of(pixels))
        self.told_signs = set().union(*(layer.marks.present() for layer in picture.layers))
        self.note = note_about(links, [title.name for title in self.anatomy.titles[1:]])

    @property
    def still_key(self) -> object:
        """Differs when what stands still looks different."""
        return frozenset(self.told_signs), self.note, self._picture is None

    def paint_still(self, painter: QPainter, *, buttons: bool = True) -> None:
        """What only changes with the network, the size and the look; nobody can click buttons in a file."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for layer in range(len(self.layout.columns) - 1):
            if self.layout.way(layer) != "lines":
                self._captions.paint_funnel(painter, self.layout, layer)
            part = self.links(layer)
            if part is not None and part.is_matrix:
                self._captions.paint_matrix_text(painter, self.layout, layer, part)
        self._captions.paint(painter, self.layout)
        self._captions.paint_legend(painter, self.layout, self.told_signs, self.note, self._signs)
        for button in self.buttons:
            if buttons and button.action != "remove" and not self._cramped:
                paint_button(painter, button, self.look, hot=False)

    def paint_moving(self, painter: QPainter, emphasis: Emphasis, *, kept: bool = False) -> bool:
        """What training changes, and what is pointed at.

        With `kept`, lines come from pixels that are kept in between; then it returns whether there are more to renew.
        """
        late = False
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lit(painter, emphasis.lit)
        if kept and emphasis.about is None:
            late = self.wiring.paint_kept(painter)
        else:
            self.wiring.paint(painter, emphasis.about)
        self._paint_matrices(painter)
        self._paint_tiles(painter)
        for place in (*self._on_path(emphasis.path), emphasis.chosen, emphasis.pointed):
            self._paint_place(painter, place)
        if emphasis.ring is not None and emphasis.ring.unit < self._column(emphasis.ring.layer).shown:
            self._outline(painter, self._column(emphasis.ring.layer).rect(emphasis.ring.unit), 4.5, dashed=True)
        self._paint_buttons(painter, emphasis)
        return late

    def dot(self, unit: Unit) -> QRectF:
        """The square of a unit's bias."""
        rect, edge = self._column(unit.layer).rect(unit.unit), DOT * self.look.metrics.scale
        return QRectF(round(rect.left() - edge * 0.4), round(rect.bottom() - edge * 0.6), round(edge), round(edge))

    def place_of(self, place: Unit | Weight) -> QRectF:
        """Where a unit, a bias, a cell or a line's middle is in the picture; where there is none, its unit's layer."""
        column = self._column(place.layer)
        unit = place.unit if isinstance(place, Unit) else place.column
        tile = column.rect(unit) if unit < column.shown else column.box
        if isinstance(place, Unit):
            return tile
        if place.row == self.anatomy.units[place.layer]:
            return self.dot(Unit(place.layer, unit)) if unit < column.shown else tile
        line = self.wiring.line_of(place)
        if line is not None:
            return QRectF(line.center().x() - 1, line.center().y() - 1, 2, 2)
        return self.cell_of(place) or tile

    def links(self, layer: int) -> Links | None:
        """The weights that are drawn into a layer."""
        return self._picture.layers[layer].links if self._picture is not None else None

    def has_dots(self, layer: int) -> bool:
        """Whether the tiles of a layer are large enough to show biases."""
        return self._column(layer).tile >= 4 * DOT * self.look.metrics.scale

    def _arranged(self, width: float, height: float) -> Layout:
        units, whole = self.anatomy.units, self.anatomy.whole_inputs
        frame = self._captions.frame(width, height)
        layout = arrange(units, frame, whole)
        if is_cramped(layout) or not is_narrow(layout):
            return layout
        return arrange(units, frame._replace(above=frame.above + CLEAR * frame.scale), whole)

    def _dots_of(self, layer: int) -> list[QRectF]:
        return [self.dot(Unit(layer, unit)) for unit in range(self._column(layer).shown)]

    def _column(self, layer: int) -> Column:
        return self.layout.columns[layer + 1]

    def _paint_lit(self, painter: QPainter, lit: int | None) -> None:
        if lit is None or not 0 <= lit < len(self.layout.columns) - 1:
            return
        px, theme = self.look.metrics.px, self.look.theme
        box = self._column(lit).box.adjusted(-px(9), -px(9), px(9), px(9))
        painter.setPen(QPen(QColor(theme.accent), 2.5 * self.look.metrics.scale))
        painter.setBrush(QColor(mixed(theme.surface, theme.accent, 0.14)))
        painter.drawRoundedRect(box, px(8), px(8))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_matrices(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        for layer, (_, image) in self._matrices.items():
            box = self.layout.matrix_box(layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawImage(box, image)
            self._frames(painter, [box])

    def _paint_tiles(self, painter: QPainter) -> None:
        columns = self.layout.columns
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
            painter.drawImage(columns[0].rect(0), self._image[1])
        elif self._inputs is not None:
            self._inputs.paint(painter, columns[0])
        for tiles, column in zip(self._tiles, columns[1:], strict=False):
            tiles.paint(painter, column)
        self._fill_bare(painter)
        self._frames(painter, self._edges)
        if self._picture is not None:
            self._paint_biases(painter, self._picture)
            for layer, column in zip(self._picture.layers, columns[1:], strict=True):
                self._signs.paint(painter, column, layer.marks)

    def _fill_bare(self, painter: QPainter) -> None:
        """Tiles without a picture: all of them before the first one, and inputs that are numbers of a table."""
        if self._picture is None:
            bare = self._edges
        elif self._image is None and self._inputs is None:
            bare = self.layout.columns[0].rects
        else:
            return
        for rect in bare:
            painter.fillRect(rect, QColor(self.look.theme.surface_alt))

    def _frames(self, painter: QPainter, rects: list[QRectF]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(QColor(mixed(self.look.theme.border, self.look.theme.text_muted, 0.5)), 1))
        painter.drawRects(rects)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_biases(self, painter: QPainter, picture: Picture) -> None:
        theme = self.look.theme
        edge, zero = QColor(theme.surface), QColor(theme.text_muted)
        colours = {True: QColor(theme.positive), False: QColor(theme.negative)}
        for layer, dots in self._dots.items():
            painter.setPen(edge)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawRects([dot.adjusted(-1, -1, 0, 0) for dot in dots])
            for dot, bias in zip(dots, picture.layers[layer].biases.tolist(), strict=False):
                painter.fillRect(dot, colours[bias > 0] if bias else zero)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_place(self, painter: QPainter, place: Unit | Weight | None) -> None:
        """Outline a unit, or lay an accent along a weight."""
        if isinstance(place, Unit) and place.unit < self._column(place.layer).shown:
            self._outline(painter, self._column(place.layer).rect(place.unit), 2.0)
        elif isinstance(place, Weight):
            self._paint_weight(painter, place)

    def _on_path(self, path: tuple[Unit, ...]) -> list[Unit | Weight]:
        """The units of a way through the network, and the weights between them; nothing of another network's."""
        if not all(map(self.anatomy.has, path)):
            return []
        return [*path, *(Weight(after.layer, before.unit, after.unit) for before, after in pairwise(path))]

    def _paint_weight(self, painter: QPainter, weight: Weight) -> None:
        painter.setPen(QPen(QColor(self.look.theme.accent), 3.0 * self.look.metrics.scale))
        if weight.row == self.anatomy.units[weight.layer]:
            if weight.column < self._column(weight.layer).shown:
                painter.drawRect(self.dot(Unit(weight.layer, weight.column)).adjusted(-2, -2, 2, 2))
            return
        if line := self.wiring.line_of(weight):
            painter.drawLine(line)
        elif cell := self.cell_of(weight):
            painter.drawRect(cell)

    def cell_of(self, weight: Weight) -> QRectF | None:
        """The place of a weight in the image of its layer or of its unit."""
        way = self.layout.way(weight.layer)
        if way == "matrix":
            box, down, across = (
                self.layout.matrix_box(weight.layer),
                *self.anatomy.units[weight.layer : weight.layer + 2],
            )
            wide, high = box.width() / across, box.height() / down
            place = QPointF(box.left() + weight.column * wide, box.top() + weight.row * high)
            return QRectF(place.x(), place.y(), max(wide, 2), max(high, 2))
        if way == "tiles" and self.anatomy.pixels is not None and weight.column < self._column(0).shown:
            tile, (down, across) = self._column(0).rect(weight.column), self.anatomy.pixels
            row, column = divmod(weight.row, across)
            wide, high = tile.width() / across, tile.height() / down
            return QRectF(tile.left() + column * wide, tile.top() + row * high, wide, high)
        return None

    def _outline(self, painter: QPainter, rect: QRectF, away: float, *, dashed: bool = False) -> None:
        away *= self.look.metrics.scale
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(self.look.theme.accent), 2.5 * self.look.metrics.scale, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(-away, -away, away, away))

    def _paint_buttons(self, painter: QPainter, emphasis: Emphasis) -> None:
        for button in self.buttons:
            if button == emphasis.button:
                paint_button(painter, button, self.look, hot=True)
            elif (self._cramped or button.action == "remove") and button.is_of(emphasis.column):
                paint_button(painter, button, self.look, hot=False)
