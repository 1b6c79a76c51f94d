"""A painter for a widget that paints itself: it ends even when painting fails.

One that outlived the error would take the whole process with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget


@contextmanager
def painting(widget: QWidget) -> Iterator[QPainter]:
    """To be used in a paint event."""
    painter = QPainter(widget)
    try:
        yield painter
    finally:
        painter.end()
