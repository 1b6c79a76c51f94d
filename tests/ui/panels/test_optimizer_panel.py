"""The optimizer panel: batch presets, new seeds and the picture of the learning rate."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtWidgets import QToolButton

from ffnn_gui.engine.batching.mini_batch import MiniBatch
from ffnn_gui.engine.config import LearningRate
from ffnn_gui.engine.schedules import AnySchedule
from ffnn_gui.engine.schedules.base import Schedule
from ffnn_gui.engine.schedules.cosine import Cosine
from ffnn_gui.schema import kinds_of
from ffnn_gui.session.store import Store
from ffnn_gui.ui.panels import DataPanel, OptimizerPanel, Panel
from ffnn_gui.ui.panels.batch_presets import PRESETS
from ffnn_gui.ui.panels.rate_curve import RateCurve, epochs_shown
from ffnn_gui.ui.panels.toggles import Toggles


def pressed(panel: Panel) -> list[str]:
    return [button.text() for button in panel.findChild(Toggles).buttons if button.isChecked()]


@pytest.mark.parametrize("label", PRESETS)
def test_a_preset_sets_the_batch_and_shows_that_it_is_set(label: str, store: Store, make: Callable[..., Any]) -> None:
    store.set("batching", MiniBatch(size=77))
    panel = make(OptimizerPanel)
    assert pressed(panel) == []
    button = next(b for b in panel.findChild(Toggles).buttons if b.text() == label)
    button.click()
    assert store.config.batching == PRESETS[label]
    assert pressed(panel) == [label]
    button.click()
    assert pressed(panel) == [label]
    store.undo_stack.undo()
    assert store.config.batching == MiniBatch(size=77)
    assert pressed(panel) == []


@pytest.mark.parametrize(("kind", "path"), [(DataPanel, "data.seed"), (OptimizerPanel, "seed")])
def test_the_die_draws_another_seed(kind: type[Panel], path: str, store: Store, make: Callable[..., Any]) -> None:
    panel = make(kind)
    die = next(b for b in panel.findChildren(QToolButton) if b.accessibleName() == "New seed")
    seeds = []
    for _ in range(20):
        die.click()
        seeds.append(store.config.data.seed if path == "data.seed" else store.config.seed)
    assert all(one != next_one for one, next_one in pairwise(seeds))
    assert all(0 <= seed < 10_000 for seed in seeds)
    assert store.undo_stack.count() == 20


@pytest.mark.parametrize("kind", kinds_of(AnySchedule), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("epochs", [1, 2, 100, 10_000, 100_000_000])
@pytest.mark.parametrize("warm_up", [0, 30])
def test_the_curve_shows_all_that_moves(kind: type[Schedule], epochs: int, warm_up: int) -> None:
    rate = LearningRate(schedule=kind(warm_up=warm_up))
    shown = epochs_shown(rate, epochs)
    assert 1 <= shown <= epochs
    factors = [rate.schedule.factor(epoch) for epoch in range(min(epochs, 20_000))]
    whole = max(factors) - min(factors)
    assert abs(rate.schedule.factor(shown - 1) - rate.schedule.factor(epochs - 1)) <= max(0.05 * whole, 1e-12)


def test_a_schedule_that_ends_early_is_shown_large() -> None:
    assert 200 <= epochs_shown(LearningRate(schedule=Cosine(period=200)), 10_000) <= 300


def test_the_curve_is_made_anew_only_when_the_rate_changes(store: Store, make: Callable[..., Any]) -> None:
    curve = make(OptimizerPanel).findChild(RateCurve)
    first = curve.points
    store.set("network.hidden.0.units", 3)
    assert curve.points is first
    store.set("learning_rate.schedule", "cosine")
    assert curve.points is not first
    assert curve.points[0] == (0.0, 1.0)
    assert curve.accessibleDescription() == "From 0.01 in epoch 1 to 0 in epoch 250"


def test_the_curve_follows_the_number_of_epochs(store: Store, make: Callable[..., Any]) -> None:
    curve = make(OptimizerPanel).findChild(RateCurve)
    store.set("epochs", 40)
    assert curve.accessibleDescription().endswith("in epoch 40")
