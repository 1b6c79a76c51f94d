"""What differs between two configs, field by field, how one field is replaced, and what becomes of a choice's fields.

The window asks it what a change touches: fields that may change while training runs go to the worker at once, the
others wait for a reset.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from ffnn_gui.schema.choice import Choice
from ffnn_gui.schema.config import Config
from ffnn_gui.schema.knobs import knobs_of
from ffnn_gui.schema.problems import ConfigError, validated

C = TypeVar("C", bound=Config)


@dataclass(frozen=True)
class Change:
    """One field that differs: its dotted path, its label, and whether it may change while training runs."""

    path: str
    label: str
    live: bool


def changes(old: Config, new: Config) -> tuple[Change, ...]:
    """Every field in which two configs of one class differ, the most specific path each.

    What has become another thing, by its kind or by a knob of its identity, is one change: its live fields are not
    those of the old thing, and wait with it. So do those of an entry of a list whose other fields differ: it may be
    another one that was moved there.
    """
    return tuple(_changes(old, new, "", live=False))


def same_thing(before: object, after: Config) -> bool:
    """Whether both are of one kind, and equal in all that makes one another thing."""
    identity = (name for name, knob in knobs_of(type(after)).items() if knob.identity)
    return type(before) is type(after) and all(getattr(before, name) == getattr(after, name) for name in identity)


def replaced(config: C, path: str, value: Any) -> C:
    """A copy with the field at a dotted path ("network.hidden.0.units") set to a value, wholly validated again.

    A choice whose `kind` is set is switched to that kind. Raises KeyError when the path names nothing, ConfigError when
    the value is refused.
    """
    choice = path.removesuffix(".kind")
    old = _at(config, choice)
    if choice != path and isinstance(old, Choice) and old.kind != value:
        new = replaced(config, choice, {"kind": value})
        return replaced(new, choice, switched(old, _at(new, choice)))
    raw: dict[str, Any] = config.model_dump()
    here: Any = raw
    *parents, last = path.split(".")
    for part in parents:
        here = _child(here, part, path)
    _child(here, last, path)
    here[_key(here, last)] = _plain(value)
    return validated(type(config), raw)


def switched(old: Choice, new: Choice) -> Choice:
    """The new config with what was set in fields of the same name.

    A field left at its default, or whose value the new kind refuses, is as it is in the new one: the same name may
    have another good value there, such as the smoothing term of Adam and of AdaGrad.
    """
    known = knobs_of(type(new))
    for name, knob in knobs_of(type(old)).items():
        if name in known and not knob.identity and getattr(old, name) != knob.default:
            new = _with(new, name, getattr(old, name))
    return new


def _with(config: Choice, name: str, value: object) -> Choice:
    try:
        return replaced(config, name, value)
    except ConfigError:
        return config


def _at(config: Config, path: str) -> Any:
    """What a path names, None for nothing."""
    here: Any = config
    for part in path.split("."):
        if isinstance(here, tuple):
            here = here[int(part)] if part.isdecimal() and int(part) < len(here) else None
        else:
            here = getattr(here, part, None)
    return here


def _changes(old: Any, new: Any, path: str, *, live: bool) -> Iterator[Change]:
    for name, knob in knobs_of(type(new)).items():
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        here = Change(f"{path}{name}", knob.label, live or knob.live)
        yield from _inside(before, after, here)


def _inside(before: Any, after: Any, here: Change) -> Iterator[Change]:
    if isinstance(after, Config) and same_thing(before, after):
        yield from _changes(before, after, f"{here.path}.", live=here.live)
    elif _same_parts(before, after):
        for i, (a, b) in enumerate(zip(before, after, strict=True)):
            if a != b:
                inner = tuple(_inside(a, b, Change(f"{here.path}.{i}", here.label, here.live)))
                live = all(change.live for change in inner)
                yield from (replace(change, live=live) for change in inner)
    else:
        yield here


def _same_parts(before: Any, after: Any) -> bool:
    """Whether both are as many configs; of numbers nobody needs to know which of thousands differ."""
    listed = isinstance(after, tuple) and len(before) == len(after)
    return listed and all(isinstance(item, Config) for item in after)


def _child(parent: Any, part: str, path: str) -> Any:
    try:
        child = parent[_key(parent, part)]
    except (KeyError, IndexError, ValueError, TypeError):
        raise KeyError(f"{path}: there is no field {part}") from None
    if isinstance(child, tuple):
        # A tuple cannot be changed in place; a list can, and is validated back into a tuple.
        child = parent[_key(parent, part)] = list(child)
    return child


def _key(parent: Any, part: str) -> Any:
    if not isinstance(parent, list):
        return part
    if not part.isdecimal():  # −1 would count from the end
        raise KeyError(part)
    return int(part)


def _plain(value: Any) -> Any:
    if isinstance(value, Config):
        return value.model_dump()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
