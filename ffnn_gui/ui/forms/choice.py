"""Editor of a choice: a combo box of its kinds and, below it, a form for the fields of the kind chosen.

The kinds, their labels and tooltips come from the family; a new kind appears here by itself, and after the kinds stands
what a person has brought, such as imported data.
"""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QWidget

from ffnn_gui.schema import Choice, Knob, bringable_kinds_of, kinds_of, switched
from ffnn_gui.ui.forms.editor import Editor, Owner
from ffnn_gui.ui.forms.entries import Entry, is_of, names_of, tooltip_of
from ffnn_gui.ui.forms.quiet import QuietCombo


class ChoiceEditor(Editor):
    """Wants the whole new kind as value when it is switched; edits of its fields have their own paths."""

    def __init__(self, knob: Knob, path: str, owner: Owner, parent: QWidget, value: Choice) -> None:
        self._combo = QuietCombo(parent)
        super().__init__(knob, path, owner, self._combo)
        self._offered = kinds_of(knob.annotation)
        self._bringable = bringable_kinds_of(knob.annotation)
        self._entries: tuple[Entry, ...] = ()
        self._shown: list[tuple[str, str]] = []
        self._value = value
        self._list(value)
        self._form = owner.part(value, path, (), parent)
        self.below = self._form
        self._combo.currentIndexChanged.connect(self._select)

    def show_value(self, value: Choice) -> None:
        other = type(value) is not type(self._value)
        self._value = value
        self._list(value)
        self._combo.place(next(i for i, entry in enumerate(self._entries) if is_of(value, entry)))
        self._form.set_config(value)
        self._form.reveal(not self._form.empty)
        if other:
            self._form.chain_after(self._combo)

    def _list(self, chosen: Choice) -> None:
        """List the kinds that are offered, what has been brought, and the chosen one where it is none of them."""
        brought = [value for kind in self._bringable for value in kind.brought()]
        # A copy of a file may have been brought since: the chosen one keeps the name by which it was.
        here = [chosen if is_of(chosen, value) else value for value in brought]
        entries: tuple[Entry, ...] = (*self._offered, *here)
        if not any(is_of(chosen, entry) for entry in entries):
            entries = (*entries, chosen)
        self._entries = entries
        shown = list(zip(names_of(entries), map(tooltip_of, entries), strict=True))
        if shown == self._shown:
            return
        self._shown = shown
        with QSignalBlocker(self._combo):
            self._combo.clear()
            for index, (name, tooltip) in enumerate(shown):
                self._combo.addItem(name)
                self._combo.setItemData(index, tooltip, Qt.ItemDataRole.ToolTipRole)

    def _select(self, index: int) -> None:
        entry = self._entries[index]
        value = switched(self._value, entry() if isinstance(entry, type) else entry)
        self.show_value(value)
        self.want(value)
