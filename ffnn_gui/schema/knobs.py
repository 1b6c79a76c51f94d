"""A knob is a field of a config together with all that a person needs in order to set it.

It is declared once, by `knob(...)` as the field's default; `knobs_of` reads the declarations back for forms, tooltips
and messages.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import Field
from pydantic.fields import FieldInfo

from ffnn_gui.schema.config import Config

Editor = Literal["spin", "slider", "log", "check", "combo", "choice", "group", "list", "none"]


@dataclass(frozen=True)
class Knob:
    """One settable field: `low` and `high` are its range (None: open; `low_open`/`high_open`: bound excluded)."""

    name: str
    label: str
    help: str
    annotation: Any
    default: Any
    editor: Editor
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    unit: str = ""
    formula: str = ""
    live: bool = False
    identity: bool = False
    step: float | None = None
    labels: Mapping[Any, str] = field(default_factory=dict)

    @property
    def range_text(self) -> str:
        """The allowed range in words, such as "from 1 to 1,024" or "more than 0"; empty where there is none."""
        low = "" if self.low is None else f"{'more than' if self.low_open else 'at least'} {self.low:,.12g}"
        high = "" if self.high is None else f"{'less than' if self.high_open else 'at most'} {self.high:,.12g}"
        if low and high and not (self.low_open or self.high_open):
            return f"from {self.low:,.12g} to {self.high:,.12g}"
        return ", ".join(part for part in (low, high) if part)


def knob(
    default: Any,
    label: str,
    help: str,
    *,
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    lt: float | None = None,
    unit: str = "",
    formula: str = "",
    live: bool = False,
    identity: bool = False,
    editor: Editor | None = None,
    step: float | None = None,
    labels: Mapping[Any, str] | None = None,
    factory: Callable[[dict[str, Any]], Any] | None = None,
) -> Any:
    """Declare a field: its default, label, one-sentence help, range, unit, formula and editor.

    `live` means that it may change while training runs (and, on a group, all within it). `identity` means that with
    another value its config is of another thing, which is changed as a whole, live fields and all. `labels` names the
    values of a Literal. `editor` is derived from the type when left out; "log" is a slider on a log scale. `factory`
    computes the default from the fields declared before, where one fixed default does not fit all of them.
    """
    extra: dict[str, Any] = {
        "unit": unit,
        "formula": formula,
        "live": live,
        "identity": identity,
        "editor": editor,
        "step": step,
        "labels": labels or {},
    }
    given = {"ge": ge, "gt": gt, "le": le, "lt": lt}
    limits: dict[str, Any] = {name: bound for name, bound in given.items() if bound is not None}
    if isinstance(default, tuple):
        # JSON and Python callers write lists; only the outer sequence is lenient, its entries stay strict.
        limits["strict"] = False
    start: dict[str, Any] = {"default_factory": factory} if factory else {"default": default}
    return Field(title=label, description=help, json_schema_extra={"knob": extra}, **start, **limits)


def knobs_of(model: type[Config]) -> Mapping[str, Knob]:
    """All knobs of a config class by field name, in the order of declaration."""
    if model not in _KNOWN:
        _KNOWN[model] = {name: _knob(name, info) for name, info in model.model_fields.items() if _is_knob(info)}
    return _KNOWN[model]


# Forms and undo texts ask at every change, and pydantic copies a default each time it is asked for one.
_KNOWN: dict[type[Config], Mapping[str, Knob]] = {}


def knob_at(config: Config, path: str) -> Knob:
    """The knob that a dotted path such as "network.hidden.0.units" names; KeyError when there is none."""
    found = [knob for knob in _along(config, path) if knob is not None]
    if not found:
        raise KeyError(path)
    return found[-1]


def value_at(config: Config, path: str) -> Any:
    """The value that a dotted path names; KeyError when there is none."""
    knob_at(config, path)
    here: Any = config
    for part in path.split("."):
        here = here[int(part)] if isinstance(here, tuple) else getattr(here, part)
    return here


def labels_at(config: Config, path: str) -> list[str]:
    """What stands along a path for a person: ["Network", "Hidden layers", "2", "Units"] (positions count from 1)."""
    parts = path.split(".")
    return [knob.label if knob else str(int(part) + 1) for part, knob in zip(parts, _along(config, path), strict=True)]


def live_at(config: Config, path: str) -> bool:
    """Whether the field at a path may change while training runs: it says so itself, or a part that it lies in."""
    return any(knob.live for knob in _along(config, path) if knob)


def _along(config: Config, path: str) -> Iterator[Knob | None]:
    """The knob of each part of the path; None for a position in a list. KeyError names the part that is not there."""
    here: Any = config
    for part in path.split("."):
        if isinstance(here, tuple):
            if not part.isdecimal() or int(part) >= len(here):
                raise KeyError(f"{path}: there is no entry {part}")
            here = here[int(part)]
            yield None
        else:
            knobs = knobs_of(type(here)) if isinstance(here, Config) else {}
            if part not in knobs:
                raise KeyError(f"{path}: there is no field {part}")
            here = getattr(here, part)
            yield knobs[part]


def _is_knob(info: FieldInfo) -> bool:
    return isinstance(info.json_schema_extra, dict) and "knob" in info.json_schema_extra


def _knob(name: str, info: FieldInfo) -> Knob:
    declared: Any = info.json_schema_extra
    extra = declared["knob"]
    return Knob(
        name=name,
        label=info.title or name,
        help=info.description or "",
        annotation=info.annotation,
        default=info.get_default(call_default_factory=True, validated_data={}),
        **_bounds(info),
        **{**extra, "editor": extra["editor"] or _editor_for(info.annotation)},
    )


def _bounds(info: FieldInfo) -> dict[str, Any]:
    bounds: dict[str, Any] = {}
    for item in info.metadata:
        if isinstance(item, Ge | Gt):
            bounds["low"] = item.ge if isinstance(item, Ge) else item.gt
            bounds["low_open"] = isinstance(item, Gt)
        elif isinstance(item, Le | Lt):
            bounds["high"] = item.le if isinstance(item, Le) else item.lt
            bounds["high_open"] = isinstance(item, Lt)
    return bounds


def _editor_for(annotation: Any) -> Editor:
    origin = get_origin(annotation)
    if annotation is bool:
        return "check"
    if origin is Literal:
        return "combo"
    if origin is tuple:
        return "list"
    members = get_args(annotation) or (annotation,)
    if all(isinstance(member, type) and issubclass(member, Config) for member in members):
        return "choice" if all("kind" in member.model_fields for member in members) else "group"
    return "spin"
