"""What stands in the list of a choice: its kinds, and what a person has brought, such as imported data.

Several that were brought may have one name: the file read twice in different ways, or two of different folders.
"""

from collections.abc import Sequence

from ffnn_gui.schema import Choice, same_thing
from ffnn_gui.ui.forms.tooltips import brought_tooltip, kind_tooltip

Entry = type[Choice] | Choice
"""A kind, or what a person has brought."""


def is_of(value: Choice, entry: Entry) -> bool:
    """Whether a value is of this kind, or is that which was brought."""
    return entry is type(value) if isinstance(entry, type) else same_thing(value, entry)


def names_of(entries: Sequence[Entry]) -> list[str]:
    """What they are called, each by another name where they say what tells them apart."""
    plain = [_name(entry) for entry in entries]
    names = list(plain)
    for index, entry in enumerate(entries):
        alike = [entries[other] for other, name in enumerate(plain) if name == plain[index]]
        if isinstance(entry, Choice) and len(alike) > 1:
            names[index] = f"{plain[index]} ({_mark(entry, alike)})"
    return names


def tooltip_of(entry: Entry) -> str:
    """The tooltip of an entry, as rich text."""
    return kind_tooltip(entry) if isinstance(entry, type) else brought_tooltip(entry)


def _name(entry: Entry) -> str:
    return entry.label if isinstance(entry, type) else entry.listed_as


def _mark(entry: Choice, alike: Sequence[Entry]) -> str:
    """As few marks as tell it from the others, the plainest first, and its number where none do."""
    left = [other.marks if isinstance(other, Choice) else () for other in alike if other is not entry]
    telling = []
    for mark in filter(None, entry.marks):
        same = [marks for marks in left if mark in marks]
        if len(same) < len(left):
            telling.append(mark)
        left = same
    number = str(1 + next(i for i, other in enumerate(alike) if other is entry))
    return ", ".join([*telling, number] if left else telling)
