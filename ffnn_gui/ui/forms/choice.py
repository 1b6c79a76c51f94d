"""Editor of a choice: a combo box of its kinds and, below it, a form for the fields of the kind chosen.

The kinds, their labels and tooltips come from the family; a new kind appears here by itself.
"""

from PySide6.QtCore import Qt

from ffnn_gui.schema import Choice, ConfigError, Knob, kinds_of, knobs_of, replaced
from ffnn_gui.ui.forms.editor import Editor, MakeForm
from ffnn_gui.ui.forms.quiet import QuietCombo
from ffnn_gui.ui.forms.tooltips import kind_tooltip


class ChoiceEditor(Editor):
    """Emits the whole new kind as value when it is switched; edits of its fields have their own paths."""

    def __init__(self, knob: Knob, path: str, value: Choice, make_form: MakeForm) -> None:
        self._combo = QuietCombo()
        super().__init__(knob, path, self._combo)
        self._kinds = kinds_of(knob.annotation)
        self._value = value
        for index, kind in enumerate(self._kinds):
            self._combo.addItem(kind.label)
            self._combo.setItemData(index, kind_tooltip(kind), Qt.ItemDataRole.ToolTipRole)
        self.below = make_form(value, path, ())
        self._form = self.below
        self._combo.currentIndexChanged.connect(self._select)

    def show_value(self, value: Choice) -> None:
        other = type(value) is not type(self._value)
        self._value = value
        self._combo.place(self._kinds.index(type(value)))
        self._form.set_config(value)
        if other:
            self._form.chain_after(self._combo)
            self._form.setVisible(not self._form.empty)

    def _select(self, index: int) -> None:
        value = switched(self._value, self._kinds[index])
        self.show_value(value)
        self.edited.emit(self.path, value)


def switched(old: Choice, kind: type[Choice]) -> Choice:
    """A config of another kind that keeps what the person has set in fields of the same name.

    A field left at its default, or whose value the new kind refuses, has the new kind's default: the same name may
    have another good value there, such as the smoothing term of Adam and AdaGrad.
    """
    new = kind()
    known = knobs_of(kind)
    for name, knob in knobs_of(type(old)).items():
        if name in known and getattr(old, name) != knob.default:
            new = _with(new, name, getattr(old, name))
    return new


def _with(config: Choice, name: str, value: object) -> Choice:
    try:
        return replaced(config, name, value)
    except ConfigError:
        return config
