"""What the line above a distribution says, and the reading of a place under the pointer."""

import math

from ffnn_gui.ui.plots.distributions.histogram import BINS, Histogram
from ffnn_gui.ui.plots.distributions.looks import Distribution, Quantity
from ffnn_gui.ui.plots.readings import number

NAMES: dict[Quantity, str] = {"z": "z", "a": "a", "W": "w", "dW": "∂L/∂w"}


def caption(shown: Distribution, histogram: Histogram, past: int | None) -> str:
    """Mean, spread, and for z how many lie where f is flat; `past`: the epoch shown, when it is not the newest."""
    parts = [f"mean {rounded(histogram.mean, histogram.spread)}", f"spread {rounded(histogram.spread)}"]
    if past is not None:
        parts.insert(0, f"epoch {past:,} (double click: now)")
    elif not math.isnan(shown.flat):
        parts.append(f"{shown.flat:.0%} where f′ ≈ 0 (hatched)".replace("%", " %"))
    if histogram.lost:
        parts.append(f"{histogram.lost:,} not finite")
    return "   ".join(parts)


def reading(quantity: Quantity, histogram: Histogram, value: float) -> str:
    """How many lie in the bin at a value; empty where there is none."""
    place = histogram.bin_at(value)
    if place is None:
        return ""
    low, high = histogram.ends
    width = (high - low) / BINS
    span = f"{number(low + place * width)} … {number(low + (place + 1) * width)}"
    return f"{histogram.counts[place]:,} of {histogram.counts.sum():,} {NAMES[quantity]} in {span}"


def rounded(value: float, unit: float = 0.0) -> str:
    """A number with three digits that count; what is nothing beside a unit is 0."""
    return number(0.0 if abs(value) < 1e-3 * unit else value, 3)
