"""The signs of ∂L/∂w of all weights into one neuron, example by example: one sign in a column, or mixed ones.

Under an activation that is never negative all weights of a neuron get the sign of its own ∂L/∂z.
"""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from ffnn_gui.ui.plots.distributions.looks import Signs
from ffnn_gui.ui.plots.look import Look

ALL = 0.99
"""Share of examples with one sign from which it is said that all agree."""


def sentence(seen: Signs) -> str:
    """In how many examples all weights are pushed the same way."""
    if seen.agreeing != seen.agreeing:
        return "No gradient reaches these weights: all are 0."
    agreeing = f"{seen.agreeing:.0%}".replace("%", " %")
    told = "all weights are pushed the same way" if seen.agreeing >= ALL else "the weights are pushed both ways"
    none = 1 - sum(seen.shares)
    zeros = f"{none:.0%} are 0. ".replace("%", " %") if none > 0.005 else ""
    return f"{zeros}One sign in {agreeing} of the examples: {told}."


def reading(seen: Signs, weight: int, example: int) -> str:
    """How a gradient comes to its sign: it is the neuron's own times the input's."""
    delta, gradient = int(seen.delta[example]), int(seen.weights[weight, example])
    names = {-1: "−", 0: "0", 1: "+"}
    return f"weight {weight + 1}: ∂L/∂z {names[delta]} × its input {names[delta * gradient]} = ∂L/∂w {names[gradient]}"


def legend(seen: Signs, look: Look) -> list[tuple[str, str]]:
    """The colours of the signs, and their shares."""
    texts = (f"{sign} {share:.0%}".replace("%", " %") for sign, share in zip("+−", seen.shares, strict=True))
    return list(zip((look.theme.positive, look.theme.negative), texts, strict=True))


def boxes(place: QRectF, look: Look, weights: int) -> tuple[QRectF, QRectF]:
    """Where the row of ∂L/∂z stands, and below it the rows of the weights."""
    line, px = QFontMetricsF(look.small).height(), look.metrics.px
    left = QFontMetricsF(look.small).horizontalAdvance(f"∂L/∂w {weights}") + px(8)
    inner = place.adjusted(left, px(2), -px(6), -line)
    row = min(line, inner.height() / 4)
    return (
        QRectF(inner.left(), inner.top(), inner.width(), row),
        QRectF(inner.left(), inner.top() + row + px(4), inner.width(), inner.height() - row - px(4)),
    )


def paint_signs(painter: QPainter, look: Look, place: QRectF, seen: Signs) -> None:
    """A column an example, a row a weight."""
    above, below = boxes(place, look, len(seen.weights))
    _paint_rows(painter, look, above, seen.delta[None])
    _paint_rows(painter, look, below, seen.weights)
    theme, px, line = look.theme, look.metrics.px, QFontMetricsF(look.small).height()
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(above)
    painter.drawRect(below)
    painter.setPen(QColor(theme.text_muted))
    right, room = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, above.left() - px(6)
    painter.drawText(QRectF(0, above.top(), room, above.height()), right, "∂L/∂z")
    rows = len(seen.weights)
    every = max(1, -(-int(rows * line) // max(int(below.height()), 1)))
    for row in range(0, rows, every):
        top = below.top() + (row + 0.5) * below.height() / rows
        painter.drawText(QRectF(0, top - line / 2, room, line), right, f"∂L/∂w {row + 1}")
    text = f"{len(seen.delta):,} training examples, in the order of ∂L/∂z"
    painter.drawText(QRectF(below.left(), below.bottom(), below.width(), line), Qt.AlignmentFlag.AlignRight, text)


def cell_at(place: QRectF, look: Look, seen: Signs, point: QPointF) -> tuple[int, int] | None:
    """The weight and the example at a place; None beside the rows."""
    _, below = boxes(place, look, len(seen.weights))
    if not below.contains(point):
        return None
    rows, examples = seen.weights.shape
    row, column = (
        int((point.y() - below.top()) / below.height() * rows),
        int((point.x() - below.left()) / below.width() * examples),
    )
    return min(row, rows - 1), min(column, examples - 1)


def _paint_rows(painter: QPainter, look: Look, box: QRectF, signs: NDArray[np.int8]) -> None:
    theme = look.theme
    table = np.array([QColor(name).rgb() for name in (theme.negative, theme.surface_alt, theme.positive)], np.uint32)
    pixels = np.ascontiguousarray(table[signs + 1])
    image = QImage(pixels.data, signs.shape[1], signs.shape[0], QImage.Format.Format_RGB32)
    # Where there are more examples or weights than pixels, mixed signs become a mixed colour.
    many = signs.shape[0] > box.height() or signs.shape[1] > box.width()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, many)
    painter.drawImage(box, image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
