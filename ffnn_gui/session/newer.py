"""Files of a newer version that says we may read them: what we do not know is left out, all else is checked as ever.

Such a session is opened read-only, since saving it would lose what was left out.
"""

from typing import Any

from pydantic import BaseModel, ValidationError


def drop_unknown(model: type[BaseModel], raw: dict[str, Any]) -> None:
    """Remove from plain data, in place, each field that the model does not know."""
    try:
        model.model_validate(raw)
    except ValidationError as error:
        for details in error.errors(include_url=False, include_input=False, include_context=False):
            if details["type"] == "extra_forbidden":
                _drop(raw, details["loc"])


def _drop(raw: Any, loc: tuple[int | str, ...]) -> None:
    *parents, last = loc
    tagged = False
    for part in parents:
        # pydantic puts the kind of a choice into the path, once a choice: no level of the data, whose fields may be
        # called like it.
        tagged = isinstance(raw, dict) and (part not in raw or (raw.get("kind") == part and not tagged))
        if not tagged:
            raw = raw[part]
    raw.pop(last, None)
