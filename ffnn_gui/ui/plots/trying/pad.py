"""The pad: paper of a set's images to draw on with the mouse, or to put a picture onto."""

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QImageReader, QKeyEvent, QMouseEvent, QPainter

from ffnn_gui.data.framing import Ink
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.sheet import Sheet
from ffnn_gui.ui.plots.trying.drawing import Drawing, pen

LARGEST = 8192
"""Pixels along a side of a picture that is opened at most."""


class Pad(Sheet):
    """Paper with a drawing, or with the example that is shown until something is drawn.

    Signals: drawn(): after each change of the drawing; failed(str): a picture could not be opened, and why
    """

    drawn = Signal()
    failed = Signal(str)
    PAPER: ClassVar[str] = "#ffffff"
    INK: ClassVar[str] = "#101418"

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.drawing = Drawing((8, 8))
        self.stroke = 0.1
        self.example: QImage | None = None
        self.hint = ""
        self.coloured = False
        self._source: QImage | None = None
        self._drawing_now = False
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Pad to draw on"))
        self.pressed.connect(self._begin)
        self.dragged.connect(self._extend)

    def prepare(self, shape: tuple[int, int], stroke: float) -> None:
        """Paper for images of this shape, with strokes so thick (a share of the longer side)."""
        self.drawing, self.stroke, self._source = Drawing(shape), stroke, None
        self.update()

    def show_example(self, image: QImage | None) -> None:
        """Show an example as long as nothing is drawn."""
        self.example = image
        self.update()

    def undo(self) -> None:
        """Take the latest stroke back."""
        self.drawing.undo()
        self._change()

    def clear(self) -> None:
        """Take everything off the paper."""
        self.drawing.clear()
        self._change()

    def open(self, path: str) -> None:
        """Put a picture from a file onto the paper, or tell why it cannot be."""
        reader = QImageReader(path)
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid() and max(size.width(), size.height()) > LARGEST:
            self.failed.emit(self.tr("“%1” is larger than %2 pixels.").replace("%1", path).replace("%2", str(LARGEST)))
            return
        image = reader.read()
        if image.isNull():
            text = self.tr("“%1” cannot be read as a picture: %2")
            self.failed.emit(text.replace("%1", path).replace("%2", reader.errorString()))
        else:
            self.load(image)

    def load(self, image: QImage) -> None:
        """Put a picture onto the paper."""
        if not image.isNull():
            self.drawing.load(image)
            self._source = image
            self._change()

    def colours(self, shape: tuple[int, int]) -> NDArray[np.float64] | None:
        """The colours 0…1 of the picture that lies on the paper as (rows · columns · 3,); None where there is none."""
        if self._source is None or self.drawing.picture is None:
            return None
        rows, columns = shape
        ways = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = self._source.scaled(columns, rows, *ways).convertToFormat(QImage.Format.Format_RGB888)
        lines = np.frombuffer(image.constBits(), np.uint8).reshape(rows, image.bytesPerLine())
        return lines[:, : 3 * columns].reshape(-1) / 255

    def paper(self) -> QRectF:
        """Where the paper lies: with the sides of the images, in the middle."""
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        scale = min(room.width() / self.drawing.columns, room.height() / self.drawing.rows)
        wide, high = scale * self.drawing.columns, scale * self.drawing.rows
        return QRectF(room.center().x() - wide / 2, room.center().y() - high / 2, wide, high)

    def paint(self, painter: QPainter) -> None:
        paper, theme = self.paper(), self.look.theme
        painter.fillRect(paper, QColor(self.PAPER))
        if not self.drawing.empty:
            self._paint_drawing(painter, paper)
        elif self.example is not None:
            painter.drawImage(paper, self.example)
        if self.drawing.empty:
            self._paint_hint(painter, paper)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(theme.accent if self.hasFocus() else theme.border))
        painter.drawRect(paper)

    def _paint_drawing(self, painter: QPainter, paper: QRectF) -> None:
        painter.save()
        painter.setClipRect(paper)
        if self.coloured and self._source is not None and self.drawing.picture is not None:
            painter.drawImage(paper, self._source)
        elif self.drawing.picture is not None:
            painter.drawImage(paper, _on_paper(self.drawing.picture))
        painter.translate(paper.topLeft())
        painter.setPen(pen(QColor(self.INK), 0.75 * self.stroke * min(paper.width(), paper.height())))
        painter.drawPath(self.drawing.path(paper.width(), paper.height()))
        painter.restore()

    def _paint_hint(self, painter: QPainter, paper: QRectF) -> None:
        line = painter.fontMetrics().height()
        box = QRectF(paper.left(), paper.bottom() - line - 2, paper.width(), line + 2)
        shade = QColor(self.PAPER)
        shade.setAlpha(210)
        painter.fillRect(box, shade)
        painter.setPen(QColor("#57606a"))
        text = painter.fontMetrics().elidedText(self.hint, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    # Mouse, keys, drops

    def _begin(self, place: QPointF) -> None:
        if self.paper().contains(place):
            self.drawing.begin(*self._share(place))
            self._change()

    def _extend(self, place: QPointF) -> None:
        if self.drawing.strokes and self._drawing_now:
            self.drawing.extend(*self._share(place))
            self._change()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A drag that began beside the paper draws nothing.
        self._drawing_now = self.paper().contains(event.position())
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self.undo()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasImage() or any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if files:
            self.open(files[0])
        else:
            self.load(QImage(data.imageData()))
        event.acceptProposedAction()

    def _share(self, place: QPointF) -> tuple[float, float]:
        paper = self.paper()
        return (place.x() - paper.left()) / paper.width(), (place.y() - paper.top()) / paper.height()

    def _change(self) -> None:
        self.update()
        self.drawn.emit()


def _on_paper(ink: Ink) -> QImage:
    rows, columns = ink.shape
    levels = (255 - np.clip(ink, 0, 1) * 235).astype(np.uint8)
    return QImage(levels.tobytes(), columns, rows, columns, QImage.Format.Format_Grayscale8).copy()
