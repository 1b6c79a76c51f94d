"""What plots write beside their pictures: numbers as everywhere, short names of layers, and names from data."""

import html
import math

from ffnn_gui.insight.numbers import number

__all__ = ["as_rich", "layer_names", "named", "number", "whole_percent"]


def whole_percent(share: float) -> str:
    """A share in whole percent, of which what is not quite nothing or all does not look like it; "–" for none."""
    percent = 100 * share
    if 0 < percent < 1:
        return "<1 %"
    if 99 < percent < 100:
        return ">99 %"
    return "–" if math.isnan(percent) else f"{percent:.0f} %"


def layer_names(layers: int) -> list[str]:
    """Short names of a network's layers: h1, h2, …, output."""
    return [*(f"h{layer + 1}" for layer in range(layers - 1)), "output"]


def named(text: str) -> str:
    """A name from somebody's data within rich text, as it is: "<=50K" is no beginning of a tag."""
    return html.escape(text)


def as_rich(text: str) -> str:
    """Plain text as rich text that reads the same: a tooltip takes "<img …> 3" for a picture; empty stays empty."""
    return f"<p>{html.escape(text).replace(chr(10), '<br>')}</p>" if text else ""
