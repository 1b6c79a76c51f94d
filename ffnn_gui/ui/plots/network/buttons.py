"""The small buttons in the picture that change the network: units at a layer's foot, layers between and on captions."""

from dataclasses import dataclass
from math import inf
from typing import Literal

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ffnn_gui.ui.plots.intents import AddLayer, Intent, RemoveLayer, SetUnits
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.network.anatomy import Anatomy
from ffnn_gui.ui.plots.network.geometry import Layout
from ffnn_gui.ui.theme import mixed

Action = Literal["more", "fewer", "add", "remove"]
EDGE = 16.0
REACH = 4.0
"""Pixels around a button that belong to it too."""

ASIDE = 23.0
"""Pixels from a layer's middle to its buttons, where there is room: a number of three digits is between them."""

ROOMY = 64.0
"""Width of a layer's slot from which its buttons are always there: neighbours' do not touch, nor the number between."""

WIDE = 92.0
"""Width of a slot from which a caption leaves the buttons beside it room."""


@dataclass(frozen=True)
class Button:
    """One button; layer: that which it changes, or the index that a new one gets."""

    action: Action
    layer: int
    rect: QRectF

    def is_of(self, column: int | None) -> bool:
        """Whether it belongs to a column of the picture (0: the inputs); a seam belongs to both sides."""
        return column is not None and (
            column in (self.layer, self.layer + 1) if self.action == "add" else column == self.layer + 1
        )

    def sentence(self, anatomy: Anatomy) -> str:
        """What a click does."""
        if self.action == "add":
            return "Add a hidden layer here"
        name = anatomy.titles[self.layer + 1].name
        if self.action == "remove":
            return f"Remove {name} (Delete)"
        return f"{name}: one unit more (+)" if self.action == "more" else f"{name}: one unit fewer (−)"


def is_cramped(layout: Layout) -> bool:
    """Whether the buttons of neighbours would touch, so that they are to appear under the pointer only."""
    return _narrowest(layout) < ROOMY * layout.frame.scale


def is_narrow(layout: Layout) -> bool:
    """Whether a layer's captions may be as wide as its slot."""
    return _narrowest(layout) < WIDE * layout.frame.scale


def _narrowest(layout: Layout) -> float:
    """The width of the narrowest slot of a hidden layer; without any, there is room enough."""
    return min((right - left for left, right in (column.slot for column in layout.columns[1:-1])), default=inf)


def buttons_of(layout: Layout, anatomy: Anatomy) -> list[Button]:
    """All buttons that the limits of a network allow."""
    scale = layout.frame.scale
    edge, middle, cramped = EDGE * scale, layout.bottom + 13 * scale, is_cramped(layout)
    found = []
    for layer in range(anatomy.hidden):
        column, units = layout.columns[layer + 1], anatomy.units[layer + 1]
        left, right = column.slot
        half = min(ASIDE * scale, (right - left) / 2 - (6 if cramped else EDGE / 2 + REACH) * scale)
        if units > 1:
            found.append(Button("fewer", layer, _around(column.centre - half, middle, edge)))
        if units < anatomy.most_units:
            found.append(Button("more", layer, _around(column.centre + half, middle, edge)))
        aside = min((right - left) / 2 - 7 * scale, 38 * scale)
        found.append(Button("remove", layer, _around(column.centre + aside, 11 * scale, edge)))
    if anatomy.may_grow:
        for at in range(anatomy.hidden + 1):
            seam = layout.seam(at)
            found.append(Button("add", at, _around(seam.x(), seam.y(), edge)))
    return found


def button_at(buttons: list[Button], x: float, y: float) -> Button | None:
    """The button at a place."""
    for button in buttons:
        if button.rect.adjusted(-REACH, -REACH, REACH, REACH).contains(x, y):
            return button
    return None


def wish(button: Button, anatomy: Anatomy) -> Intent:
    """What a click on a button asks for."""
    if button.action == "add":
        return AddLayer(button.layer)
    if button.action == "remove":
        return RemoveLayer(button.layer)
    units = anatomy.units[button.layer + 1] + (1 if button.action == "more" else -1)
    return SetUnits(button.layer, min(max(units, 1), anatomy.most_units))


def paint_button(painter: QPainter, button: Button, look: Look, hot: bool) -> None:
    """A quiet sign; a filled disc under the pointer."""
    theme, rect = look.theme, button.rect
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent if hot else mixed(theme.surface, theme.border, 0.55)))
    painter.drawEllipse(rect)
    painter.setPen(QPen(QColor(theme.accent_text if hot else theme.text_muted), 1.4 * look.metrics.scale))
    arm, centre = rect.width() * 0.24, rect.center()
    painter.drawLines([QLineF(centre - end, centre + end) for end in _strokes(button.action, arm)])
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _strokes(action: Action, arm: float) -> list[QPointF]:
    if action == "remove":
        return [QPointF(arm, arm), QPointF(arm, -arm)]
    return [QPointF(arm, 0)] if action == "fewer" else [QPointF(arm, 0), QPointF(0, arm)]


def _around(x: float, y: float, edge: float) -> QRectF:
    return QRectF(x - edge / 2, y - edge / 2, edge, edge)
