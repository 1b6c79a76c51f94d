"""What can be done in the window: one table of commands, from which menus, run bar and shortcut list are made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QAction, QKeySequence

from ffnn_gui.ui.theme import ThemeManager, icon

Key = QKeySequence.StandardKey


@dataclass(frozen=True)
class Command:
    """One command: its menu, words (short ones for the run bar), what it does, its keys and icon."""

    name: str
    menu: str
    text: str
    help: str
    keys: tuple[str | Key, ...] = ()
    icon: str = ""
    short: str = ""
    gap_before: bool = False

    def sequences(self) -> list[QKeySequence]:
        """Its keys on this desktop, each once."""
        keys = [QKeySequence(key) for key in self.keys]
        return [key for index, key in enumerate(keys) if not key.isEmpty() and key not in keys[:index]]


COMMANDS = (
    Command("new", "File", "&New", "Start afresh with the default experiment", (Key.New,)),
    Command("open", "File", "&Open…", "Open a session", (Key.Open,), "open"),
    Command("import", "File", "&Import data…", "Learn data of your own: tables, NumPy or IDX files", ("Ctrl+I",)),
    Command("import_folder", "File", "Import image &folder…", "Learn images of your own: a sub-folder for each class"),
    Command("save", "File", "&Save", "Save the session", (Key.Save,), "save", gap_before=True),
    Command("save_as", "File", "Save &As…", "Save the session under another name", ("Ctrl+Shift+S", Key.SaveAs)),
    Command("quit", "File", "&Quit", "Close the window", ("Ctrl+Q", Key.Quit), gap_before=True),
    Command("run", "Run", "&Play", "Train, or pause", ("Space",), "play", "Play"),
    Command("step", "Run", "One &step", "Train one mini-batch", ("Right",), "step", "Step"),
    Command("epoch", "Run", "One &epoch", "Train to the end of the epoch", ("Ctrl+Right",), "epoch", "Epoch"),
    Command(
        "reset", "Run", "&Reset", "Back to the same start weights, with all settings applied", ("R",), "reset", "Reset",
        gap_before=True,
    ),
    Command("new_seed", "Run", "New s&eed", "Begin again from other random weights", ("Shift+R",), "dice", "New seed"),
    Command("bring_back", "Run", "&Bring back", "Return to the run before the latest reset, if it was a long one"),
    Command("projector", "View", "&Projector mode", "Full screen with larger text and lines", ("F11",), "projector"),
    Command("larger", "View", "&Larger text", "Enlarge text, lines and icons", ("Ctrl++", "Ctrl+=")),
    Command("smaller", "View", "&Smaller text", "Make text, lines and icons smaller", ("Ctrl+-",)),
    Command("panels", "View", "P&anels", "Put all panels away, or bring them back", ("F9",)),
    Command("default_layout", "View", "&Default layout", "Put all panels back to their places", gap_before=True),
    Command("shortcuts", "Help", "&Keyboard shortcuts", "List all keys", ("F1",)),
    Command("about", "Help", "&About FFNN Playground", "Version and licence"),
)  # fmt: skip
UNDO = Command("undo", "Edit", "&Undo", "Take the latest change back", (Key.Undo,))
# What other desktops use is taken too, since a class has all of them.
REDO = Command("redo", "Edit", "&Redo", "Make it again", ("Ctrl+Shift+Z", "Ctrl+Y"))
"""The undo stack makes these two by itself, with the change's name in them."""

RUN_BAR = ("run", "step", "epoch", "reset", "new_seed")


class KeyedAction(QAction):
    """An action whose key goes to the focused control first, where that has a use for it; a click never does."""

    def __init__(self, text: str, parent: QObject) -> None:
        super().__init__(text, parent)
        self.claim: Callable[[], bool] | None = None

    def event(self, event: QEvent) -> bool:
        """Leave the key to the control that claims it."""
        if event.type() == QEvent.Type.Shortcut and self.claim is not None and self.claim():
            return True
        return super().event(event)


class Actions(QObject):
    """A QAction for each command; `on` says what it does."""

    def __init__(self, themes: ThemeManager, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes
        self._running = False
        self._made = {command.name: self._make(command) for command in COMMANDS}
        themes.changed.connect(self._dress)
        self._dress()

    def __getitem__(self, name: str) -> KeyedAction:
        return self._made[name]

    def on(self, handlers: dict[str, Callable[[], object]]) -> None:
        """Say what commands do, by name."""
        for name, handler in handlers.items():
            self._made[name].triggered.connect(_without_arguments(handler))

    def set_running(self, running: bool) -> None:
        """Show what the play command would do now."""
        self._running = running
        action = self._made["run"]
        action.setText(self.tr("&Pause") if running else self.tr("&Play"))
        action.setIconText(self.tr("Pause") if running else self.tr("Play"))
        action.setIcon(icon("pause" if running else "play", self._themes.theme.accent_text))

    @Slot(object)
    def set_waiting(self, labels: Sequence[str]) -> None:
        """Say at the reset what it would apply."""
        command, action = _command("reset"), self._made["reset"]
        action.setText(self.tr("&Reset to apply") if labels else self.tr(command.text))
        action.setIconText(self.tr("Reset to apply") if labels else self.tr(command.short))
        self._explain(action, f"{command.help}: {', '.join(labels)}" if labels else command.help)

    def claim(self, claims: dict[str, Callable[[], bool]]) -> None:
        """Say by name who may take a command's key instead; the function does so and returns True, or False."""
        for name, claim in claims.items():
            self._made[name].claim = claim

    def _make(self, command: Command) -> KeyedAction:
        action = KeyedAction(self.tr(command.text), self)
        action.setObjectName(command.name)
        action.setIconText(self.tr(command.short))
        action.setShortcuts(command.sequences())
        self._explain(action, command.help)
        return action

    def _explain(self, action: QAction, sentence: str) -> None:
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{sentence} ({shown})" if shown else sentence)
        action.setStatusTip(sentence)

    def _dress(self) -> None:
        for command in COMMANDS:
            if command.icon:
                self._made[command.name].setIcon(icon(command.icon, self._themes.theme.text))
        self.set_running(self._running)


def _command(name: str) -> Command:
    return next(command for command in COMMANDS if command.name == name)


def shortcut_list() -> list[tuple[str, str]]:
    """(keys, what they do) of every command that has any, undo and redo too."""
    native = QKeySequence.SequenceFormat.NativeText
    keyed = (
        (", ".join(key.toString(native) for key in command.sequences()), command.help)
        for command in (*COMMANDS, UNDO, REDO)
    )
    return [(keys, help_text) for keys, help_text in keyed if keys]


def _without_arguments(handler: Callable[[], object]) -> Callable[[bool], None]:
    """`triggered` sends whether the action is checked, which no command here asks for."""

    def run(checked: bool = False) -> None:
        handler()

    return run
