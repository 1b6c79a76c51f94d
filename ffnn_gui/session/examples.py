"""Examples: sessions that are shipped, each of which shows one thing; a new file in `resources/examples` is a new one.

Their notes say what they are about: the title, then what to do and to look at, and last, a line each, the page to
turn to and the speed at which one can follow.
"""

import re
from dataclasses import dataclass
from math import inf
from pathlib import Path

from ffnn_gui.resources import resource
from ffnn_gui.session.document import Session
from ffnn_gui.session.errors import SessionError
from ffnn_gui.session.files import read_session

FACT = re.compile(r"\n(Page|Speed): ([\w.]+)\Z")


@dataclass(frozen=True, eq=False)
class Example:
    """A shipped session.

    Attributes:
        path: its file, which nobody writes to; session: what is in it
        title: a few words for a menu
        text: what to do and to look at, plain text
        page: the key of the plot that shows it; empty where it can be seen anyway
        speed: updates a second at which one can follow it; None where nothing is lost at full speed
    """

    path: Path
    session: Session
    title: str
    text: str
    page: str
    speed: float | None


def examples() -> list[Example]:
    """All examples, in the order of their files' names; raises SessionError when one of them is damaged."""
    return [example_in(path) for path in sorted(resource("examples").glob("*.ffnn"))]


def example_in(path: Path) -> Example:
    """The example in a file; raises SessionError when it is none."""
    session = read_session(path).session
    title, _, text = session.notes.partition("\n")
    text, facts = _split(text)
    speed = _speed(facts["Speed"], path) if "Speed" in facts else None
    return Example(path, session, title, text.strip(), facts.get("Page", ""), speed)


def _speed(words: str, path: Path) -> float:
    """Updates a second, finite and above 0; raises SessionError when it is something else."""
    try:
        speed = float(words)
    except ValueError:
        speed = 0.0
    if not 0 < speed < inf:
        raise SessionError(f"{path.name}: its notes end in “Speed: {words}”. Give updates a second, such as 5.")
    return speed


def _split(text: str) -> tuple[str, dict[str, str]]:
    """What is to be read, and the facts in the lines after it."""
    facts: dict[str, str] = {}
    while found := FACT.search(text):
        facts[found[1]] = found[2]
        text = text[: found.start()]
    return text, facts
