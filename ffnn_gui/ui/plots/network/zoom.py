"""How near one looks at the picture: a factor and a shift, kept so that the picture never gets lost."""

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QTransform

NEAREST = 12.0
STEP = 1.25
"""Factor of one key press or one notch of the wheel."""

NOTCH = 120
"""What Qt calls one notch of the wheel, in eighths of a degree."""


class Zoom:
    """Attributes: factor, 1 for the whole picture, at most NEAREST; shift: where the picture's corner is, in pixels."""

    def __init__(self) -> None:
        self.factor = 1.0
        self.shift = QPointF()

    @property
    def whole(self) -> bool:
        """Whether the whole picture is seen."""
        return self.factor == 1.0

    @property
    def transform(self) -> QTransform:
        """From the picture to the widget."""
        return QTransform(self.factor, 0, 0, self.factor, self.shift.x(), self.shift.y())

    def of_widget(self, place: QPointF) -> QPointF:
        """The place in the picture that is seen at a place of the widget."""
        return (place - self.shift) / self.factor

    def fit(self) -> None:
        """Look at the whole picture."""
        self.factor, self.shift = 1.0, QPointF()

    def nearer(self, times: float, around: QPointF, size: QSizeF) -> None:
        """Multiply the factor while a place of the widget stays where it is."""
        fixed = self.of_widget(around)
        self.factor = min(max(self.factor * times, 1.0), NEAREST)
        self.move_to(around - fixed * self.factor, size)

    def move_to(self, shift: QPointF, size: QSizeF) -> None:
        """Shift the picture, as far as it goes on covering the widget."""
        least_x, least_y = size.width() * (1 - self.factor), size.height() * (1 - self.factor)
        self.shift = QPointF(min(max(shift.x(), least_x), 0.0), min(max(shift.y(), least_y), 0.0))
