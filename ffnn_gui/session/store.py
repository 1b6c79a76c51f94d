"""The one place where the experiment's settings are changed: checked, announced, and undone again.

Views never write a config; they ask the store, and refresh when it says `changed`.
"""

import weakref
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.session.undo_texts import change_text


class Store(QObject):
    """The current config and its undo stack.

    Attributes:
        config: the experiment; replaced, never changed
        undo_stack: every change since the session was opened; clean means saved

    Signals:
        changed: the new config, after each change, undo and redo
    """

    changed = Signal(object)

    def __init__(self, config: ExperimentConfig | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.config = config or ExperimentConfig.default()
        self.undo_stack = QUndoStack(self)
        # A stack with changes says that it is clean while it is destroyed, and who listens may be half gone by then.
        weakref.finalize(self, self.undo_stack.blockSignals, True)
        self._drag_path = ""
        self._drag = NO_DRAG
        self._drags = count()

    def set(self, path: str, value: Any, *, text: str = "") -> None:
        """Set the field at a dotted path ("network.hidden.1.units"); `text` is for the Undo menu.

        Raises ConfigError when the value is refused and KeyError when there is no such field; nothing is changed then.
        """
        new = self.config.with_value(path, value)
        if path != self._drag_path:
            self._drag_path, self._drag = "", NO_DRAG
        if new != self.config:
            self._push(new, text or change_text(self.config, new, path))

    def replace(self, config: ExperimentConfig, text: str) -> None:
        """Take over a whole config as one change: a preset, layers in another order."""
        self.end_drag()
        if config != self.config:
            self._push(config, text)

    def reset_to(self, config: ExperimentConfig) -> None:
        """Begin anew with a config, as New and Open do: nothing to undo, nothing unsaved."""
        self.end_drag()
        self.undo_stack.clear()
        self._show(config)

    def begin_drag(self, path: str) -> None:
        """From now on, until `end_drag` or a change elsewhere, all changes of this field are one to undo."""
        self._drag_path, self._drag = path, next(self._drags)

    def end_drag(self, path: str = "") -> None:
        """The next change is one of its own again; the drag of another field than `path` goes on."""
        if path in ("", self._drag_path):
            self._drag_path, self._drag = "", NO_DRAG

    def _push(self, new: ExperimentConfig, text: str) -> None:
        self.undo_stack.push(_Change(self, self.config, new, text, self._drag))

    def _show(self, config: ExperimentConfig) -> None:
        self.config = config
        self.changed.emit(config)


NO_DRAG = -1
"""Qt's id of commands that are never merged."""


class _Change(QUndoCommand):
    """From one config to another; changes of the same drag are merged into one."""

    def __init__(self, store: Store, old: ExperimentConfig, new: ExperimentConfig, text: str, drag: int) -> None:
        super().__init__(text)
        # A strong reference would close a circle through the stack, and taking that apart crashes in Qt.
        self._store = weakref.ref(store)
        self._old, self._new, self._drag = old, new, drag

    def redo(self) -> None:
        self._show(self._new)

    def undo(self) -> None:
        self._show(self._old)

    def id(self) -> int:
        return self._drag

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change):
            return False
        self._new = other._new
        self.setText(other.text())
        self.setObsolete(self._new == self._old)
        return True

    def _show(self, config: ExperimentConfig) -> None:
        store = self._store()
        if store is not None:
            store._show(config)
