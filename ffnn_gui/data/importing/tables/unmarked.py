"""UTF-16 without its mark: which of two bytes is the higher one is told by what they make of a table's first lines."""

import codecs
import unicodedata

LOOKED_AT = 2**16
"""Bytes of a file's beginning that decide."""

BETWEEN = frozenset("\n\r\t,;|")
"""What stands between the cells or lines of a table; in the other order it is no character at all, or a rare one."""

NO_TEXT = frozenset({"Cc", "Co"})
"""Control characters, and what may be anything."""

ORDERS = "utf-16-le", "utf-16-be"


def order_of(start: bytes) -> str | None:
    """What Python calls the UTF-16 in which a file begins so; None where it is no text in it."""
    if b"\0" not in start[:LOOKED_AT]:
        return None
    return next((codec for codec in ORDERS if _is_text(start[:LOOKED_AT], codec)), None)


def _is_text(start: bytes, codec: str) -> bool:
    try:
        # The last character may be half there.
        text = codecs.getincrementaldecoder(codec)().decode(start)
    except UnicodeDecodeError:
        return False
    signs = set(text)
    return bool(signs & BETWEEN) and all(sign in BETWEEN or unicodedata.category(sign) not in NO_TEXT for sign in signs)
