"""Names beside tiles, where one may not fit: what others begin with too is left out, not what tells them apart."""

from collections.abc import Callable, Sequence
from itertools import takewhile


def fitting(names: Sequence[str], fits: Callable[[str], bool], elided: Callable[[str], str]) -> list[str]:
    """Each name as it finds room; "Region = Saar" beside "Region = Mosel" becomes "…Saar"."""
    return [name if fits(name) else elided(_own_part(name, names)) for name in names]


def _own_part(name: str, names: Sequence[str]) -> str:
    """The name without the whole words with which another one begins too."""
    words = name.split(" ")
    others = (other.split(" ") for other in names if other != name)
    shared = max((_alike(words, other) for other in others), default=0)
    rest = " ".join(words[shared:])
    return f"…{rest}" if shared and rest else name


def _alike(words: Sequence[str], others: Sequence[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, others, strict=False)))
