"""Where the files that are data and not code live: icons, data sets, lessons, desktop integration.

They stand beside the package in a source checkout and inside it in an installed wheel; callers ask here and
never build such a path themselves.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """Path of a shipped file or folder, as in `resource("icons", "play.svg")`.

    Raises `FileNotFoundError` when it is not there, which means a broken installation.
    """
    path = _root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"the installation lacks the resource {'/'.join(parts)} ({path})")
    return path
