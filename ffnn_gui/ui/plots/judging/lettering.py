"""How the numbers in a matrix's cells are written: in full where they fit, else in thousands, and as large as fits.

What does not fit even so is told by an ellipsis, never by a part of its digits.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetrics

MORE = "…"
LEAST = 8
"""Pixels of the smallest letters that can be read."""

READABLE = 10
"""Pixels of letters below which a shorter way to write a number is better than smaller letters."""

UNITS = ((1_000_000, "M"), (1_000, "k"))


def in_full(count: int) -> str:
    """Every digit: "12,345"."""
    return f"{count:,}"


def in_thousands(count: int) -> str:
    """At least two digits: "999", "1.0k", "12k", "1.2M"."""
    return _shortened(count, tenths=True)


def in_whole_thousands(count: int) -> str:
    """The fewest characters: "999", "1k", "12k", "1M"."""
    return _shortened(count, tenths=False)


WAYS: tuple[Callable[[int], str], ...] = (in_full, in_thousands, in_whole_thousands)


@dataclass(frozen=True)
class Lettering:
    """How numbers are written, and in letters of how many pixels."""

    way: Callable[[int], str]
    size: int

    def fitted(self, text: str, room: float, metrics: QFontMetrics) -> str:
        """The text, or `MORE` where it needs more than `room` pixels."""
        return text if metrics.horizontalAdvance(text) <= room else MORE


def lettering(largest: int, room: float, most: int, font: QFont) -> Lettering:
    """For counts up to `largest` in cells with `room` pixels for their text, in letters of at most `most` pixels."""
    found = [Lettering(way, letters(longest(way, largest), room, most, font)) for way in WAYS]
    enough = min(READABLE, most)
    best = next((one for one in found if one.size >= enough), max(found, key=lambda one: one.size))
    return best if best.size else Lettering(WAYS[-1], LEAST)


def letters(texts: Iterable[str], room: float, most: int, font: QFont) -> int:
    """The size in pixels, `LEAST` to `most`, at which the longest text fits into `room` pixels; 0 where none does."""
    texts, font = tuple(texts), QFont(font)
    for size in range(max(most, LEAST), LEAST - 1, -1):
        font.setPixelSize(size)
        if max(map(QFontMetrics(font).horizontalAdvance, texts)) <= room:
            return size
    return 0


def longest(way: Callable[[int], str], largest: int) -> list[str]:
    """The longest texts of counts up to the largest."""
    return [way(min(largest, nines)) for nines in (largest, 999, 9_900, 999_000)]


def _shortened(count: int, *, tenths: bool) -> str:
    for unit, letter in UNITS:
        # What would round to a thousand of a unit is one of the next.
        if count >= unit - unit // 2_000:
            value = count / unit
            return f"{value:.1f}{letter}" if tenths and value < 9.95 else f"{value:.0f}{letter}"
    return str(count)
