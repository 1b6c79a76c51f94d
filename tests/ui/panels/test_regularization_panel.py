"""The regularization panel sets dropout and batch norm in all layers at once, and says where they differ."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel

from ffnn_gui.engine.config import HiddenLayer
from ffnn_gui.session.store import Store
from ffnn_gui.ui.forms.number_field import NumberField
from ffnn_gui.ui.forms.quiet import QuietSlider
from ffnn_gui.ui.panels import RegularizationPanel
from ffnn_gui.ui.panels.all_layers import AllLayers


@pytest.fixture
def card(make: Callable[..., Any]) -> AllLayers:
    card: AllLayers = make(RegularizationPanel).findChild(AllLayers)
    return card


def box(card: AllLayers) -> QCheckBox:
    return card.findChild(QCheckBox)


def note(card: AllLayers) -> str:
    return " ".join(label.text() for label in card.findChildren(QLabel) if label.property("role") == "small")


def states(store: Store, field: str) -> list[Any]:
    return [getattr(layer, field) for layer in store.config.network.hidden]


def test_batch_norm_is_set_in_all_layers_as_one_change(card: AllLayers, store: Store) -> None:
    box(card).click()
    assert states(store, "batch_norm") == [True, True]
    assert store.undo_stack.undoText() == "Set batch normalization in all layers"
    box(card).click()
    assert states(store, "batch_norm") == [False, False]
    assert store.undo_stack.count() == 2


def test_a_mixed_state_is_shown_and_a_click_makes_it_alike(card: AllLayers, store: Store) -> None:
    store.set("network.hidden.1.batch_norm", True)
    assert box(card).checkState() == Qt.CheckState.PartiallyChecked
    assert note(card) == "Batch normalization is on in 1 of 2 layers."
    box(card).click()
    assert states(store, "batch_norm") == [True, True]
    assert box(card).checkState() == Qt.CheckState.Checked
    assert note(card) == ""
    box(card).click()
    assert states(store, "batch_norm") == [False, False]
    store.undo_stack.undo()
    store.undo_stack.undo()
    assert box(card).checkState() == Qt.CheckState.PartiallyChecked


def test_dropout_is_set_in_all_layers(card: AllLayers, store: Store) -> None:
    store.set("network.hidden.0.dropout", 0.2)
    assert note(card) == "Dropout differs: 0.2, 0."
    field = card.findChild(NumberField)
    assert field.text() == "0.2"
    field.stepBy(1)
    assert states(store, "dropout") == [0.25, 0.25]
    assert note(card) == ""


def test_a_drag_is_one_change(card: AllLayers, store: Store) -> None:
    slider = card.findChild(QuietSlider)
    slider.setSliderDown(True)
    for position in (3, 5, 8):
        slider.setValue(position)
    slider.setSliderDown(False)
    assert states(store, "dropout") == [0.4, 0.4]
    assert store.undo_stack.count() == 1


def test_without_hidden_layers_there_is_nothing_to_set(card: AllLayers, store: Store) -> None:
    store.set("network.hidden", ())
    assert not box(card).isEnabled()
    assert note(card) == "There are no hidden layers."
    store.set("network.hidden", (HiddenLayer(),))
    assert box(card).isEnabled()
