"""What plots write beside their pictures: numbers as everywhere, short names of layers, and names from data."""

import html

from ffnn_gui.insight.numbers import number

__all__ = ["layer_names", "named", "number"]


def layer_names(layers: int) -> list[str]:
    """Short names of a network's layers: h1, h2, …, output."""
    return [*(f"h{layer + 1}" for layer in range(layers - 1)), "output"]


def named(text: str) -> str:
    """A name from somebody's data within rich text, as it is: "<=50K" is no beginning of a tag."""
    return html.escape(text)


def as_rich(text: str) -> str:
    """Plain text as rich text that reads the same: a tooltip takes "<img …> 3" for a picture; empty stays empty."""
    return f"<p>{html.escape(text).replace(chr(10), '<br>')}</p>" if text else ""
