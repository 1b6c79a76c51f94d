"""How large things are: an 8-pixel grid, three type sizes and the icons, all times one scale factor.

Projector mode is nothing but a larger scale.
"""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

TypeSize = Literal["small", "body", "title"]

GRID = 8
ICON = 20
LOWEST_SCALE, HIGHEST_SCALE = 1.0, 2.0
TYPE_SIZES: dict[TypeSize, float] = {"small": 0.88, "body": 1.0, "title": 1.3}


@dataclass(frozen=True)
class Metrics:
    """Sizes at one scale, from 1 (a desk) to 2 (the last row of a lecture hall); ValueError outside."""

    scale: float = 1.0

    def __post_init__(self) -> None:
        if not LOWEST_SCALE <= self.scale <= HIGHEST_SCALE:
            raise ValueError(f"the scale must be from {LOWEST_SCALE:g} to {HIGHEST_SCALE:g}, not {self.scale:g}")

    def px(self, length: float) -> int:
        """A length given in pixels at scale 1."""
        return round(length * self.scale)

    @property
    def gap(self) -> int:
        """One step of the grid in pixels: between cards, and inside their edges."""
        return self.px(GRID)

    @property
    def icon(self) -> int:
        """Edge of an icon in pixels."""
        return self.px(ICON)

    def points(self, size: TypeSize) -> float:
        """Type size in points, from the size that the system's own font has."""
        base = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
        return round(max(base, 9.0) * TYPE_SIZES[size] * self.scale, 1)

    def font(self, size: TypeSize = "body") -> QFont:
        """The system's font in one of the three sizes, with figures of equal width where it has them."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setPointSizeF(self.points(size))
        font.setFeature(QFont.Tag("tnum"), 1)
        return font
