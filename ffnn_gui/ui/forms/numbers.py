"""Numbers as people type them and as fields show them: "0,1", "0.1", "1e-3", "−5", "1,024".

A lone comma is a decimal comma, except before exactly three digits where only a whole number can be meant.
"""

import re

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", re.ASCII | re.IGNORECASE)
_BEGUN = re.compile(r"[+-]?[0-9]*\.?[0-9]*(e[+-]?[0-9]*)?", re.ASCII | re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?", re.ASCII)


def parsed(text: str, *, whole: bool = False) -> float | None:
    """The finite number that a text means, None when it means none; with `whole`, "1,024" is a thousand and more."""
    plain = _plain(text, whole=whole)
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain)
    return value if abs(value) != float("inf") else None


def begun(text: str) -> bool:
    """Whether further typing may still make a number of a text that is none yet, as with "", "-" or "1e-"."""
    return _BEGUN.fullmatch(_plain(text, whole=False)) is not None


def number_text(value: float) -> str:
    """The shortest usual spelling with at most ten significant digits: "64", "0.001", "1e-5"."""
    if isinstance(value, int):
        return str(value)
    mantissa, _, exponent = f"{value:.10g}".partition("e")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


def _plain(text: str, *, whole: bool) -> str:
    """Without blanks and grouping, with an ASCII minus and a decimal point."""
    text = "".join(text.split()).replace("−", "-")
    if text.count(",") == 1 and "." not in text and not (whole and _GROUPED.fullmatch(text)):
        return text.replace(",", ".")
    return text.replace(",", "") if _GROUPED.fullmatch(text) else text
