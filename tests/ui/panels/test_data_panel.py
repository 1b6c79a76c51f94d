"""The data panel: the tab key goes through its fields as they stand, whatever data they are of."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ffnn_gui.session.store import Store
from ffnn_gui.ui.panels import DataPanel, Panel
from ffnn_gui.ui.panels.toggles import ToggleButton


def stops(panel: Panel) -> Iterator[QWidget]:
    """What takes the focus, in the order of the tab key."""
    widget = panel.nextInFocusChain()
    while widget is not panel:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        widget = widget.nextInFocusChain()


@pytest.mark.parametrize("kinds", [(), ("digits",), ("digits", "moons"), ("sine", "blobs", "stretched")])
def test_the_tab_key_goes_from_above_to_below(
    kinds: tuple[str, ...], store: Store, make: Callable[[type[Panel]], Any]
) -> None:
    panel = make(DataPanel)
    for kind in kinds:
        store.set("data", {"kind": kind})
    panel.grab()  # lays it out
    seen = [stop for stop in stops(panel) if isinstance(stop, QComboBox | QLineEdit | ToggleButton)]
    tops = [stop.mapTo(panel.widget(), stop.rect().center()).y() for stop in seen]
    assert tops == sorted(tops)
    assert any(isinstance(stop, ToggleButton) for stop in seen) is (not kinds or kinds[-1] in ("moons", "stretched"))
