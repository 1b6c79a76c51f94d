"""Takes a plot out of the window: as a picture at twice its size, as a drawing of lines and texts, as numbers."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView, QWidget

TIMES = 2
NO_CACHE = QGraphicsItem.CacheMode.NoCache


@dataclass(frozen=True)
class Table:
    """Numbers behind a plot: the names of the columns, and rows."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def picture(widget: QWidget, times: float = TIMES) -> QImage:
    """What a widget shows, drawn anew with `times` as many pixels along each edge."""
    image = QImage(widget.size() * times, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(times)
    image.fill(Qt.GlobalColor.transparent)
    with _drawn_anew(widget, times):
        widget.render(image, QPoint())
    return image


def save_png(widget: QWidget, path: Path) -> None:
    """Write the picture; raises OSError when it cannot be written."""
    if not picture(widget).save(str(path), "PNG"):  # type: ignore[call-overload]  # the stub wants bytes
        raise OSError(f"The picture could not be written to {path}.")


def save_svg(widget: QWidget, path: Path, title: str) -> None:
    """Write lines and texts that stay sharp at every size; raises OSError when they cannot be written."""
    path.touch()  # QSvgGenerator says nothing when it cannot write
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(QSize(widget.size()))
    generator.setViewBox(QRect(QPoint(), widget.size()))
    generator.setTitle(title)
    painter = QPainter(generator)
    with _drawn_anew(widget):
        widget.render(painter, QPoint())
    painter.end()


def save_csv(table: Table, path: Path) -> None:
    """Write the numbers, a header first, each with all its digits; raises OSError when they cannot be written."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        writer.writerows(table.rows)


@contextmanager
def _drawn_anew(widget: QWidget, times: float = 1) -> Iterator[None]:
    """Without the pixels that are kept for the screen, and with lines `times` as wide: theirs are in pixels."""
    items = [item for view in widget.findChildren(QGraphicsView) for item in view.scene().items()]
    cached = [(item, item.cacheMode()) for item in items if item.cacheMode() is not NO_CACHE]
    lines = [(item, _pen_of(item)) for item in items if isinstance(item, pg.PlotCurveItem | pg.InfiniteLine)]
    for item, _ in cached:
        item.setCacheMode(NO_CACHE)
    for item, pen in lines:
        wide = QPen(pen)
        wide.setWidthF(pen.widthF() * times)
        item.setPen(wide)
    yield
    for item, pen in lines:
        item.setPen(pen)
    for item, mode in cached:
        item.setCacheMode(mode)


def _pen_of(item: Any) -> QPen:
    pen = item.opts["pen"] if isinstance(item, pg.PlotCurveItem) else item.pen
    return pen if isinstance(pen, QPen) else QPen(Qt.PenStyle.NoPen)
