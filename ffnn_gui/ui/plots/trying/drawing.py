"""What is drawn by hand: strokes in shares of the canvas, and how much ink they leave on it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from ffnn_gui.data.framing import Ink, as_ink
from ffnn_gui.ui.painting import painting

CANVAS = 160
"""Pixels of the longer side of the canvas: fine beside every image that is made of it."""

LEAST_EXTENT = 0.35
"""Share of the canvas that a drawing counts as large at least: a dot is not blown up."""

Point = tuple[float, float]


class Drawing:
    """Strokes on a canvas, perhaps over a picture. `version` grows with each change."""

    def __init__(self, shape: tuple[int, int]) -> None:
        """The canvas has the sides of images of this shape (rows, columns)."""
        longer = max(shape)
        self.rows, self.columns = (max(round(CANVAS * side / longer), 1) for side in shape)
        self.strokes: list[list[Point]] = []
        self.picture: Ink | None = None
        self.version = 0

    @property
    def empty(self) -> bool:
        """Whether there is nothing on the canvas."""
        return not self.strokes and self.picture is None

    def begin(self, x: float, y: float) -> None:
        """Put the pen down, at shares of the canvas's width and height."""
        self.strokes.append([(x, y)])
        self.version += 1

    def extend(self, x: float, y: float) -> None:
        """Move the pen on."""
        self.strokes[-1].append((x, y))
        self.version += 1

    def undo(self) -> None:
        """Take the latest stroke back; when there is none, the picture."""
        if self.strokes:
            del self.strokes[-1]
        else:
            self.picture = None
        self.version += 1

    def clear(self) -> None:
        """Begin anew."""
        self.strokes, self.picture = [], None
        self.version += 1

    def load(self, image: QImage) -> None:
        """Take a picture instead: whatever differs from its background is ink."""
        grey = image.convertToFormat(QImage.Format.Format_ARGB32)
        paper = QImage(grey.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        with painting(paper) as painter:
            painter.drawImage(0, 0, grey)
        fitted = paper.scaled(
            self.columns,
            self.rows,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        ink = as_ink(levels(fitted.convertToFormat(QImage.Format.Format_Grayscale8)) / 255)
        canvas = np.zeros((self.rows, self.columns))
        down, right = (self.rows - ink.shape[0]) // 2, (self.columns - ink.shape[1]) // 2
        canvas[down : down + ink.shape[0], right : right + ink.shape[1]] = ink
        self.strokes, self.picture = [], canvas
        self.version += 1

    def ink(self, stroke: float) -> Ink:
        """The canvas's ink 0…1 (rows, columns), with strokes so thick, as a share of the drawing's longer side."""
        image = QImage(self.columns, self.rows, QImage.Format.Format_Grayscale8)
        image.fill(0)
        with painting(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = stroke / (1 - stroke) * self._extent()
            painter.setPen(pen(QColor("white"), width))
            painter.drawPath(self.path(self.columns, self.rows))
        drawn = levels(image) / 255
        return drawn if self.picture is None else np.maximum(drawn, self.picture)

    def path(self, wide: float, high: float) -> QPainterPath:
        """The strokes on an area of this size."""
        path = QPainterPath()
        for stroke in self.strokes:
            path.moveTo(QPointF(stroke[0][0] * wide, stroke[0][1] * high))
            for x, y in stroke[1:] or [(stroke[0][0] + 1e-4, stroke[0][1])]:
                path.lineTo(QPointF(x * wide, y * high))
        return path

    def _extent(self) -> float:
        """The longer side of the strokes, in pixels of the canvas."""
        points = np.array([point for stroke in self.strokes for point in stroke] or [(0.0, 0.0)])
        sides = (points.max(axis=0) - points.min(axis=0)) * (self.columns, self.rows)
        return max(float(sides.max()), LEAST_EXTENT * max(self.rows, self.columns))


def pen(colour: QColor, width: float) -> QPen:
    """A round pen."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def levels(image: QImage) -> NDArray[np.uint8]:
    """The levels of a grey image (rows, columns)."""
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()
