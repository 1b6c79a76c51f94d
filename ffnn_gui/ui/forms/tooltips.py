"""What a field or a kind is, as a tooltip: name, one sentence, formula, range and default.

Everything comes from the declaration of the knob or of the kind.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from ffnn_gui.schema import Choice, Knob
from ffnn_gui.ui.forms.numbers import number_text


def knob_tooltip(knob: Knob, live: bool | None = False) -> str:
    """The tooltip of a field, as rich text.

    live: whether it lies in a part that may change as a whole while training runs; None: no training is concerned
    """
    return _rich(knob.label, knob.help, knob.formula, _facts(knob, live))


def kind_tooltip(kind: type[Choice]) -> str:
    """The tooltip of one kind in a choice, as rich text."""
    return _rich(kind.label, kind.help, kind.formula, ())


def brought_tooltip(value: Choice) -> str:
    """The tooltip of what a person has brought, as rich text."""
    return _rich(value.listed_as, value.details or value.help, value.formula, ())


def in_words(knob: Knob, value: Any) -> str:
    """A field's value for people; empty for groups and lists, which have no short form."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, int | float):
        return number_text(value)
    return str(knob.labels.get(value, value)) if isinstance(value, str) else ""


def _facts(knob: Knob, live: bool | None) -> Iterator[str]:
    if knob.range_text:
        yield f"Allowed: {knob.range_text}{f' {knob.unit}' if knob.unit else ''}"
    elif knob.unit:
        yield f"Unit: {knob.unit}"
    default = in_words(knob, knob.default)
    if default:
        yield f"Default: {default}"
    if live is not None:
        yield "May change while training runs" if live or knob.live else "Takes effect after a reset"


def _rich(label: str, help: str, formula: str, facts: Iterable[str]) -> str:
    parts = [f"<b>{escape(label)}</b><br>{escape(help)}"]
    if formula:
        parts.append(f"<i>{escape(formula)}</i>")
    small = "<br>".join(escape(fact) for fact in facts)
    if small:
        parts.append(f"<small>{small}</small>")
    return "".join(f"<p style='margin: 2px 0'>{part}</p>" for part in parts)
