"""The one error of the session layer: a sentence for people that says what is wrong, where, and what to do.

Whatever is wrong with a file or a disk, callers need to catch nothing else.
"""

from collections.abc import Iterable

SHOWN = 8
"""How many problems a message lists; a file can have thousands."""


class SessionError(Exception):
    """A session cannot be read or written; the message, `what` and then `advice`, is meant for the user."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(f"{what} {advice}".strip())
        self.what, self.advice = what, advice


def listed(problems: Iterable[str], unnamed: int = 0) -> str:
    """The first few problems, one a line, and how many more there are; `unnamed`: of how many there are no words."""
    lines = [problem[:300] for problem in problems]
    left = max(len(lines) - SHOWN, 0) + unnamed
    return "\n".join(f"• {line}" for line in [*lines[:SHOWN], *([f"… and {left:,} more"] if left else [])])
