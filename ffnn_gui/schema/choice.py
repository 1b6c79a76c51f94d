"""A choice is a config class of which there are several kinds: which optimizer, which data set, which activation.

Each kind is one file in its family's package; `one_of` finds them all, so that a new file is a new entry in the combo
box, the session file and the parametrised tests.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Union, get_args

from pydantic import BeforeValidator, Field

from ffnn_gui.schema.config import Config
from ffnn_gui.schema.found import classes_in


class Choice(Config):
    """One kind of a family. A kind sets `kind: Literal["name"] = "name"`, its label, help, formula and order.

    label: its name for people; help: one sentence; formula: in plain Unicode; order: place in the combo box; offered:
    whether it can be chosen there, which a kind cannot that is nothing without what a person brings.
    """

    label: ClassVar[str]
    help: ClassVar[str]
    formula: ClassVar[str] = ""
    order: ClassVar[float]
    offered: ClassVar[bool] = True

    if TYPE_CHECKING:

        @property
        def kind(self) -> str:
            """The tag that names the kind in session files; each kind declares it as a Literal."""

    @property
    def listed_as(self) -> str:
        """What it is called in a list of what can be chosen."""
        return self.label

    @property
    def details(self) -> str:
        """What more is to be said of it than of its kind; empty for what a kind says wholly."""
        return ""

    @property
    def marks(self) -> tuple[str, ...]:
        """What may tell it from another of its kind that is listed under the same name, the plainest first."""
        return ()

    @classmethod
    def brought(cls) -> "tuple[Choice, ...]":
        """Of a kind that is not offered: what a person has brought, and may choose again."""
        return ()


def one_of(package: str, base: type[Choice], default: str) -> Any:
    """The discriminated union of all kinds of `base` in the package's modules, to be used as a field's type.

    A bare string stands for that kind with its defaults; a dict without a kind means the default kind. Raises
    TypeError when two kinds have the same name or the default is none of them.
    """
    kinds = sorted(
        (cls for cls in classes_in(package, base) if "kind" in cls.model_fields),
        key=lambda cls: (cls.order, _kind(cls)),
    )
    names = [_kind(cls) for cls in kinds]
    if len(set(names)) != len(names) or default not in names:
        raise TypeError(f"{package}: kinds must be unique and contain {default!r}, found {names}")
    tagged = Annotated[Union[tuple(kinds)], Field(discriminator="kind")] if len(kinds) > 1 else kinds[0]  # noqa: UP007
    return Annotated[tagged, BeforeValidator(lambda value: _with_kind(value, default))]


def kinds_of(annotation: Any) -> tuple[type[Choice], ...]:
    """The kinds that a union made by `one_of` (or a field's annotation declared with it) offers, in order."""
    if isinstance(annotation, type):
        return (annotation,)
    return tuple(kind for kind in _kinds_in(annotation) if kind.offered)


def bringable_kinds_of(annotation: Any) -> tuple[type[Choice], ...]:
    """Its kinds that are not offered, of which there may be what a person has brought."""
    return tuple(kind for kind in _kinds_in(annotation) if not kind.offered)


def _kinds_in(annotation: Any) -> Iterator[type[Choice]]:
    if isinstance(annotation, type):
        if issubclass(annotation, Choice):
            yield annotation
        return
    for part in get_args(annotation):
        yield from _kinds_in(part)


def _kind(cls: type[Choice]) -> str:
    return str(cls.model_fields["kind"].default)


def _with_kind(value: Any, default: str) -> Any:
    if isinstance(value, str):
        return {"kind": value}
    if isinstance(value, dict) and "kind" not in value:
        return {"kind": default, **value}
    return value
