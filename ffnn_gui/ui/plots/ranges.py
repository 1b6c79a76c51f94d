"""Axis ranges that move in steps, and the ticks on them.

Redrawing axes is what a plot costs, so a range only moves when the numbers leave it or no longer fill it.
"""

import math

from ffnn_gui.insight.numbers import number, power_of_ten, powered

Range = tuple[float, float]

STEPS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
TICK_STEPS = (1.0, 2.0, 5.0, 10.0)
FILLED = 0.4
SLACK = 1e-9
MOST_ZEROS = 3
"""Powers of ten up to here, and down to as many places, are written out."""

LONGEST = 4.0
"""Times that one direction may be longer than another of the same scale."""

TINY = 1e-100
"""What is smaller counts as 0, since arithmetic with it would underflow."""


def round_up(value: float, steps: tuple[float, ...] = STEPS) -> float:
    """The smallest round number that is not below a value; 0 for 0 and for what is not finite."""
    if not math.isfinite(value) or value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in steps if step * power >= value * (1 - SLACK)), 10 * power)


def stepped(low: float, high: float, now: Range | None = None) -> Range:
    """A round range that holds low … high: the one that is there as long as it holds them and is filled by them.

    With `low` 0 the range begins at 0. What is not finite, or has no extent, gets a range around it.
    """
    low, high = _usable(low, high)
    if now is not None and now[0] <= low and high <= now[1] and high - low >= FILLED * (now[1] - now[0]):
        return now
    if low == 0:
        return 0.0, round_up(high)
    unit = round_up(high - low) / 8
    return math.floor(low / unit + SLACK) * unit, math.ceil(high / unit - SLACK) * unit


def stepped_epochs(last: float, ahead: float = 0.0) -> Range:
    """From 0 to a round number of epochs, at least 10: it moves about ten times while the epochs grow tenfold.

    With `ahead` it moves when only that share of the range is left.
    """
    return 0.0, max(10.0, round_up(last * (1 + ahead)))


def stepped_decades(low: float, high: float, widest: int = 12) -> Range:
    """Powers of ten (as exponents) that hold low … high, both above 0; at most so many, the lowest are cut."""
    top, bottom = math.ceil(math.log10(high) - SLACK), math.floor(math.log10(low) + SLACK)
    return float(max(min(bottom, top - 1), top - widest)), float(top)


def ticks(low: float, high: float, most: int = 5, closest: float = 0.0) -> list[tuple[float, str]]:
    """Round places within a range, no closer to each other than that, and what stands beside them."""
    step = round_up(max((high - low) / max(most, 1), closest), TICK_STEPS)
    if not step:
        return []
    first, last = math.ceil(low / step - SLACK), math.floor(high / step + SLACK)
    return [(place * step, tick_text(place * step, step)) for place in range(first, last + 1)]


def tick_text(value: float, step: float) -> str:
    """A tick's number with as many digits as tell it from its neighbours, thousands separated."""
    power = math.floor(math.log10(step) + SLACK)
    if value == 0:
        return "0"
    if power >= 6 or power < -4:
        digits = max(0, math.floor(math.log10(abs(value)) + SLACK) - power)
        return powered(value, digits + 1)
    return f"{value:,.{max(0, -power)}f}".replace("-", "−")


def log_ticks(low: float, high: float, most: int = 5) -> list[tuple[float, str]]:
    """Places (as exponents of ten) on a logarithmic axis; 1, 2 and 5 where it spans few decades.

    All are written alike: 0.001 … 100, or 10⁻⁸ … 10⁰ where one of them has many zeros.
    """
    if high - low <= 2:
        fine = [(power, factor) for power in range(math.floor(low), math.ceil(high) + 1) for factor in (1, 2, 5)]
        places = [(power + math.log10(factor), factor * 10.0**power) for power, factor in fine]
        return [(place, number(value)) for place, value in places if low - SLACK <= place <= high + SLACK]
    every = math.ceil((high - low) / max(most, 1))
    powers = range(math.ceil(low - SLACK), math.floor(high + SLACK) + 1)
    shown = [power for power in powers if power % every == 0]
    plain = all(abs(power) <= MOST_ZEROS for power in shown)
    return [(float(power), number(10.0**power) if plain else power_of_ten(power)) for power in shown]


def suit_one_scale(x: Range, y: Range) -> bool:
    """Whether two directions can have the same scale without one of them becoming a mere line."""
    lengths = [high - low for low, high in (x, y)]
    return max(lengths) <= LONGEST * min(lengths)


def _usable(low: float, high: float) -> Range:
    low, high = (low if math.isfinite(low) else 0.0), (high if math.isfinite(high) else 1.0)
    size = max(abs(low), abs(high))
    if size < TINY:
        return (0.0, 1.0) if low >= 0 else (-1.0, 1.0)
    return (low, high) if high - low > 1e-12 * size else (min(low, 0.0), max(high, 0.0))
