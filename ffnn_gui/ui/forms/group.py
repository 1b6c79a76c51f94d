"""Editor of a part that has fields of its own: a heading, and a form below it.

When its first field is a yes or no called `enabled`, that becomes the heading's check box and hides the rest.
"""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from ffnn_gui.schema import Config, Knob, knobs_of
from ffnn_gui.ui.forms.editor import Editor, Owner
from ffnn_gui.ui.forms.tooltips import knob_tooltip

SWITCH = "enabled"


class GroupEditor(Editor):
    """Wants nothing itself but `<path>.enabled`; the edits of its fields have their own paths."""

    heading = True

    def __init__(self, knob: Knob, path: str, owner: Owner, parent: QWidget, value: Config) -> None:
        knobs = knobs_of(type(value))
        self._box = QCheckBox(knob.label, parent) if next(iter(knobs), "") == SWITCH else None
        heading: QWidget = self._box or QLabel(knob.label, parent)
        heading.setProperty("role", "heading")
        super().__init__(knob, path, owner, heading)
        self.stops = (self._box,) if self._box else ()
        self._form = owner.part(value, path, (SWITCH,) if self._box else (), parent)
        self.below = self._form
        if self._box:
            self._box.setToolTip(knob_tooltip(knobs[SWITCH], self._form.live))
            self._box.toggled.connect(self._toggle)

    def show_value(self, value: Config) -> None:
        self._form.set_config(value)
        if self._box:
            with QSignalBlocker(self._box):
                self._box.setChecked(getattr(value, SWITCH))
            self._form.reveal(self._box.isChecked())

    def _toggle(self, checked: bool) -> None:
        self._form.reveal(checked)
        self.owner.edit(f"{self.path}.{SWITCH}", checked)
