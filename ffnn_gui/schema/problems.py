"""A refused config says in words what is wrong, where, and what is allowed.

Pydantic finds the errors; this module turns each into a sentence with the field's own label and range.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ffnn_gui.schema.config import Config
from ffnn_gui.schema.knobs import Knob, knobs_of

C = TypeVar("C", bound=Config)

LARGEST_SHOWN = 1e300
MOST_PROBLEMS = 100
"""How many problems are put into words: a config from a stranger's file can have tens of thousands."""

# A default that follows from another field cannot be had when that field is refused: no problem of its own.
FOLLOWING_ERROR = "default_factory_not_called"
RANGE_ERRORS = {"greater_than", "greater_than_equal", "less_than", "less_than_equal"}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the dotted path of the field (empty for the whole) and a sentence."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class ConfigError(ValueError):
    """A config was refused; `problems` names the reasons with their places, `more` counts those beyond."""

    def __init__(self, problems: tuple[Problem, ...], more: int = 0) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems, self.more = problems, more


def validated(model: type[C], raw: Any, *, json: bool = False) -> C:
    """The config that plain data describes; raises ConfigError with its problems when it is refused.

    With `json`, `raw` is a JSON text and lists stand for tuples.
    """
    try:
        return model.model_validate_json(raw) if json else model.model_validate(raw)
    except ValidationError as error:
        errors = [details for details in error.errors(include_url=False) if details["type"] != FOLLOWING_ERROR]
        problems = tuple(_problem(model, details) for details in errors[:MOST_PROBLEMS])
        raise ConfigError(problems, len(errors) - len(problems)) from error


def _problem(model: type[Config], details: ErrorDetails) -> Problem:
    path, knob = _place(model, details["loc"])
    return Problem(".".join(path), _sentence(details, knob))


def _place(model: type[Config], loc: tuple[int | str, ...]) -> tuple[list[str], Knob | None]:
    """The path without the union tags that pydantic puts into it, and the knob at its end."""
    path: list[str] = []
    knob: Knob | None = None
    members: tuple[type[Config], ...] = (model,)
    for part in loc:
        tagged = [m for m in members if "kind" in m.model_fields and m.model_fields["kind"].default == part]
        if tagged:
            members = tuple(tagged)
            continue
        path.append(str(part))
        found = [knobs_of(m)[part] for m in members if isinstance(part, str) and part in knobs_of(m)]
        if found:
            knob = found[0]
            members = _configs_in(knob.annotation)
    return path, knob


def _configs_in(annotation: Any) -> tuple[type[Config], ...]:
    if isinstance(annotation, type):
        return (annotation,) if issubclass(annotation, Config) else ()
    return tuple(cls for part in getattr(annotation, "__args__", ()) for cls in _configs_in(part))


def _sentence(details: ErrorDetails, knob: Knob | None) -> str:
    kind, given = details["type"], details.get("input")
    if kind in RANGE_ERRORS and knob is not None:
        return f"{knob.label} must be {knob.range_text}, not {_shown(given)}."
    if kind == "extra_forbidden":
        return "There is no such field here."
    if kind == "union_tag_invalid":
        allowed = details["ctx"]["expected_tags"].replace("'", "")
        return f"{knob.label if knob else 'Kind'} must be one of {allowed}, not {details['ctx']['tag']!r}."
    message = details["msg"].removeprefix("Value error, ")
    return f"{knob.label}: {message}." if knob and kind != "value_error" else message


def _shown(number: Any) -> str:
    """A number in few digits; an integer may have thousands, and be too large to become a float."""
    return f"{number:,.12g}" if abs(number) < LARGEST_SHOWN else "a number that large"
