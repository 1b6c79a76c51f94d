"""What a panel consists of: views that show a part of the config and can say at a field why a value was refused.

A generated form becomes a view by naming the part of the config that it shows.
"""

from collections.abc import Callable
from typing import Protocol

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.schema import Config
from ffnn_gui.ui.forms import Form


class View(Protocol):
    """Something in a panel that shows a part of the config."""

    def show_config(self, config: ExperimentConfig, *, again: bool = False) -> None:
        """Show the config, emitting nothing; with `again` also where it is the one shown before."""

    def show_problem(self, path: str, sentence: str) -> bool:
        """Say at the field why its value was refused; False: there is no such field here."""

    def clear_problems(self) -> None:
        """Take back all messages."""


class FormView:
    """A form of the part of the config that `part` picks."""

    def __init__(self, form: Form, part: Callable[[ExperimentConfig], Config]) -> None:
        self.form = form
        self._part = part

    def show_config(self, config: ExperimentConfig, *, again: bool = False) -> None:
        part = self._part(config)
        if again or part != self.form.config:
            self.form.set_config(part)

    def show_problem(self, path: str, sentence: str) -> bool:
        return self.form.show_problem(path, sentence)

    def clear_problems(self) -> None:
        self.form.clear_problems()
