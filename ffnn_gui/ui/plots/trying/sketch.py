"""What is on the pad: strokes in shares of the canvas, perhaps over a picture, and everything that was there before."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainterPath, QPen

from ffnn_gui.data.ink import Ink
from ffnn_gui.ui.painting import painting

CANVAS = 160
"""Pixels of the longer side of the canvas: fine beside every image that is made of it."""

LEAST_EXTENT = 0.35
"""Share of the canvas that a drawing counts as large at least: a dot is not blown up."""

MOST_STATES = 100
"""Steps that can be taken back."""

Point = tuple[float, float]
Stroke = tuple[Point, ...]


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture that was put onto the pad, made smaller where it is large, and the file that it came from."""

    image: QImage
    path: Path | None = None


@dataclass(frozen=True, eq=False)
class State:
    """What is on the pad at one time."""

    strokes: tuple[Stroke, ...] = ()
    picture: Picture | None = None


class Sketch:
    """A canvas of (rows, columns) pixels; `version` grows with each change."""

    def __init__(self, shape: tuple[int, int]) -> None:
        """The canvas has the sides of images of this shape (rows, columns)."""
        longer = max(shape)
        self.rows, self.columns = (max(round(CANVAS * side / longer), 1) for side in shape)
        self.version = 0
        self._states = [State()]

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """The strokes, the latest last."""
        return self._states[-1].strokes

    @property
    def picture(self) -> Picture | None:
        """The picture under them."""
        return self._states[-1].picture

    @property
    def empty(self) -> bool:
        """Whether there is nothing on the canvas."""
        return not self.strokes and self.picture is None

    @property
    def undoable(self) -> bool:
        """Whether there is anything to take back."""
        return len(self._states) > 1

    def begin(self, x: float, y: float) -> None:
        """Put the pen down, at shares of the canvas's width and height."""
        self._change(State((*self.strokes, ((x, y),)), self.picture))

    def extend(self, x: float, y: float) -> None:
        """Move the pen on: the latest stroke goes on to there."""
        *before, latest = self.strokes
        self._states[-1] = State((*before, (*latest, (x, y))), self.picture)
        self.version += 1

    def undo(self) -> None:
        """Take the latest change back, be it a stroke, a picture, or that everything was cleared."""
        if self.undoable:
            del self._states[-1]
            self.version += 1

    def clear(self) -> None:
        """Begin anew."""
        if not self.empty:
            self._change(State())

    def load(self, picture: Picture) -> None:
        """Take a picture instead."""
        self._change(State(picture=picture))

    def extent(self) -> float:
        """The longer side of the strokes, in pixels of the canvas."""
        points = np.array([point for stroke in self.strokes for point in stroke] or [(0.0, 0.0)])
        sides = (points.max(axis=0) - points.min(axis=0)) * (self.columns, self.rows)
        return max(float(sides.max()), LEAST_EXTENT * max(self.rows, self.columns))

    def ink(self, width: float) -> Ink:
        """The ink of the strokes, 0…1 (rows, columns), where they are so many pixels wide."""
        image = QImage(self.columns, self.rows, QImage.Format.Format_Grayscale8)
        image.fill(0)
        with painting(image) as painter:
            painter.setRenderHint(painter.RenderHint.Antialiasing)
            painter.setPen(pen(QColor("white"), width))
            painter.drawPath(self.path(self.columns, self.rows))
        return levels(image) / 255

    def path(self, wide: float, high: float) -> QPainterPath:
        """The strokes on an area of this size."""
        path = QPainterPath()
        for stroke in self.strokes:
            path.moveTo(QPointF(stroke[0][0] * wide, stroke[0][1] * high))
            for x, y in stroke[1:] or ((stroke[0][0] + 1e-4, stroke[0][1]),):
                path.lineTo(QPointF(x * wide, y * high))
        return path

    def _change(self, state: State) -> None:
        self._states = [*self._states[-MOST_STATES:], state]
        self.version += 1


def pen(colour: QColor, width: float) -> QPen:
    """A round pen."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def levels(image: QImage) -> NDArray[np.uint8]:
    """The grey levels (rows, columns) of an image of one byte a pixel."""
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width()].copy()
