"""Files of older versions: each step is a pure function from the plain body of one version to that of the next.

A new format version adds one entry to STEPS and a kept sample file to the tests; no step is ever changed.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ffnn_gui.session.errors import SessionError
from ffnn_gui.session.header import VERSION

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: Mapping[int, Step] = {}
"""By the version that a step starts from."""


def migrated(body: Any, version: int, steps: Mapping[int, Step] = STEPS, target: int = VERSION) -> dict[str, Any]:
    """The body of a file of `version` as the target version has it (files newer than that are left alone).

    Raises SessionError when the body is no object, or there is no way from that version.
    """
    if not isinstance(body, dict):
        raise SessionError("Its body is not an object with fields.")
    plain: dict[str, Any] = body
    for old in range(version, target):
        if old not in steps:
            raise SessionError(f"Its format version {version} is none that ever was.")
        plain = _step(steps[old], plain, old)
    return plain


def _step(step: Step, body: dict[str, Any], old: int) -> dict[str, Any]:
    """A step meets bodies that nobody has validated yet: whatever it stumbles over is the file's fault."""
    try:
        return step(body)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise SessionError(f"It cannot be brought from format version {old} to {old + 1}: {error!r}.") from error
