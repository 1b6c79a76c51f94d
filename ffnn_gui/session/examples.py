"""Examples: sessions that are shipped, each of which shows one thing; a new file in `resources/examples` is a new one.

Their notes say what they are about: the title, then what to do and to look at, and last the page to turn to.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from ffnn_gui.resources import resource
from ffnn_gui.session.document import Session
from ffnn_gui.session.files import read_session

PAGE = re.compile(r"\nPage: (\w+)\Z")


@dataclass(frozen=True, eq=False)
class Example:
    """A shipped session.

    Attributes:
        path: its file, which nobody writes to; session: what is in it
        title: a few words for a menu
        text: what to do and to look at, plain text
        page: the key of the plot that shows it; empty where it can be seen anyway
    """

    path: Path
    session: Session
    title: str
    text: str
    page: str


def examples() -> list[Example]:
    """All examples, in the order of their files' names; raises SessionError when one of them is damaged."""
    return [example_in(path) for path in sorted(resource("examples").glob("*.ffnn"))]


def example_in(path: Path) -> Example:
    """The example in a file; raises SessionError when it is none."""
    session = read_session(path).session
    title, _, text = session.notes.partition("\n")
    page = PAGE.search(text)
    return Example(path, session, title, PAGE.sub("", text).strip(), page[1] if page else "")
