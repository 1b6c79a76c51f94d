"""A painter for a widget that paints itself, or for a picture in memory: it ends even when painting fails.

One that outlived the error would take the whole process with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPaintDevice, QPainter


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """A painter on a picture, or in its paint event on a widget."""
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()
