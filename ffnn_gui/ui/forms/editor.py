"""What every editor of one knob has in common: it shows values, and says what the person wants.

An editor is a small object beside its widget; the widget, and not the editor, is what stands in the form.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ffnn_gui.schema import Config, Knob

if TYPE_CHECKING:
    from ffnn_gui.ui.forms.form import Form

MakeForm = Callable[[Config, str, tuple[str, ...]], "Form"]  # a part's value, its path, fields to leave out


class Editor(QObject):
    """Signals, each with the dotted path it is about.

    edited(path, value): wanted; refused(path, sentence): the text is not allowed ("": no longer);
    drag_started(path), drag_finished(path): all edits between them are one.

    Attributes: widget; stops: the widgets that take the focus, in order; below: a form for the parts of the value;
    heading: whether the widget itself says the knob's label.
    """

    edited = Signal(str, object)
    refused = Signal(str, str)
    drag_started = Signal(str)
    drag_finished = Signal(str)

    heading = False

    def __init__(self, knob: Knob, path: str, widget: QWidget) -> None:
        super().__init__(widget)
        self.knob = knob
        self.path = path
        self.widget = widget
        self.stops: tuple[QWidget, ...] = (widget,)
        self.below: Form | None = None

    def show_value(self, value: Any) -> None:
        """Show a value without emitting anything."""
        raise NotImplementedError
