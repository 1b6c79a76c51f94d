"""Panels on a store, and hands to work them with: every knob is found by its path, read, and set as a person would."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.schema import Choice, kinds_of, knob_at
from ffnn_gui.session.store import Store
from ffnn_gui.ui.forms import number_text, parsed
from ffnn_gui.ui.forms.number_field import NumberField
from ffnn_gui.ui.forms.row import Row
from ffnn_gui.ui.panels import DataPanel, NetworkPanel, OptimizerPanel, Panel, RegularizationPanel
from ffnn_gui.ui.panels.augmentation_card import AugmentationCard
from ffnn_gui.ui.panels.toggles import ToggleButton
from ffnn_gui.ui.theme import ThemeManager

PANELS: dict[str, type[Panel]] = {
    "data": DataPanel,
    "network": NetworkPanel,
    "loss": NetworkPanel,
    "regularization": RegularizationPanel,
}
HIDDEN = "network.hidden."


@pytest.fixture(scope="module")
def manager(qapp: QApplication) -> Iterator[ThemeManager]:
    """Made once for a module, since it dresses the whole application."""
    manager = ThemeManager(qapp, "light")
    yield manager
    manager.deleteLater()


@pytest.fixture
def themes(manager: ThemeManager) -> Iterator[ThemeManager]:
    yield manager
    manager.set_scale(1)
    manager.set_preference("light")


@pytest.fixture
def store(qapp: QApplication) -> Store:
    return Store()


@pytest.fixture
def make(qtbot: QtBot, store: Store, themes: ThemeManager) -> Callable[[type[Panel]], Any]:
    """Makes a panel as wide as a dock, shown and active."""

    kept = []  # qtbot does not keep what it closes

    def made(kind: type[Panel], width: int = 300) -> Panel:
        panel = kind(store, themes)
        qtbot.addWidget(panel)
        kept.append(panel)
        panel.resize(width, 900)
        panel.show()
        panel.activateWindow()
        qtbot.waitExposed(panel)
        return panel

    return made


@pytest.fixture
def hand(make: Callable[[type[Panel]], Any], qtbot: QtBot, store: Store) -> "Callable[[str], Hand]":
    """A hand at the widget of the knob at a path."""
    panels: dict[type[Panel], Panel] = {}

    def at(path: str) -> Hand:
        kind = PANELS.get(path.partition(".")[0], OptimizerPanel)
        if kind not in panels:
            panels[kind] = make(kind)
        return Hand(panels[kind], path, qtbot, store)

    return at


class Hand:
    """Reads and sets one knob through its widget."""

    def __init__(self, panel: Panel, path: str, qtbot: QtBot, store: Store) -> None:
        self.panel, self._path, self._qtbot, self._store = panel, path, qtbot, store

    @property
    def widget(self) -> QWidget:
        found = _widgets(self.panel)
        assert self._path in found, f"no widget for {self._path} among {sorted(found)}"
        return found[self._path]

    @property
    def shown(self) -> Any:
        """The value that the widget shows; of a choice its kind."""
        widget, knob = self.widget, knob_at(self._store.config, self._path)
        if isinstance(widget, NumberField):
            return parsed(widget.text())
        if isinstance(widget, QComboBox):
            return list(_entries(knob.annotation))[widget.currentIndex()]
        assert isinstance(widget, QCheckBox | ToggleButton)
        return widget.isChecked()

    @property
    def tooltip(self) -> str:
        """What the pointer over the widget is told: its own tooltip, or that of the nearest part around it."""
        widget: QWidget | None = self.widget
        while widget is not None and not widget.toolTip():
            widget = widget.parentWidget()
        return widget.toolTip() if widget else ""

    def set(self, value: Any) -> None:
        """Set a value as a person does."""
        widget, knob = self.widget, knob_at(self._store.config, self._path)
        if isinstance(widget, NumberField):
            self.type(number_text(value))
        elif isinstance(widget, QComboBox):
            widget.setCurrentIndex(list(_entries(knob.annotation)).index(plain(value)))
        elif self.shown != value:
            assert isinstance(widget, QCheckBox | ToggleButton)
            widget.click()

    def type(self, text: str) -> None:
        self.widget.setFocus()
        self.widget.selectAll()
        self._qtbot.keyClicks(self.widget, text)
        self._qtbot.keyClick(self.widget, Qt.Key.Key_Return)

    @property
    def message(self) -> str:
        """The sentence at the field that says why a value was refused."""
        return next(row.problem for path, row in _rows(self.panel) if path == self._path)


def plain(value: Any) -> Any:
    """A value to be compared with what is shown: of a choice, only which kind it is."""
    return type(value) if isinstance(value, Choice) else value


def _entries(annotation: Any) -> tuple[Any, ...]:
    kinds = kinds_of(annotation)
    return kinds or annotation.__args__


def _rows(panel: Panel) -> Iterator[tuple[str, Row]]:
    """All rows of all forms with their whole paths; cards are opened for it."""
    places = {}
    if isinstance(panel, NetworkPanel):
        for index, card in enumerate(panel.layers.cards):
            if not card.open:
                card.fold()
            places.update(dict.fromkeys(card.findChildren(Row), f"{HIDDEN}{index}."))
    if isinstance(panel, DataPanel):
        for card in panel.findChildren(AugmentationCard):
            if not card.open:
                card.fold()
    QApplication.processEvents()  # new rows are shown by an event
    for row in panel.findChildren(Row):
        if not row.isHidden() and "AllLayers" not in _ancestors(row):
            yield places.get(row, "") + row.editor.path, row


def _ancestors(widget: QWidget) -> set[str]:
    parent = widget.parentWidget()
    return {type(parent).__name__, *_ancestors(parent)} if parent else set()


def _widgets(panel: Panel) -> dict[str, QWidget]:
    found = {path: row.editor.stops[-1] for path, row in _rows(panel) if row.editor.stops}
    # A group that can be switched has its switch in its heading.
    found.update({f"{path}.enabled": widget for path, widget in found.items() if path.endswith("early_stopping")})
    if isinstance(panel, NetworkPanel):
        units = {f"{HIDDEN}{i}.units": card.findChild(NumberField) for i, card in enumerate(panel.layers.cards)}
        found.update({path: field for path, field in units.items() if field})
    if isinstance(panel, DataPanel) and hasattr(panel.store.config.data, "inputs"):
        names = type(panel.store.config.data.inputs).model_fields
        found.update(zip((f"data.inputs.{n}" for n in names), panel.findChildren(ToggleButton), strict=True))
    return found
