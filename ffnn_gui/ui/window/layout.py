"""Where the docks are and how large the window is, kept between starts in the settings, never in a session.

A stored layout is removed before it is restored and written back after: Qt may crash on damaged bytes, and must not do
so a second time.
"""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

GEOMETRY, STATE, FOLDED = "window/geometry", "window/state", "window/folded"
LAYOUT_VERSION = 1


def save_layout(window: QMainWindow, settings: QSettings, folded: Sequence[str] = ()) -> None:
    """Remember size, place and docks, and which docks are folded."""
    settings.setValue(FOLDED, list(folded))
    settings.setValue(GEOMETRY, window.saveGeometry())
    settings.setValue(STATE, window.saveState(LAYOUT_VERSION))


def restore_layout(window: QMainWindow, settings: QSettings) -> bool:
    """Bring size, place and docks back; False when there was nothing to bring back, or it was refused."""
    geometry, state = _taken(settings, GEOMETRY), _taken(settings, STATE)
    settings.sync()
    if geometry is None or state is None:
        return False
    restored = window.restoreGeometry(geometry) and window.restoreState(state, LAYOUT_VERSION)
    if restored:
        save_layout(window, settings, folded_docks(settings))
    return restored


def folded_docks(settings: QSettings) -> list[str]:
    """The names of the docks that were folded; empty when nothing sensible is stored."""
    stored = settings.value(FOLDED, [])
    # A list of one comes back as a plain string.
    names = [stored] if isinstance(stored, str) else stored
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def forget_layout(settings: QSettings) -> None:
    """Start with the default layout next time."""
    settings.remove("window")


def _taken(settings: QSettings, key: str) -> QByteArray | None:
    value = settings.value(key)
    settings.remove(key)
    return value if isinstance(value, QByteArray) else None
