"""What a set of images makes of a sketch: the image that the network is asked about, and how the pad looks.

Strokes are ink, framed as the set frames its own. A picture is brought in as the import brings in its files, so that a
training file becomes that training image; only where a set is ink on paper, and the picture is not on the same paper,
what differs from the picture's background is taken for ink.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ffnn_gui.data import PreparedData
from ffnn_gui.data.framing import Framing, as_ink
from ffnn_gui.data.importing.formats.folder import Folder
from ffnn_gui.data.importing.image_files import Fit, NotAnImage
from ffnn_gui.data.ink import Ink
from ffnn_gui.data.sets.from_file import FromFile
from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.images import framing_in, is_negative
from ffnn_gui.ui.plots.trying.sketch import Picture, Sketch, levels, pen

WHITE, BLACK = "#ffffff", "#101418"
SLIM = 0.75
"""How thick framed strokes are on the pad: most drawings are made smaller than it."""


@dataclass(frozen=True)
class Paper:
    """The paper of a set.

    Attributes:
        framing: how the set frames its images; channels: numbers a pixel, 1 or 3
        negative: whether high values are shown dark
        fit: how the set's import brought pictures to its size; None where it did not come from pictures
    """

    framing: Framing
    channels: int
    negative: bool
    fit: Fit | None

    @classmethod
    def of(cls, data: PreparedData) -> "Paper":
        """The paper of a set of images."""
        config = data.config
        recipe = config.recipe if isinstance(config, FromFile) else None
        fit = recipe.fit if isinstance(recipe, Folder) else None
        return cls(framing_in(data), data.task.channels, is_negative(data), fit)

    def features(self, sketch: Sketch, stroke: float) -> NDArray[np.float64]:
        """The raw features (features,) with strokes so thick, as a share of the drawing's longer side."""
        framing, picture = self.framing, sketch.picture
        if self._is_framed(picture):
            ink = sketch.ink(stroke / (1 - stroke) * sketch.extent())
            if picture is not None:
                ink = np.maximum(ink, _ink(picture, sketch.rows, sketch.columns))
            return np.repeat(framing.features(ink), self.channels)
        under = np.full((*framing.shape, self.channels), float(framing.light))
        if picture is not None:
            under = self._pixels(picture, *framing.shape) / 255
        cover = framing.as_drawn(sketch.ink(stroke * max(sketch.rows, sketch.columns)))[..., np.newaxis]
        shares = under * (1 - cover) + (not framing.light) * cover
        return framing.levels(shares).reshape(-1)

    def take_in(self, picture: Picture, rows: int, columns: int) -> None:
        """Work out, in any thread, what `features` and `paint` will need of a picture on this canvas."""
        self._pixels(picture, *self.framing.shape)
        self._view(picture, rows, columns)

    @property
    def colour(self) -> str:
        """The colour of the empty paper on the pad."""
        return WHITE if self.framing.light or self.negative else BLACK

    def paint(self, painter: QPainter, sketch: Sketch, stroke: float, place: QRectF) -> None:
        """Paint picture and strokes at a place."""
        if sketch.picture is not None:
            painter.drawImage(place, self._view(sketch.picture, sketch.rows, sketch.columns))
        sides = place.width(), place.height()
        width = SLIM * min(sides) if self._is_framed(sketch.picture) else max(sides)
        painter.setPen(pen(QColor(BLACK if self.colour == WHITE else WHITE), stroke * width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(sketch.path(*sides).translated(place.topLeft()))

    def _is_framed(self, picture: Picture | None) -> bool:
        """Whether what is drawn is framed as the set's images are; else it stays where it is."""
        if picture is None or not self.framing.ink:
            return self.framing.ink
        if self.channels > 1:
            return False
        grey = self._pixels(picture, *self.framing.shape)[..., 0] / 255
        return self.fit is None or not self.framing.on_same_paper(grey)

    def _pixels(self, picture: Picture, rows: int, columns: int) -> NDArray[np.uint8]:
        """The picture as the import would bring it in, (rows, columns, channels)."""
        found = _pixels(picture, (columns, rows), self.channels > 1, self.fit or "crop")
        return found.reshape(rows, columns, self.channels)

    def _view(self, picture: Picture, rows: int, columns: int) -> QImage:
        """The picture on a canvas of this size, as it is seen on the pad."""
        if self._is_framed(picture):
            shown = (255 * (1 - _ink(picture, rows, columns))).astype(np.uint8)
        else:
            pixels = self._pixels(picture, rows, columns)
            shown = 255 - pixels if self.negative else pixels
        layout = (
            QImage.Format.Format_RGB888 if shown.ndim == 3 and self.channels > 1 else QImage.Format.Format_Grayscale8
        )
        return QImage(shown.tobytes(), columns, rows, shown.size // rows, layout).copy()


@lru_cache(maxsize=32)
def _pixels(picture: Picture, size: tuple[int, int], colour: bool, fit: Fit) -> NDArray[np.uint8]:
    # The decoder is loaded when it is first needed, since loading it would hold up the start of the program.
    from ffnn_gui.data.importing.images import pixels_from, pixels_of

    if picture.path is not None:
        try:
            return pixels_of(picture.path, size, colour, fit)
        except NotAnImage:
            pass  # Qt reads more kinds of pictures, and has read this one.
    image = picture.image.convertToFormat(QImage.Format.Format_RGBA8888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels_from(lines, size, colour, fit)


@lru_cache(maxsize=2)
def _ink(picture: Picture, rows: int, columns: int) -> Ink:
    """What differs from the picture's background, in the middle of a canvas of this size."""
    image = picture.image
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    with painting(paper) as painter:
        painter.drawImage(0, 0, image)
    ways = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    ink = as_ink(levels(paper.scaled(columns, rows, *ways).convertToFormat(QImage.Format.Format_Grayscale8)) / 255)
    canvas = np.zeros((rows, columns))
    down, right = (rows - ink.shape[0]) // 2, (columns - ink.shape[1]) // 2
    canvas[down : down + ink.shape[0], right : right + ink.shape[1]] = ink
    return canvas
