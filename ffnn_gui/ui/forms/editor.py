"""What every editor of one knob has in common: it shows values, and tells its form what the person wants.

An editor is a small object beside its widget; the widget, and not the editor, is what stands in the form. It calls
its form directly, since a signal for each would double the time that a form takes to build.
"""

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from ffnn_gui.schema import Config, Knob

if TYPE_CHECKING:
    from ffnn_gui.ui.forms.form import Form


class Owner(Protocol):
    """What an editor needs of the form that it is in; every call names the dotted path that it is about.

    live: whether all in the form may change while training runs, see `knob_tooltip`
    """

    live: bool | None

    def edit(self, path: str, value: object) -> None:
        """An allowed value is wanted."""

    def refuse(self, path: str, sentence: str) -> None:
        """What was typed is not allowed, and why; an empty sentence takes that back."""

    def start_drag(self, path: str) -> None:
        """All edits from here to the end of the drag are one."""

    def finish_drag(self, path: str) -> None:
        """The drag is over."""

    def part(self, value: Config, path: str, skip: tuple[str, ...], parent: QWidget) -> "Form":
        """A form for the parts of a value, without the fields to skip, whose editors are this form's too."""


class Editor:
    """Attributes: widget; stops: the widgets that take the focus, in order; below: a form for the parts of the value;
    heading: whether the widget itself says the knob's label; small: whether it has room beside any label.
    """

    heading = False
    small = False

    def __init__(self, knob: Knob, path: str, owner: Owner, widget: QWidget) -> None:
        self.knob = knob
        self.path = path
        self.owner = owner
        self.widget = widget
        self.stops: tuple[QWidget, ...] = (widget,)
        self.below: Form | None = None

    def show_value(self, value: Any) -> None:
        """Show a value without telling the form."""
        raise NotImplementedError

    def want(self, value: object) -> None:
        """Tell the form that the person wants a value."""
        self.owner.edit(self.path, value)

    def object_to(self, sentence: str) -> None:
        """Tell the form why what was typed is refused; empty: it is no longer."""
        self.owner.refuse(self.path, sentence)
