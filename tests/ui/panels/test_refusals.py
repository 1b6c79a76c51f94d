"""What the config refuses is said at the field, and the store stays as it was."""

from collections.abc import Callable
from typing import Any

import pytest

from ffnn_gui.session.store import Store
from ffnn_gui.ui.panels import DataPanel, NetworkPanel
from ffnn_gui.ui.panels.layer_card import LayerCard

TYPED = [
    ("data.samples", "1e9", "from 10 to 5,000"),
    ("data.validation_fraction", "0.8", "from 0 to 0.5"),
    ("network.hidden.1.bias", "-1000", "from -100 to 100"),
    ("network.hidden.0.dropout", "1", "from 0 to 0.95"),
    ("network.output.bias", "x", "a number"),
    ("optimizer.beta1", "7", "less than 1"),
    ("learning_rate.base", "0", "from 1e-06 to 100"),
    ("batching.size", "0", "from 1 to 65,536"),
    ("epochs", "1.5", "a whole number"),
    ("regularization.l2", "-1", "from 0 to 10"),
]


@pytest.mark.parametrize(("path", "text", "words"), TYPED)
def test_typed_values_out_of_range_are_refused(
    path: str, text: str, words: str, store: Store, hand: Callable[[str], Any]
) -> None:
    before = store.config
    field = hand(path)
    field.type(text)
    assert words in field.message
    assert store.config is before
    assert not store.undo_stack.canUndo()


@pytest.mark.parametrize("text", ["0", "1025", "many"])
def test_units_are_refused_on_the_card(text: str, store: Store, hand: Callable[[str], Any]) -> None:
    before = store.config
    field = hand("network.hidden.1.units")
    field.type(text)
    card = field.panel.layers.cards[1]
    assert isinstance(card, LayerCard)
    assert "from 1 to 1,024" in card.problem
    assert store.config is before
    field.type("12")
    assert card.problem == ""


def test_what_two_fields_rule_out_together_is_said_and_both_show_the_store(
    store: Store, hand: Callable[[str], Any]
) -> None:
    store.set("data.test_fraction", 0.45)
    validation, test = hand("data.validation_fraction"), hand("data.test_fraction")
    before = store.config
    validation.type("0.5")
    assert "must be at most 0.9" in test.message
    assert store.config is before
    assert (validation.shown, test.shown) == (0.2, 0.45)


def test_a_message_goes_with_the_next_edit(store: Store, hand: Callable[[str], Any]) -> None:
    store.set("data.test_fraction", 0.45)
    hand("data.validation_fraction").type("0.5")
    hand("data.noise").set(1.0)
    assert hand("data.test_fraction").message == ""


def test_a_loss_that_does_not_fit_is_refused_at_the_loss(store: Store, hand: Callable[[str], Any]) -> None:
    store.set("data.arms", 3)
    loss, before = hand("loss"), store.config
    loss.widget.setCurrentIndex(0)
    assert "does not fit data with 3 classes" in loss.message
    assert store.config is before
    assert loss.shown is type(before.loss)


@pytest.mark.parametrize("path", ["network.hidden.0.units", "network.hidden.1.dropout", "network.hidden.0.init.scale"])
def test_a_refusal_of_the_store_is_said_on_the_layer(path: str, store: Store, make: Callable[..., Any]) -> None:
    panel: NetworkPanel = make(NetworkPanel)
    before = store.config
    assert not panel.want(path, -1)
    card = panel.layers.cards[int(path.split(".")[2])]
    assert card.open == ("units" not in path)
    texts = [label.text() for label in card.findChildren(type(card._problem)) if label.property("role") == "problem"]
    assert any("must be" in text for text in texts)
    assert store.config is before


def test_what_has_no_field_is_said_above_the_cards(store: Store, make: Callable[..., Any]) -> None:
    panel: DataPanel = make(DataPanel)
    assert not panel.want("nothing.there", 1)
    assert "nothing" in panel.message
    store.set("epochs", 7)
    assert panel.message == ""
