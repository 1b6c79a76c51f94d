"""Which editor a knob gets: one entry per kind of editor, none per field."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ffnn_gui.schema import Knob
from ffnn_gui.ui.forms.check import CheckEditor
from ffnn_gui.ui.forms.choice import ChoiceEditor
from ffnn_gui.ui.forms.combo import ComboEditor
from ffnn_gui.ui.forms.editor import Editor, Owner
from ffnn_gui.ui.forms.group import GroupEditor
from ffnn_gui.ui.forms.slider import SliderEditor
from ffnn_gui.ui.forms.spin import SpinEditor

PLAIN: dict[str, Callable[[Knob, str, Owner, QWidget], Editor]] = {
    "spin": SpinEditor,
    "slider": SliderEditor,
    "log": SliderEditor,
    "check": CheckEditor,
    "combo": ComboEditor,
}
NESTED: dict[str, Callable[[Knob, str, Owner, QWidget, Any], Editor]] = {
    "choice": ChoiceEditor,
    "group": GroupEditor,
}


def has_editor(knob: Knob) -> bool:
    """Whether a form can show the knob; lists are left to views of their own."""
    return knob.editor in PLAIN or knob.editor in NESTED


def editor_for(knob: Knob, path: str, owner: Owner, parent: QWidget, value: Any) -> Editor:
    """A new editor for the knob at a path; the value says which kind's fields to begin with."""
    if knob.editor in PLAIN:
        return PLAIN[knob.editor](knob, path, owner, parent)
    return NESTED[knob.editor](knob, path, owner, parent, value)
