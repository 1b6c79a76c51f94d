"""A form for all fields of a config, generated from their declarations.

It never writes the config: it says what the person wants by its signals, and is shown the config that came of it.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ffnn_gui.schema import Config, Knob, knobs_of
from ffnn_gui.ui.forms.editor import Owner
from ffnn_gui.ui.forms.editors import has_editor
from ffnn_gui.ui.forms.row import FRAME, INDENT, Row

ROW_GAP = 0.15  # in line heights


def retire(part: QWidget) -> None:
    """Let go of a part with editors, which tells nothing any more.

    What has the focus loses it as it goes, and would tell what was typed there to whatever has come in its place.
    """
    for widget in part.findChildren(QWidget):
        widget.blockSignals(True)
    part.hide()
    part.deleteLater()


class Form(QWidget):
    """Signals, with dotted paths that begin with `prefix`.

    edited(path, value): an allowed value is wanted; drag_started(path), drag_finished(path): the edits between them
    are one for undo.
    """

    edited = Signal(str, object)
    drag_started = Signal(str)
    drag_finished = Signal(str)

    def __init__(
        self,
        source: Config | type[Config],
        *,
        prefix: str = "",
        only: tuple[str, ...] = (),
        skip: tuple[str, ...] = (),
        parent: QWidget | None = None,
        owner: Owner | None = None,
        depth: int = 0,
        live: bool | None = False,
    ) -> None:
        """Show a config, or the defaults of a class; `only` or `skip` choose among its fields.

        `owner` and `depth` are for the forms of nested parts: what happens in them is the outermost form's. `live`:
        whether the config lies in a part that may change while training runs; None: no training is concerned.
        """
        super().__init__(parent)
        self.config = source.default() if isinstance(source, type) else source
        self.live = live
        self._prefix = prefix
        self._only, self._skip = only, skip
        self._owner, self._depth = owner, depth
        self._revealed = True
        self._idle: frozenset[str] = frozenset()
        self._rows: dict[str, Row] = {}
        self._layout = QVBoxLayout(self)
        self._layout.addStretch(1)
        self._space()
        self._build()

    @property
    def empty(self) -> bool:
        """Whether there is no field to show."""
        return not self._rows

    def set_config(self, config: Config) -> None:
        """Show a config, emitting nothing; fields that its class does not share with the last one are rebuilt."""
        other = type(config) is not type(self.config)
        self.config = config
        if other:
            self._build()
        for name, row in self._rows.items():
            row.show_value(getattr(config, name))
            row.leave_out(name in config.idle | self._idle)

    def leave_out(self, names: frozenset[str]) -> None:
        """Hide fields that change nothing just now, beside those that the config itself calls idle."""
        self._idle = names
        for name, row in self._rows.items():
            row.leave_out(name in self.config.idle | names)

    def show_problem(self, path: str, sentence: str) -> bool:
        """Say at the field why its value was refused, and show the config's value again; False: no such field."""
        for row in self._rows.values():
            if path == row.editor.path or path.startswith(f"{row.editor.path}."):
                if row.editor.below and row.editor.below.show_problem(path, sentence):
                    return True
                row.editor.show_value(row.value)
                row.show_problem(sentence)
                return True
        return False

    def clear_problems(self) -> None:
        """Take back all messages."""
        for row in self._rows.values():
            row.show_problem("")
            if row.editor.below:
                row.editor.below.clear_problems()

    def tab_stops(self) -> Iterator[QWidget]:
        """The widgets that take the focus, in reading order."""
        for row in self._rows.values():
            yield from row.editor.stops
            if row.editor.below:
                yield from row.editor.below.tab_stops()

    def chain_after(self, widget: QWidget) -> None:
        """Let the tab key go from a widget through this form."""
        for stop in self.tab_stops():
            QWidget.setTabOrder(widget, stop)
            widget = stop

    def reveal(self, wanted: bool) -> None:
        """Show or hide a nested form; costs nothing when it is so already."""
        if wanted != self._revealed:
            self._revealed = wanted
            self.setVisible(wanted)

    def edit(self, path: str, value: object) -> None:
        """For editors: see Owner."""
        if self._owner:
            self._owner.edit(path, value)
        else:
            self.clear_problems()
            self.edited.emit(path, value)

    def refuse(self, path: str, sentence: str) -> None:
        """For editors: see Owner."""
        self._rows[path.rpartition(".")[2]].show_problem(sentence)

    def start_drag(self, path: str) -> None:
        """For editors: see Owner."""
        self._owner.start_drag(path) if self._owner else self.drag_started.emit(path)

    def finish_drag(self, path: str) -> None:
        """For editors: see Owner."""
        self._owner.finish_drag(path) if self._owner else self.drag_finished.emit(path)

    def part(self, value: Config, path: str, skip: tuple[str, ...], parent: QWidget) -> "Form":
        """For editors: see Owner."""
        live = self.live if self.live is None else self.live or self._knobs()[path.rpartition(".")[2]].live
        return Form(value, prefix=path, skip=skip, parent=parent, owner=self, depth=self._depth + 1, live=live)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()

    def _space(self) -> None:
        line = self.fontMetrics().height()
        self._layout.setContentsMargins(round(line * INDENT) - FRAME if self._depth else 0, 0, 0, 0)
        self._layout.setSpacing(round(line * ROW_GAP))

    def _build(self) -> None:
        """Make the rows of the config's class; those of the last one that are declared alike stay."""
        knobs = self._knobs()
        for name in [name for name, row in self._rows.items() if knobs.get(name) != row.knob]:
            self._remove(self._rows.pop(name))
        old, self._rows = self._rows, {}
        for index, (name, knob) in enumerate(knobs.items()):
            self._rows[name] = old.get(name) or self._new_row(name, knob)
            self._layout.insertWidget(index, self._rows[name])
            self._rows[name].leave_out(name in self.config.idle | self._idle)

    def _knobs(self) -> dict[str, Knob]:
        return {
            name: knob
            for name, knob in knobs_of(type(self.config)).items()
            if has_editor(knob) and name not in self._skip and (not self._only or name in self._only)
        }

    def _remove(self, row: Row) -> None:
        self._layout.removeWidget(row)
        retire(row)

    def _new_row(self, name: str, knob: Knob) -> Row:
        path = f"{self._prefix}.{name}" if self._prefix else name
        row = Row(knob, path, getattr(self.config, name), self, self._depth, self)
        row.reset_wanted.connect(self._reset)
        return row

    def _reset(self) -> None:
        row = self.sender()
        if isinstance(row, Row):
            self.edit(row.editor.path, row.knob.default)
