"""The menu bar: the commands under their headings, recent files, the panels, and light or dark."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from ffnn_gui.ui.theme import Preference, ThemeManager
from ffnn_gui.ui.window.actions import COMMANDS, Actions
from ffnn_gui.ui.window.recent import forget_all, recent_files

LOOKS: dict[Preference, str] = {"system": "As the &system", "light": "L&ight", "dark": "Dar&k"}


def build_menus(window: QMainWindow, actions: Actions, undo: list[QAction]) -> dict[str, QMenu]:
    """Fill the menu bar; `undo` are the actions of the Edit menu."""
    menus = {name: window.menuBar().addMenu(f"&{name}") for name in ("File", "Edit", "Run", "View", "Help")}
    menus["Edit"].addActions(undo)
    for command in COMMANDS:
        if command.gap_before:
            menus[command.menu].addSeparator()
        menus[command.menu].addAction(actions[command.name])
    return menus


class RecentMenu(QMenu):
    """The sessions used last; missing ones are greyed. It is filled when it opens, since files come and go."""

    def __init__(self, settings: QSettings, open_path: Callable[[Path], object], parent: QMenu) -> None:
        super().__init__("Open &recent", parent)
        self._settings, self._open = settings, open_path
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List the files."""
        self.clear()
        paths = recent_files(self._settings)
        for path in paths:
            entry = self.addAction(f"{path.name}    {path.parent}")
            entry.setEnabled(path.is_file())
            entry.triggered.connect(partial(self._open, path))
        if not paths:
            self.addAction(self.tr("No sessions yet")).setEnabled(False)
            return
        self.addSeparator()
        self.addAction(self.tr("Clear this list")).triggered.connect(self._forget)

    def _forget(self) -> None:
        forget_all(self._settings)


def add_looks(menu: QMenu, themes: ThemeManager, chosen: Callable[[Preference], object]) -> None:
    """Light, dark or as the system is: one of them is ticked."""
    group = QActionGroup(menu)
    for preference, text in LOOKS.items():
        entry = menu.addAction(text)
        entry.setCheckable(True)
        entry.setData(preference)
        entry.triggered.connect(partial(_choose, chosen, preference))
        group.addAction(entry)
    menu.aboutToShow.connect(partial(_tick, group, themes))


def _tick(group: QActionGroup, themes: ThemeManager) -> None:
    for entry in group.actions():
        entry.setChecked(entry.data() == themes.preference)


def _choose(chosen: Callable[[Preference], object], preference: Preference, checked: bool = False) -> None:
    chosen(preference)
