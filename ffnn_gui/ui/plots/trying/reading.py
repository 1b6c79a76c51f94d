"""Pictures for the pad from files: a large one takes longer to read than a click may, so that a thread does it.

What the paper makes of a picture is worked out there too, since for that the file is decoded once more.
"""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from ffnn_gui.data.importing import ImportProblem
from ffnn_gui.data.importing.image_files import MOST_JPEG_PIXELS, MOST_PIXELS
from ffnn_gui.ui.plots.trying.paper import Paper
from ffnn_gui.ui.plots.trying.sketch import Picture

KEPT = 512
"""Pixels along the longer side that are kept of a picture at most."""


def read_picture(path: Path, paper: Paper, canvas: tuple[int, int]) -> Picture:
    """The picture in a file, ready for this paper and a canvas of (rows, columns); raises ImportProblem."""
    picture = Picture(made_smaller(_image(path)), path)
    paper.take_in(picture, *canvas)
    return picture


def made_smaller(image: QImage) -> QImage:
    """As much of a picture as is kept."""
    size, smooth = _kept(image.size()), Qt.TransformationMode.SmoothTransformation
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _image(path: Path) -> QImage:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    most = MOST_JPEG_PIXELS if reader.format() == b"jpeg" else MOST_PIXELS
    if size.width() * size.height() > most:
        what = f"“{path.name}” has more than {most // 1_000_000} million pixels."
        raise ImportProblem(what, "Make it smaller, or open another picture.")
    if size.isValid():
        reader.setScaledSize(_kept(size))
    image = reader.read()
    if image.isNull():
        what = f"“{path.name}” cannot be read as a picture ({reader.errorString()})."
        raise ImportProblem(what, "Open another one, or save it anew as PNG.")
    return image


def _kept(size: QSize) -> QSize:
    """The size that is kept of a picture."""
    most = QSize(KEPT, KEPT)
    fitted = size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
    return size if max(size.width(), size.height()) <= KEPT else fitted.expandedTo(QSize(1, 1))
