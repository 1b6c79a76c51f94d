"""A small button in a plot's header that says what is chosen and opens a menu of what else there is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from ffnn_gui.ui.plots.look import Look

LONGEST = 26
"""Characters of a choice that the button shows; the menu shows it in full."""


class Picker(QToolButton):
    """One of several choices, by key. `picked(key)` follows the viewer's choice, not one set by `choose`."""

    picked = Signal(str)

    def __init__(self, look: Look, name: str, tip: str) -> None:
        """`name` is what screen readers say, `tip` what the tooltip says."""
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._menu, self._group = QMenu(self), QActionGroup(self)
        self.setMenu(self._menu)
        self._choices: dict[str, QAction] = {}
        self._group.triggered.connect(self._pick)
        self.restyle(look)

    @property
    def chosen(self) -> str:
        """The key of what is chosen; empty where there is nothing to choose."""
        action = self._group.checkedAction()
        return str(action.data()) if action else ""

    @property
    def keys(self) -> Sequence[str]:
        """What there is to choose."""
        return tuple(self._choices)

    def offer(self, texts: Mapping[str, str], chosen: str = "") -> None:
        """Offer these choices, key: text; what was chosen before stays if it is there, else `chosen` or the first."""
        before = self.chosen
        for action in self._choices.values():
            self._group.removeAction(action)
        self._menu.clear()
        self._choices = {key: self._menu.addAction(text) for key, text in texts.items()}
        for key, action in self._choices.items():
            action.setData(key)
            action.setCheckable(True)
            self._group.addAction(action)
        wanted = next((key for key in (before, chosen, *texts) if key in texts), "")
        self.choose(wanted)
        self.setEnabled(len(texts) > 1)

    def choose(self, key: str) -> None:
        """Set the choice; a key that there is not changes nothing."""
        if key in self._choices:
            self._choices[key].setChecked(True)
            self._show_chosen()

    def restyle(self, look: Look) -> None:
        """Follow theme and scale."""
        self.setFont(look.small)

    def _pick(self, action: QAction) -> None:
        self._show_chosen()
        self.picked.emit(str(action.data()))

    def _show_chosen(self) -> None:
        text = self._choices[self.chosen].text()
        text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        self.setText(f"{text} ▾" if len(self._choices) > 1 else text)
        self.updateGeometry()
