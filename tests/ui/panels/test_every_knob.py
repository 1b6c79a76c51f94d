"""Every knob of the config has a widget in a panel, and both show the same, whoever changes it."""

from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest

from ffnn_gui.data import AnyDataSet, DataSet
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.engine.losses import Loss
from ffnn_gui.schema import Choice, Config, Knob, kinds_of, knob_at, knobs_of, live_at, value_at
from ffnn_gui.session.store import Store
from ffnn_gui.ui.forms.limits import allowed, is_whole

FLOATS = (0.25, 0.5, 0.05, 1.0, 2.0, 0.001)


def knobs_in(config: Config, prefix: str = "") -> Iterator[tuple[str, Knob]]:
    """Every knob that has a value of its own, with its path; of several layers only the first one's."""
    for name, knob in knobs_of(type(config)).items():
        value, path = getattr(config, name), f"{prefix}{name}"
        if isinstance(value, tuple):
            value, path = value[0], f"{path}.0"
        elif knob.editor != "group":
            yield path, knob
        if isinstance(value, Config):
            yield from knobs_in(value, f"{path}.")


def another(knob: Knob, value: Any) -> Any:
    """A value that the knob allows, other than the given one."""
    if knob.editor == "check":
        return not value
    if knob.editor == "combo":
        return next(other for other in get_args(knob.annotation) if other != value)
    if knob.editor == "choice":
        return next(kind() for kind in kinds_of(knob.annotation) if not isinstance(value, kind))
    steps = (value + 1, value - 1) if is_whole(knob) else FLOATS
    return next(other for other in steps if other != value and allowed(knob, other))


DEFAULT = ExperimentConfig()
PATHS = [path for path, _ in knobs_in(DEFAULT)]
CHOICES = [
    (path, kind) for path, knob in knobs_in(DEFAULT) for kind in kinds_of(knob.annotation) if knob.editor == "choice"
]


def data_for(loss: Loss) -> DataSet:
    """The default data where the loss fits them, else the first that it fits."""
    return next(data for data in (DEFAULT.data, *(kind() for kind in kinds_of(AnyDataSet))) if loss.fits(data.task))


def kind_at(config: Any, path: str) -> Any:
    value = value_at(config, path)
    return type(value) if isinstance(value, Choice) else value


@pytest.mark.parametrize("path", PATHS)
def test_the_widget_follows_the_store(path: str, store: Store, hand: Callable[[str], Any]) -> None:
    if path.startswith("regularization.early_stopping."):
        store.set("regularization.early_stopping.enabled", True)
    widget = hand(path)
    assert widget.shown == kind_at(store.config, path)
    store.set(path, another(knob_at(store.config, path), value_at(store.config, path)))
    assert widget.shown == kind_at(store.config, path)
    store.undo_stack.undo()
    assert widget.shown == kind_at(store.config, path)


@pytest.mark.parametrize("path", PATHS)
def test_the_tooltip_says_whether_it_takes_a_reset(path: str, hand: Callable[[str], Any]) -> None:
    text = hand(path).tooltip
    assert ("while training runs" in text) is live_at(DEFAULT, path)
    assert ("after a reset" in text) is not live_at(DEFAULT, path)


@pytest.mark.parametrize("path", PATHS)
def test_the_store_follows_the_widget(path: str, store: Store, hand: Callable[[str], Any]) -> None:
    if path.startswith("regularization.early_stopping."):
        store.set("regularization.early_stopping.enabled", True)
    before = store.config
    wanted = another(knob_at(before, path), value_at(before, path))
    hand(path).set(wanted)
    assert kind_at(store.config, path) == (type(wanted) if isinstance(wanted, Choice) else wanted)
    store.undo_stack.undo()
    assert store.config == before


@pytest.mark.parametrize(
    ("path", "kind"), CHOICES, ids=lambda value: value if isinstance(value, str) else value.__name__
)
def test_every_kind_can_be_chosen_with_all_its_fields(
    path: str, kind: type[Choice], store: Store, hand: Callable[[str], Any]
) -> None:
    if path == "loss":
        store.set("data", data_for(kind()))
    before, steps = store.config, store.undo_stack.index()
    kinds = (k for k in kinds_of(knob_at(before, path).annotation) if k is not kind)
    hand(path).set(next(k() for k in kinds if path != "loss" or k().fits(before.data.task)))
    hand(path).set(kind())
    assert kind_at(store.config, path) is kind
    for field, knob in knobs_in(value_at(store.config, path), f"{path}."):
        part, _, name = field.rpartition(".")
        if name in value_at(store.config, part).idle:
            store.undo_stack.undo()  # the field before has taken its effect from this one
        hand(field).set(another(knob, value_at(store.config, field)))
        assert hand(field).shown == kind_at(store.config, field)
        assert knob.editor == "choice" or value_at(store.config, field) != knob.default
    while store.undo_stack.index() > steps:
        store.undo_stack.undo()
    assert store.config == before
    assert hand(path).shown == kind_at(before, path)
