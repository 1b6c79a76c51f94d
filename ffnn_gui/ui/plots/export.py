"""Takes a plot out of the window: as a picture at twice its size, as a drawing of lines and texts, as numbers.

Each file is made whole in memory first; an old one of its name stays until then, and when something fails.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPaintDevice, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView, QWidget

from ffnn_gui.session import SessionError
from ffnn_gui.session.atomic import write_atomically
from ffnn_gui.ui.plots.header import Header
from ffnn_gui.ui.plots.plain_curve import PlainCurve
from ffnn_gui.ui.plots.svg import in_pixels

TIMES = 2
LINES = pg.PlotCurveItem | pg.InfiniteLine | PlainCurve
INPUT = re.compile("x[₀-₉]+")
NO_CACHE = QGraphicsItem.CacheMode.NoCache


@dataclass(frozen=True)
class Table:
    """Numbers behind a plot: the names of the columns, and rows."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def picture(widget: QWidget, times: float = TIMES) -> QImage:
    """What a widget shows, drawn anew with `times` as many pixels along each edge.

    Raises OSError when there is no memory for it.
    """
    image = QImage(widget.size() * times, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(times)
    image.fill(Qt.GlobalColor.transparent)
    _render(widget, image, times)
    return image


def save_png(widget: QWidget, path: Path) -> None:
    """Write the picture; raises OSError when it cannot be written."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture(widget).save(buffer, "PNG"):  # type: ignore[call-overload]  # the stub wants bytes
        raise OSError(f"“{path.name}” was not saved. The picture could not be packed.")
    _write(path, bytes(buffer.data().data()))


def save_svg(widget: QWidget, path: Path, title: str) -> None:
    """Write lines and texts that stay sharp at every size; raises OSError when they cannot be written."""
    buffer, generator = QBuffer(), QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(widget.size()))
    generator.setViewBox(QRect(QPoint(), widget.size()))
    # Texts are measured in points: with another resolution than the screen's they would have another size.
    generator.setResolution(widget.logicalDpiX())
    generator.setTitle(title)
    _render(widget, generator)
    _write(path, in_pixels(bytes(buffer.data().data())))


def save_csv(table: Table, path: Path) -> None:
    """Write the numbers, a header first, each with all its digits; raises OSError when they cannot be written.

    Inputs are named x1, x2, …: lowered digits are hard to type.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(map(_plain, table.columns))
    writer.writerows(map(_plain, row) for row in table.rows)
    _write(path, text.getvalue().encode())


def _plain(cell: Any) -> Any:
    """ "x₁" as "x1"; everything else as it is."""
    return unicodedata.normalize("NFKC", cell) if isinstance(cell, str) and INPUT.fullmatch(cell) else cell


def _write(path: Path, content: bytes) -> None:
    try:
        write_atomically(path, content)
    except SessionError as error:
        raise OSError(str(error)) from error


def _render(widget: QWidget, device: QPaintDevice, times: float = 1) -> None:
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("There is not enough memory for the picture.")
    try:
        with _drawn_anew(widget, times):
            widget.render(painter, QPoint())
    finally:
        painter.end()


@contextmanager
def _drawn_anew(widget: QWidget, times: float = 1) -> Iterator[None]:
    """Without the pixels that are kept for the screen, and with lines `times` as wide: theirs are in pixels."""
    items = [item for view in widget.findChildren(QGraphicsView) for item in view.scene().items()]
    cached = [(item, item.cacheMode()) for item in items if item.cacheMode() is not NO_CACHE]
    lines = [(item, _pen_of(item)) for item in items if isinstance(item, LINES)]
    points = [(item, item.data["pen"].copy()) for item in items if isinstance(item, pg.ScatterPlotItem)]
    # A picture has no menu to open; the button's place stays free.
    buttons = [header.button for header in widget.findChildren(Header) if header.button.isVisibleTo(widget)]
    try:
        for button in buttons:
            button.hide()
        for item, _ in cached:
            item.setCacheMode(NO_CACHE)
        for item, pen in lines:
            item.setPen(_widened(pen, times))
        for item, pens in points:
            # Each is drawn by itself then, not stamped from a sheet of pixels.
            item.setExportMode(True)
            item.data["pen"] = [_widened(pen or item.opts["pen"], times) for pen in pens]
        yield
    finally:
        for button in buttons:
            button.show()
        for item, pen in lines:
            item.setPen(pen)
        for item, pens in points:
            item.setExportMode(False)
            item.data["pen"] = pens
        for item, mode in cached:
            item.setCacheMode(mode)


def _pen_of(item: Any) -> QPen:
    pen = item.opts["pen"] if isinstance(item, pg.PlotCurveItem) else item.pen
    return pen if isinstance(pen, QPen) else QPen(Qt.PenStyle.NoPen)


def _widened(pen: QPen, times: float) -> QPen:
    wide = QPen(pen)
    wide.setWidthF(pen.widthF() * times)
    return wide
