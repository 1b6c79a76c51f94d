"""The sessions opened and saved last, newest first, kept in the settings."""

from pathlib import Path

from PySide6.QtCore import QSettings

KEY, KEPT = "files/recent", 10


def recent_files(settings: QSettings) -> list[Path]:
    """The remembered paths, newest first, whether they still exist or not."""
    stored = settings.value(KEY, [])
    # A list of one comes back as a plain string.
    names = [stored] if isinstance(stored, str) else stored
    return [Path(name) for name in names if isinstance(name, str)] if isinstance(names, list) else []


def remember(settings: QSettings, path: Path) -> None:
    """Put a path first."""
    path = path.absolute()
    others = [other for other in recent_files(settings) if other != path]
    settings.setValue(KEY, [str(entry) for entry in [path, *others][:KEPT]])


def forget_all(settings: QSettings) -> None:
    """Clear the list."""
    settings.remove(KEY)
