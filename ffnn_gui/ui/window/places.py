"""Where data files were the last time, newest first: kept on this computer, and not in sessions, which others see."""

import json
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSettings

KEY, MOST_PLACES = "files/data_places", 50


def places(settings: QSettings) -> dict[str, Path]:
    """The remembered places by the data's digest, the one used last in front; what is not understood is left out."""
    stored = settings.value(KEY)
    try:
        pairs = json.loads(stored) if isinstance(stored, str) else []
    except ValueError:
        return {}
    return dict(_understood(pairs))


def remember(settings: QSettings, digest: str, path: Path) -> None:
    """Put the place of these data first; the oldest is forgotten when there are too many."""
    others = [pair for pair in places(settings).items() if pair[0] != digest]
    kept = [(digest, path.absolute()), *others][:MOST_PLACES]
    settings.setValue(KEY, json.dumps([[known, str(place)] for known, place in kept]))


def last_folder(settings: QSettings) -> Path:
    """The folder of the data used last that is still there; else the person's own."""
    folders = (path.parent for path in places(settings).values())
    return next((folder for folder in folders if folder.is_dir()), Path.home())


def _understood(pairs: object) -> Iterator[tuple[str, Path]]:
    for pair in pairs if isinstance(pairs, list) else []:
        match pair:
            case [str(digest), str(path)]:
                yield digest, Path(path)
