"""The pad: paper of a set's images to draw on with the mouse, or to put a picture onto."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageReader,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)

from ffnn_gui.data.importing import ImportProblem
from ffnn_gui.ui.drops import accept_copy
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.sheet import Sheet
from ffnn_gui.ui.plots.trying.paper import Paper
from ffnn_gui.ui.plots.trying.reading import made_smaller, read_picture
from ffnn_gui.ui.plots.trying.sketch import Picture, Sketch
from ffnn_gui.worker.jobs import Jobs

PATIENCE = 200
"""Milliseconds after which it is told that a picture is still being read."""

UNDO, PASTE = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Paste
FAINT = "#57606a"


class Pad(Sheet):
    """Paper with a sketch, or with the example that is shown until something is drawn.

    Signals: drawn(): after each change of the sketch; failed(str): a picture could not be opened, and why; mended(str):
    that is over, since another picture is there
    """

    drawn = Signal()
    failed = Signal(str)
    mended = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.sketch = Sketch((8, 8))
        self.paper: Paper | None = None
        self.stroke = 0.1
        self.example: QImage | None = None
        self.hint = ""
        self._drawing_now = False
        self._complaint = ""
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self.update)
        self._start_jobs()
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Pad to draw on"))
        self.pressed.connect(self._begin)
        self.dragged.connect(self._extend)

    def _start_jobs(self) -> None:
        app = QCoreApplication.instance()
        assert app is not None
        # They are the program's: the pad may go while a thread still reads for it.
        self._jobs = Jobs(app)
        self._jobs.done.connect(self._put)
        self._jobs.refused.connect(self._refuse)
        app.aboutToQuit.connect(self._jobs.shutdown)

    def prepare(self, paper: Paper, stroke: float, *, keep: bool = False) -> None:
        """Other paper, with strokes so thick (a share of the longer side); what was drawn may be kept."""
        self.paper, self.stroke = paper, stroke
        if not keep:
            self.give_up()
            self.sketch = Sketch(paper.framing.shape)
        self.update()

    def show_example(self, image: QImage | None) -> None:
        """Show an example as long as nothing is drawn."""
        self.example = image
        self.update()

    def undo(self) -> None:
        """Take the latest change back: a stroke that is being drawn, a picture that is being read, or what is there."""
        self._drawing_now = False
        if not self.give_up():
            self.sketch.undo()
            self._change()

    def clear(self) -> None:
        """Take everything off the paper; a stroke that is being drawn is over."""
        self._drawing_now = False
        self.give_up()
        self.sketch.clear()
        self._change()

    # Pictures

    @property
    def reading(self) -> bool:
        """Whether a picture is being read from a file."""
        return self._jobs.busy

    @property
    def waiting(self) -> bool:
        """Whether that takes so long that it is told."""
        return self.reading and not self._patience.isActive()

    def open(self, path: str) -> None:
        """Put a picture from a file onto the paper as soon as it is read, or tell why it cannot be."""
        if self.paper is None:
            return
        file, paper, canvas = Path(path), self.paper, (self.sketch.rows, self.sketch.columns)
        self._jobs.start(lambda progress: read_picture(file, paper, canvas))
        self._patience.start()

    def give_up(self) -> bool:
        """Give up the picture that is being read, since something else counts now; False when there is none."""
        given_up = self.reading
        self._jobs.cancel()
        self.update()
        return given_up

    def load(self, image: QImage) -> None:
        """Put a picture that belongs to no file onto the paper."""
        if not image.isNull():
            self.give_up()
            self._put(Picture(made_smaller(image)))

    @Slot(object)
    def _put(self, picture: Picture) -> None:
        self.sketch.load(picture)
        self._complain("")
        self._change()

    @Slot(object)
    def _refuse(self, problem: ImportProblem) -> None:
        self._complain(str(problem))
        self.update()

    def paste(self) -> None:
        """Put the picture on the clipboard onto the paper, or tell that there is none."""
        if not self._take(QGuiApplication.clipboard().mimeData()):
            self._complain(self.tr("There is no picture on the clipboard."))

    def _complain(self, text: str) -> None:
        """Tell why there is no picture, in place of what was told before; empty when there is one."""
        if self._complaint:
            self.mended.emit(self._complaint)
        self._complaint = text
        if text:
            self.failed.emit(text)

    def _take(self, mime: QMimeData | None) -> bool:
        """Take the picture that is offered; False where there is none."""
        if mime is None or not _is_picture(mime):
            return False
        if path := _picture_file(mime):
            self.open(path)
        else:
            self.load(QImage(mime.imageData()))
        return True

    # Painting

    def place(self) -> QRectF:
        """Where the paper lies: with the sides of the images, in the middle."""
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        scale = min(room.width() / self.sketch.columns, room.height() / self.sketch.rows)
        wide, high = scale * self.sketch.columns, scale * self.sketch.rows
        return QRectF(room.center().x() - wide / 2, room.center().y() - high / 2, wide, high)

    def paint(self, painter: QPainter) -> None:
        if self.paper is None:
            return
        place, theme = self.place(), self.look.theme
        painter.fillRect(place, QColor(self.paper.colour))
        if not self.sketch.empty:
            painter.setClipRect(place)
            self.paper.paint(painter, self.sketch, self.stroke, place)
            painter.setClipping(False)
        elif self.example is not None:
            painter.drawImage(place, self.example)
        if self.waiting or self.sketch.empty:
            self._paint_hint(painter, place, self.tr("reading the picture…") if self.waiting else self.hint)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(theme.border))
        painter.drawRect(place)

    def focus_place(self) -> QRectF:
        return self.place()

    def _paint_hint(self, painter: QPainter, place: QRectF, hint: str) -> None:
        line = painter.fontMetrics().height()
        box = QRectF(place.left(), place.bottom() - line - 2, place.width(), line + 2)
        shade = QColor("white")
        shade.setAlpha(210)
        painter.fillRect(box, shade)
        painter.setPen(QColor(FAINT))
        text = painter.fontMetrics().elidedText(hint, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    # Mouse, keys, drops

    def _begin(self, place: QPointF) -> None:
        if self.place().contains(place):
            self.give_up()
            self.sketch.begin(*self._share(place))
            self._change()

    def _extend(self, place: QPointF) -> None:
        if self.sketch.strokes and self._drawing_now:
            self.sketch.extend(*self._share(place))
            self._change()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A drag that began beside the paper draws nothing.
        self._drawing_now = self.place().contains(event.position())
        super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        # With the pad in focus these keys are the pad's, and not the window's.
        key = event if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) else None
        if key is not None and (key.matches(UNDO) or key.matches(PASTE)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(UNDO) or event.key() == Qt.Key.Key_Backspace:
            self.undo()
        elif event.matches(PASTE):
            self.paste()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # What is no picture goes on to the window, which opens sessions and imports data.
        if _is_picture(event.mimeData()):
            accept_copy(event)
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        if accept_copy(event):
            self._take(event.mimeData())

    def _share(self, place: QPointF) -> tuple[float, float]:
        paper = self.place()
        return (place.x() - paper.left()) / paper.width(), (place.y() - paper.top()) / paper.height()

    def _change(self) -> None:
        self.update()
        self.drawn.emit()


def _is_picture(mime: QMimeData) -> bool:
    """Whether a picture is offered: a file, or one that belongs to none."""
    return bool(_picture_file(mime)) or (mime.hasImage() and not any(url.isLocalFile() for url in mime.urls()))


def _picture_file(mime: QMimeData) -> str:
    """The first file that is a picture by its name and its content; empty where there is none."""
    endings = {bytes(ending.data()).decode() for ending in QImageReader.supportedImageFormats()}
    files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    named = [path for path in files if Path(path).suffix[1:].lower() in endings]
    return next((path for path in named if QImageReader.imageFormat(path)), "")
