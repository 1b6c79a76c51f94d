"""Editor of a choice: a combo box of its kinds and, below it, a form for the fields of the kind chosen.

The kinds, their labels and tooltips come from the family; a new kind appears here by itself.
"""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QWidget

from ffnn_gui.schema import Choice, Knob, kinds_of
from ffnn_gui.ui.forms.editor import Editor, Owner
from ffnn_gui.ui.forms.quiet import QuietCombo
from ffnn_gui.ui.forms.switching import switched
from ffnn_gui.ui.forms.tooltips import kind_tooltip


class ChoiceEditor(Editor):
    """Wants the whole new kind as value when it is switched; edits of its fields have their own paths."""

    def __init__(self, knob: Knob, path: str, owner: Owner, parent: QWidget, value: Choice) -> None:
        self._combo = QuietCombo(parent)
        super().__init__(knob, path, owner, self._combo)
        self._offered = kinds_of(knob.annotation)
        self._kinds: tuple[type[Choice], ...] = ()
        self._value = value
        self._list(type(value))
        self._form = owner.part(value, path, (), parent)
        self.below = self._form
        self._combo.currentIndexChanged.connect(self._select)

    def show_value(self, value: Choice) -> None:
        other = type(value) is not type(self._value)
        self._value = value
        self._list(type(value))
        self._combo.place(self._kinds.index(type(value)))
        self._form.set_config(value)
        self._form.reveal(not self._form.empty)
        if other:
            self._form.chain_after(self._combo)

    def _list(self, chosen: type[Choice]) -> None:
        """List the kinds that are offered, and the chosen one where it is none of them."""
        kinds = self._offered if chosen in self._offered else (*self._offered, chosen)
        if kinds == self._kinds:
            return
        self._kinds = kinds
        with QSignalBlocker(self._combo):
            self._combo.clear()
            for index, kind in enumerate(kinds):
                self._combo.addItem(kind.label)
                self._combo.setItemData(index, kind_tooltip(kind), Qt.ItemDataRole.ToolTipRole)

    def _select(self, index: int) -> None:
        value = switched(self._value, self._kinds[index])
        self.show_value(value)
        self.want(value)
