"""Numbers as a person reads them: a few digits that count, thousands separated, far from 1 as powers of ten."""

import math

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

SMALLEST, LARGEST = 1e-4, 1e6
"""What is smaller than the one, or not smaller than the other, is written with a power of ten."""

ROUNDING = 1e-12
"""A product that should be SMALLEST may be below it by as much."""


def number(value: float, digits: int = 4) -> str:
    """A number with so many digits that count: 0.2384, −12.5, 1,234, 1.27·10⁻⁵; "–" where there is none.

    No more zeros follow the digits than make `LARGEST`, so that few digits stay short: with one, 4·10³.
    """
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    size = abs(value)
    if size >= min(LARGEST, 10.0 ** (digits + 2)) or 0 < size < SMALLEST * (1 - ROUNDING):
        return powered(value, min(digits, 3))
    places = max(digits - 1 - _power(size), 0)
    text = f"{value:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "−")


def powered(value: float, digits: int) -> str:
    """A finite number with its power of ten: 1.27·10⁻⁵, and 10⁻⁵ for that power itself."""
    front, _, power = f"{value:.{digits - 1}e}".partition("e")
    front = front.rstrip("0").rstrip(".") if "." in front else front
    sign, front = ("−" if front[0] == "-" else ""), front.lstrip("-")
    return sign + ("" if front == "1" else f"{front}·") + power_of_ten(int(power))


def power_of_ten(power: int) -> str:
    """10⁻⁵."""
    return f"10{str(power).translate(SUPERSCRIPTS)}"


def percent(share: float) -> str:
    """A share in percent, with two digits below a tenth and whole above: 0.012 %, 94 %; all but all is ">99 %"."""
    if 0.99 < share < 1:
        return ">99 %"
    return f"{number(100 * share, 2) if share < 0.1 else f'{100 * share:,.0f}'} %"


def _power(size: float) -> int:
    return math.floor(math.log10(size)) if size else 0
