"""The values at which a slider stops, as an ascending tuple: evenly spaced, or evenly over the powers of ten.

A slider's position is an index into it, so that it only ever gives round values; a number field is not bound to them.
"""

from bisect import bisect_left, bisect_right
from math import ceil, floor, log10

from ffnn_gui.schema import Knob
from ffnn_gui.ui.forms.limits import allowed, is_whole

MANTISSAS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
STEPS = (1.0, 2.0, 5.0, 10.0)
SMALLEST_SHARE = 1e-6  # of the range's end, where a logarithmic slider starts that goes down to zero
MOST_STOPS = 2000

Stops = tuple[float, ...]


def stops_of(knob: Knob) -> Stops:
    """The stops of a knob's slider; where a bound is open or missing they end inside, or where the default suggests."""
    stops = _log_stops(knob) if knob.editor == "log" else _linear_stops(knob)
    values = sorted({int(value) if is_whole(knob) else float(value) for value in stops})
    first, last = (0 if allowed(knob, values[0]) else 1), (0 if allowed(knob, values[-1]) else 1)
    return tuple(values[first : len(values) - last])


def nearest(stops: Stops, value: float) -> int:
    """Index of the stop that is closest to a value."""
    after = bisect_left(stops, value)
    if after in (0, len(stops)):
        return min(after, len(stops) - 1)
    return after if stops[after] - value < value - stops[after - 1] else after - 1


def stepped(knob: Knob, stops: Stops, value: float, steps: int) -> float:
    """The value some steps up (or down), within the range; `stops` is empty for a field without a slider."""
    if stops:
        index = bisect_right(stops, value) - 1 if steps > 0 else bisect_left(stops, value)
        return stops[min(max(index + steps, 0), len(stops) - 1)]
    moved = _rounded(value + steps * _step(knob, value))
    low = moved if knob.low is None else max(moved, knob.low)
    inside = low if knob.high is None else min(low, knob.high)
    new = int(inside) if is_whole(knob) else float(inside)
    return new if allowed(knob, new) else value


def _step(knob: Knob, value: float) -> float:
    """The declared step; else one for whole numbers, and for others a unit of the second significant digit."""
    if knob.step is not None or is_whole(knob):
        return knob.step or 1
    size = abs(value) or abs(float(knob.default)) or 1.0
    return float(10.0 ** (floor(log10(size)) - 1))


def _linear_stops(knob: Knob) -> list[float]:
    low, high = _span(knob)
    step = knob.step or _round_step((high - low) / 100, whole=is_whole(knob))
    if (high - low) / step > MOST_STOPS:
        step = _round_step((high - low) / 100, whole=is_whole(knob))
    inner = [_rounded(k * step) for k in range(ceil(low / step), floor(high / step) + 1)]
    return [low, *inner, high]


def _log_stops(knob: Knob) -> list[float]:
    low, high = _span(knob)
    start = low or min(SMALLEST_SHARE, high * SMALLEST_SHARE, float(knob.default) / 100 or high)
    powers = range(floor(log10(start)), ceil(log10(high)) + 1)
    inner = [float(f"{mantissa}e{power}") for power in powers for mantissa in MANTISSAS]
    return [low, *(value for value in inner if start * (1 - 1e-9) <= value <= high), high]


def _span(knob: Knob) -> tuple[float, float]:
    low = 0.0 if knob.low is None else knob.low
    return low, max(1.0, 10 * float(knob.default)) + low if knob.high is None else knob.high


def _round_step(step: float, *, whole: bool) -> float:
    """The next 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(step))
    rounded = next(factor * power for factor in STEPS if factor * power >= step * (1 - 1e-9))
    return max(rounded, 1.0) if whole else rounded


def _rounded(value: float) -> float:
    """Without the dust of binary fractions, as in 3 × 0.1."""
    return float(f"{value:.10g}")
