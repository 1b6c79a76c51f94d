"""What lies under the pointer: a button, a bias, a unit, a weight."""

from PySide6.QtCore import QPointF

from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.plots.network.buttons import Button, button_at
from ffnn_gui.ui.plots.network.scene import Scene

Spot = Button | Unit | Weight

REACH = 5.0
"""Pixels around a line or a bias that belong to it."""

PIXEL_LEAST = 5.0
"""Size on the screen from which a pixel of a tile of weights is a weight of its own."""


def spot_at(scene: Scene, place: QPointF, factor: float = 1.0) -> Spot | None:
    """What is at a place of the picture, seen at so many times its size."""
    x, y = place.x(), place.y()
    reach = REACH * scene.look.metrics.scale / factor
    return (
        button_at(scene.buttons, x, y)
        or _bias_at(scene, place, reach)
        or _unit_or_pixel_at(scene, place, factor)
        or _cell_at(scene, place)
        or scene.wiring.weight_at(x, y, reach)
    )


def column_at(scene: Scene, x: float) -> int | None:
    """The column (0: the inputs) to whose slot a place belongs."""
    for index, column in enumerate(scene.layout.columns):
        if column.slot[0] <= x < column.slot[1]:
            return index
    return None


def _bias_at(scene: Scene, place: QPointF, reach: float) -> Weight | None:
    for layer in range(len(scene.layout.columns) - 1):
        if not scene.has_dots(layer):
            continue
        for unit in range(scene.layout.columns[layer + 1].shown):
            # The dot lies on its tile's corner: a little more than itself, so that the tile can still be pointed at.
            if scene.dot(Unit(layer, unit)).adjusted(-reach, -reach / 2, reach / 2, reach).contains(place):
                return Weight(layer, scene.anatomy.units[layer], unit)
    return None


def _unit_or_pixel_at(scene: Scene, place: QPointF, factor: float) -> Unit | Weight | None:
    for layer, column in enumerate(scene.layout.columns[1:]):
        unit = column.unit_at(place.x(), place.y())
        if unit is not None:
            pixel = _pixel_at(scene, place, unit, factor) if layer == 0 else None
            return pixel or Unit(layer, unit)
    return None


def _pixel_at(scene: Scene, place: QPointF, unit: int, factor: float) -> Weight | None:
    shape = scene.anatomy.pixels
    if shape is None or scene.layout.way(0) != "tiles":
        return None
    tile = scene.layout.columns[1].rect(unit)
    if tile.width() / max(shape) * factor < PIXEL_LEAST * scene.look.metrics.scale:
        return None
    row = int((place.y() - tile.top()) / tile.height() * shape[0])
    column = int((place.x() - tile.left()) / tile.width() * shape[1])
    return Weight(0, row * shape[1] + column, unit)


def _cell_at(scene: Scene, place: QPointF) -> Weight | None:
    for layer in range(len(scene.layout.columns) - 1):
        links, box = scene.links(layer), scene.layout.matrix_box(layer)
        if links is not None and links.is_matrix and box.contains(place):
            down, across = links.weights.shape
            row = min(int((place.y() - box.top()) / box.height() * down), down - 1)
            column = min(int((place.x() - box.left()) / box.width() * across), across - 1)
            return Weight(layer, int(links.rows[row, column]), int(links.columns[row, column]))
    return None
