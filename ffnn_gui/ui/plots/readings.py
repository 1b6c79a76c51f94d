"""Numbers as a person reads them beside a plot: four digits that count, and no more."""

import math


def number(value: float) -> str:
    """A number in at most seven characters or so, thousands separated; "–" where there is none."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    size = abs(value)
    if size >= 1e6 or 0 < size < 1e-4:
        text = f"{value:.2e}".replace("e+0", "e").replace("e-0", "e-")
    elif size >= 1000:
        text = f"{value:,.0f}"
    else:
        text = f"{value:.4g}"
    return text.replace("-", "−")


def layer_names(layers: int) -> list[str]:
    """Short names of a network's layers: h1, h2, …, output."""
    return [*(f"h{layer + 1}" for layer in range(layers - 1)), "output"]
