"""The card of augmentation: folded it says what is on, open it has a field for each kind of the data at hand."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from ffnn_gui.schema import knobs_of
from ffnn_gui.session.store import Store
from ffnn_gui.ui.forms.row import Row
from ffnn_gui.ui.panels import DataPanel
from ffnn_gui.ui.panels.augmentation_card import AugmentationCard


@pytest.fixture
def card(make: Callable[[Any], Any]) -> AugmentationCard:
    panel = make(DataPanel)
    return panel.findChild(AugmentationCard)


def fields(card: AugmentationCard) -> list[str]:
    QApplication.processEvents()  # new rows are shown by an event
    return [row.editor.path for row in card.findChildren(Row) if not row.isHidden()]


def test_it_is_folded_first_and_says_what_is_on(card: AugmentationCard, store: Store) -> None:
    assert not card.open
    assert fields(card) == []
    assert "Off" in card.accessibleName()
    store.set("data.augmentation.jitter", 0.2)
    assert "Jitter 0.2" in card.accessibleName()


@pytest.mark.parametrize("kind", ["digits", "circle", "sine"])
def test_open_it_has_the_fields_of_the_data_at_hand(card: AugmentationCard, store: Store, kind: str) -> None:
    card.fold()
    store.set("data", {"kind": kind})
    family = knobs_of(type(store.config.data.augments))
    assert fields(card) == [f"data.augmentation.{name}" for name in family]


def test_data_without_augmentation_show_no_card(card: AugmentationCard, store: Store) -> None:
    card.fold()
    store.set("data.augmentation.jitter", 0.1)
    without = store.config.model_copy(update={"data": store.config.data.model_copy(update={"augmentation": None})})
    card.show_config(without)
    assert card.isHidden()
    card.show_config(store.config)
    assert not card.isHidden()


def test_a_single_feature_is_jittered_and_not_turned(card: AugmentationCard, store: Store) -> None:
    card.fold()
    store.set("data", {"kind": "sine"})
    assert fields(card) == ["data.augmentation.jitter"]


def test_it_warns_of_broken_labels(card: AugmentationCard, store: Store) -> None:
    store.set("data", {"kind": "digits"})
    assert card.warning == ""
    store.set("data.augmentation.flip", 0.5)
    assert "mirrored digit" in card.warning
    store.set("data", {"kind": "circle"})
    assert card.warning == ""


def test_a_field_sets_the_config_and_can_be_undone(store: Store, hand: Callable[[str], Any]) -> None:
    before = store.config
    hand("data.augmentation.rotate").set(30.0)
    assert store.config.data.augments.in_words() == "Rotate 30 degrees"
    store.undo_stack.undo()
    assert store.config == before


def test_what_is_refused_is_said_at_the_field(store: Store, hand: Callable[[str], Any]) -> None:
    rotate = hand("data.augmentation.rotate")
    rotate.type("500")
    assert "at most 180" in rotate.message or "0 to 180" in rotate.message
    assert not store.config.data.augments.active


def test_of_a_card_that_is_too_high_the_top_is_seen(make: Callable[..., Any], store: Store) -> None:
    store.set("data", {"kind": "digits"})
    panel = make(DataPanel)
    panel.resize(300, 200)
    missing: list[int] = []
    panel.cramped.connect(missing.append)
    card = panel.findChild(AugmentationCard)
    card.fold()
    for _ in range(20):
        QApplication.processEvents()
    assert missing[0] >= card.height() - panel.viewport().height() > 0
    assert 0 <= card.mapTo(panel.viewport(), QPoint(0, 0)).y() <= 16


def test_a_card_that_is_seen_anyway_stays_where_it_is(make: Callable[..., Any], store: Store) -> None:
    store.set("data", {"kind": "digits"})
    panel = make(DataPanel)
    missing: list[int] = []
    panel.cramped.connect(missing.append)
    panel.findChild(AugmentationCard).fold()
    for _ in range(20):
        QApplication.processEvents()
    assert missing == []
    assert panel.verticalScrollBar().value() == 0
