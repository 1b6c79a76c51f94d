"""The store changes settings, refuses what is wrong, says so, and undoes everything."""

import weakref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.schema import ConfigError
from ffnn_gui.session.store import Store

RATE = "learning_rate.base"


class Listener:
    def __init__(self, store: Store) -> None:
        self.seen: list[ExperimentConfig] = []
        store.changed.connect(self.seen.append)


@pytest.fixture
def store(qapp: QApplication) -> Store:
    return Store()


def texts(store: Store) -> list[str]:
    return [store.undo_stack.text(i) for i in range(store.undo_stack.count())]


def test_set_announces_and_undoes(store: Store) -> None:
    listener = Listener(store)
    start = store.config
    store.set(RATE, 0.5)
    assert store.config.learning_rate.base == 0.5
    assert start.learning_rate.base != 0.5
    store.undo_stack.undo()
    assert store.config == start
    store.undo_stack.redo()
    assert [config.learning_rate.base for config in listener.seen] == [0.5, start.learning_rate.base, 0.5]
    assert listener.seen[-1] is store.config


@pytest.mark.parametrize(
    ("path", "value", "error"),
    [
        (RATE, -1.0, ConfigError),
        (RATE, "fast", ConfigError),
        ("network.hidden.7.units", 3, KeyError),
        ("no.such.field", 3, KeyError),
        ("optimizer", "sorcery", ConfigError),
        ("optimizer.kind", "sorcery", ConfigError),
    ],
)
def test_refused_values_change_nothing(store: Store, path: str, value: object, error: type[Exception]) -> None:
    listener = Listener(store)
    before = store.config
    with pytest.raises(error):
        store.set(path, value)
    assert store.config is before
    assert not listener.seen
    assert not store.undo_stack.count()


def test_the_same_value_is_no_change(store: Store) -> None:
    listener = Listener(store)
    store.set(RATE, store.config.learning_rate.base)
    store.replace(ExperimentConfig(), "Preset")
    assert not listener.seen
    assert not store.undo_stack.count()


@pytest.mark.parametrize(
    ("path", "value", "text"),
    [
        (RATE, 0.1, "Change learning rate η to 0.1"),
        ("network.hidden.1.units", 16, "Change hidden layer 2 units to 16"),
        ("network.hidden.0.batch_norm", True, "Change hidden layer 1 batch normalization to on"),
        ("network.hidden.0.activation", "relu", "Change hidden layer 1 activation to ReLU"),
        ("network.output.bias", 0.25, "Change output layer start bias to 0.25"),
        ("optimizer", "rmsprop", "Change optimizer to RMSProp"),
        ("optimizer.kind", "gd", "Change optimizer to Gradient descent"),
        ("network.hidden.0.activation.kind", "relu", "Change hidden layer 1 activation to ReLU"),
        ("data.kind", "digits", "Change data to Digits 8×8"),
        ("optimizer.beta1", 0.5, "Change decay β₁ to 0.5"),
        ("regularization.l2", 0.001, "Change L2 λ to 0.001"),
        ("regularization.early_stopping.enabled", True, "Change early stopping to on"),
        ("regularization.early_stopping", {"enabled": True}, "Change early stopping"),
        ("epochs", 50_000, "Change stop at epoch to 50,000"),
        ("precision", "float64", "Change precision to float64 (exact)"),
        ("data", "digits", "Change data to Digits 8×8"),
    ],
)
def test_undo_texts(store: Store, path: str, value: object, text: str) -> None:
    store.set(path, value)
    assert texts(store) == [text]


def test_layers_are_added_and_removed(store: Store) -> None:
    first, second = store.config.network.hidden
    store.set("network.hidden", (first, second, first))
    store.set("network.hidden", (first,))
    wide = store.config.with_value("network.hidden.0.units", 3).network.hidden
    store.set("network.hidden", wide)
    store.set("network.hidden", (first, *wide), text="Duplicate hidden layer 1")
    assert texts(store) == [
        "Add hidden layer",
        "Remove hidden layer",
        "Change hidden layers",
        "Duplicate hidden layer 1",
    ]
    for _ in range(4):
        store.undo_stack.undo()
    assert store.config == ExperimentConfig()


def test_a_drag_is_one_entry(store: Store) -> None:
    listener = Listener(store)
    start = store.config
    store.begin_drag(RATE)
    for i in range(1, 101):
        store.set(RATE, i / 99)
    store.end_drag(RATE)
    assert len(listener.seen) == 100
    assert texts(store) == [f"Change learning rate η to {100 / 99:.6g}"]
    store.set(RATE, 2.0)
    assert len(texts(store)) == 2
    store.undo_stack.undo()
    store.undo_stack.undo()
    assert store.config == start


def test_two_drags_of_one_field_are_two_entries(store: Store) -> None:
    for value in (0.5, 0.7):
        store.begin_drag(RATE)
        store.set(RATE, value)
        store.set(RATE, value / 2)
        store.end_drag(RATE)
    assert len(texts(store)) == 2


def test_a_drag_back_to_its_start_leaves_nothing(store: Store) -> None:
    start = store.config.learning_rate.base
    store.begin_drag(RATE)
    store.set(RATE, 1.0)
    store.set(RATE, start)
    store.end_drag(RATE)
    assert not texts(store)
    assert store.undo_stack.isClean()


def test_a_change_elsewhere_ends_a_drag(store: Store) -> None:
    store.begin_drag(RATE)
    store.set(RATE, 1.0)
    store.set("seed", 3)
    store.set(RATE, 2.0)
    store.end_drag(RATE)
    assert len(texts(store)) == 3


def test_undo_in_mid_drag(store: Store) -> None:
    start = store.config
    store.begin_drag(RATE)
    store.set(RATE, 1.0)
    store.undo_stack.undo()
    assert store.config == start
    store.set(RATE, 2.0)
    store.end_drag("seed")
    store.set(RATE, 3.0)
    store.end_drag(RATE)
    store.undo_stack.undo()
    assert store.config == start


def test_a_drag_after_saving_is_unsaved(store: Store) -> None:
    store.begin_drag(RATE)
    store.set(RATE, 1.0)
    store.undo_stack.setClean()
    store.set(RATE, 2.0)
    store.end_drag(RATE)
    assert not store.undo_stack.isClean()
    store.undo_stack.undo()
    assert store.undo_stack.isClean()
    assert store.config.learning_rate.base == 1.0


def test_replace_is_one_change(store: Store) -> None:
    start = store.config
    preset = ExperimentConfig.model_validate({"data": "xor", "optimizer": "gd", "seed": 5})
    store.replace(preset, "Preset “XOR”")
    assert store.config is preset
    assert texts(store) == ["Preset “XOR”"]
    store.undo_stack.undo()
    assert store.config == start


def test_reset_begins_anew(store: Store) -> None:
    store.set(RATE, 1.0)
    listener = Listener(store)
    opened = ExperimentConfig.model_validate({"seed": 9})
    store.reset_to(opened)
    assert store.config is opened
    assert listener.seen == [opened]
    assert not store.undo_stack.canUndo()
    assert store.undo_stack.isClean()


def test_a_store_with_changes_goes_as_soon_as_nobody_has_it(qapp: QApplication) -> None:
    store = Store()
    store.set("seed", 5)
    store.begin_drag("seed")
    store.set("seed", 6)
    store.set("seed", 7)
    store.undo_stack.undo()
    gone = weakref.ref(store)
    del store
    assert gone() is None, "left to the garbage collector, it would be taken apart in an order that crashes"


class Owner(QObject):
    """Has a store, and listens to its stack."""

    def __init__(self) -> None:
        super().__init__()
        self.store = Store()
        self.heard: list[bool] = []
        self.store.undo_stack.cleanChanged.connect(self.hear)

    def hear(self, clean: bool) -> None:
        self.heard.append(clean)


def test_an_owner_with_changes_goes_in_silence(qapp: QApplication) -> None:
    owner = Owner()
    owner.store.set("seed", 5)
    heard = owner.heard
    del owner  # crashed, when the stack told somebody half gone that it is clean
    assert heard == [False]
