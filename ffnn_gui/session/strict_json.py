"""JSON without its loose ends: no NaN or infinity, no key twice, no endless numbers, no document of a million parts.

Python's own parser does the work; limits that it lacks are checked before it allocates anything.
"""

import json
import math
from collections import Counter
from typing import Any

from ffnn_gui.session.errors import SessionError

MOST_PARTS = 250_000
ESCAPES_END = 1_500_000
"""Where the part that may hold escaped characters ends: settings and notes stand first, arrays of numbers follow."""

LONGEST_INTEGER = 40  # 128-bit generator states have 39 digits
LONGEST_FLOAT = 60


def ascii_text(data: memoryview, offset: int) -> str:
    """The text of bytes that begin at byte `offset` of a file; SessionError when one is not ASCII.

    One character beyond ASCII would make Python keep all of them in two or four bytes each.
    """
    try:
        return str(data, "ascii")
    except UnicodeDecodeError as error:
        raise SessionError(f"It is damaged at byte {offset + error.start:,}: not an ASCII character.") from error


def parsed(text: str, offset: int) -> Any:
    """The value of a JSON text that begins at byte `offset` of its file; SessionError says where it is wrong."""
    _check_escapes(text, offset)
    # Each part costs memory many times its two characters; arrays of numbers are text and count as one.
    parts = sum(text.count(mark) for mark in ",[{")
    if parts > MOST_PARTS:
        raise SessionError(f"It has {parts:,} parts; a session has at most {MOST_PARTS:,}.")
    try:
        return json.loads(
            text, object_pairs_hook=_unique, parse_constant=_constant, parse_float=_float, parse_int=_integer
        )
    except json.JSONDecodeError as error:
        raise SessionError(f"It is damaged at byte {offset + error.pos:,}: {error.msg}.") from error
    except RecursionError as error:
        raise SessionError("Its parts are nested more deeply than any session's.") from error


def _check_escapes(text: str, offset: int) -> None:
    """A single escaped character can make Python keep a text of 60 MB in 240 MB, so that only short texts have one."""
    last = text.rfind("\\")
    if last >= 0 and not 0 <= text.find('"', last + 2) < ESCAPES_END:
        raise SessionError(f"It has an escaped character at byte {offset + last:,}, where only numbers belong.")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise SessionError(f"The field “{twice[:60]}” occurs twice in one place, so that its value is unclear.")
    return found


def _constant(text: str) -> float:
    raise SessionError(f"It holds {text}, which is not a number that a session may hold.")


def _float(text: str) -> float:
    if len(text) > LONGEST_FLOAT:
        raise SessionError(f"It holds a number of {len(text):,} characters, beginning with {text[:20]}.")
    value = float(text)
    if not math.isfinite(value):
        raise SessionError(f"It holds {text}, which is too large for a number.")
    return value


def _integer(text: str) -> int:
    if len(text) > LONGEST_INTEGER:
        raise SessionError(f"It holds a whole number of {len(text):,} digits, beginning with {text[:20]}.")
    return int(text)
