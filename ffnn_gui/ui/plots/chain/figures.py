"""Numbers as a textbook prints them: always four digits that count, and powers of ten written out."""

import math

from ffnn_gui.insight.numbers import number, power_of_ten

DIGITS = 4
MOST_PLACES = 12


def side_by_side(one: float, other: float) -> tuple[str, str]:
    """Two numbers with so many digits that one can see how they differ."""
    apart = abs(one - other)
    if not math.isfinite(apart) or not apart:
        return figure(one), figure(other)
    places = DIGITS - 1 - math.floor(math.log10(max(abs(one), abs(other))))
    places = min(max(places, 1 - math.floor(math.log10(apart)), 0), MOST_PLACES)
    return tuple(f"{value:.{places}f}".replace("-", "−") for value in (one, other))  # type: ignore[return-value]


def figure(value: float) -> str:
    """0.2384, −1.500, 1.265·10⁻⁵; whole numbers as they are."""
    if not math.isfinite(value) or (value == round(value) and abs(value) < 1e6):
        return number(value + 0.0)  # −0 becomes 0
    power = math.floor(math.log10(abs(value)))
    if -4 <= power < 6:
        text = f"{value:,.{max(DIGITS - 1 - power, 0)}f}"
    else:
        digits, _, exponent = f"{value:.{DIGITS - 1}e}".partition("e")
        text = f"{digits}·{power_of_ten(int(exponent))}"
    return text.replace("-", "−")
