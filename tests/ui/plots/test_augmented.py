"""The picture of augmentation: what the epochs see, what it says when off, and when labels break."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.data.augmentation import ImageAugmentation, PointAugmentation
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.ui.plots.augmenting.seen import IMAGES, VARIANTS, Augmented, augmented
from ffnn_gui.ui.plots.intents import SetData
from ffnn_gui.ui.plots.kinds.augmented import AugmentedPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics

HISTORY = RunHistory(3)
Show = Callable[..., AugmentedPlot]


def trainer(kind: str, **augmentation: Any) -> Trainer:
    data = {"kind": kind, "samples": 120, "augmentation": augmentation}
    return Trainer(ExperimentConfig.model_validate({"data": data, "epochs": 3}))


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """The plot of a trainer, drawn."""

    def show(run: Trainer, size: tuple[int, int] = (460, 380)) -> AugmentedPlot:
        plot = AugmentedPlot(Look(LIGHT, Metrics()))
        qtbot.addWidget(plot)
        plot.resize(*size)
        plot.prepare(run.data, run.config)
        plot.show()
        plot.draw(HISTORY, plot.probe_now()(run))
        return plot

    return show


def test_images_are_the_originals_and_what_four_epochs_see() -> None:
    run = trainer("digits", shift=1, rotate=10.0)
    seen = augmented(run)
    assert seen.examples.shape == (1 + VARIANTS, IMAGES, 64)
    assert seen.epochs == (1, 2, 3, 4)
    assert seen.examples[0] == pytest.approx(run.data.train.raw[:IMAGES])
    for number, epoch in enumerate(seen.epochs):
        inputs = run.augmenter.glimpse(run.config.data.augments, epoch - 1, IMAGES)
        assert seen.examples[number + 1] == pytest.approx(inputs * 16, abs=1e-4)
    assert (augmented(run, ahead=2).examples[1] == seen.examples[3]).all()


def test_points_are_those_in_the_plane_whatever_is_derived_of_them() -> None:
    data = {"kind": "circle", "inputs": {"x1_squared": True}, "augmentation": {"jitter": 0.1}}
    run = Trainer(ExperimentConfig.model_validate({"data": data}))
    seen = augmented(run)
    assert seen.examples.shape == (2, len(run.data.train), 2)
    assert seen.examples[0] == pytest.approx(run.data.train.raw, abs=1e-4)
    assert seen.examples[1] != pytest.approx(run.data.train.raw, abs=1e-4)


def test_the_epochs_go_on_with_training() -> None:
    run = trainer("digits", shift=1)
    next(run.run())
    assert augmented(run).epochs == (2, 3, 4, 5)


@pytest.mark.parametrize(("kind", "family"), [("digits", ImageAugmentation), ("circle", PointAugmentation)])
def test_off_it_offers_to_switch_on(kind: str, family: Any, show: Show) -> None:
    run = trainer(kind)
    plot, wishes = show(run), []
    plot.wanted.connect(wishes.append)
    assert augmented(run).epochs == ()
    assert plot.switch.isVisible()
    assert "off" in plot.note.text()
    plot.switch.click()
    assert isinstance(wishes[0], SetData)
    wanted = run.config.with_value(wishes[0].path, wishes[0].value).data
    assert wanted.augments == family.mild()
    assert wanted.augments.active
    assert wanted.augments.warnings(wanted.label_hazards) == ()
    plot.draw(HISTORY, augmented(Trainer(run.config.with_value("data", wanted))))
    assert not plot.switch.isVisible()


def test_it_warns_where_labels_break(show: Show) -> None:
    plot = show(trainer("digits", flip=0.5))
    assert "mirrored digit" in plot.note.text()
    assert plot.note.property("role") == "problem"
    plot.draw(HISTORY, augmented(trainer("digits", shift=1)))
    assert "losses and accuracies are of the originals" in plot.note.text()
    assert plot.note.property("role") == "small"


def test_it_looks_ahead_while_it_is_seen_and_on(show: Show) -> None:
    plot, looks = show(trainer("digits", shift=1)), []
    plot.stale.connect(lambda: looks.append(plot.probe_now().keywords["ahead"]))
    assert plot._timer.isActive()
    plot._timer.timeout.emit()
    plot._timer.timeout.emit()
    assert looks == [1, 2]
    plot.hide()
    assert not plot._timer.isActive()
    plot.show()
    plot.draw(HISTORY, augmented(trainer("digits")))
    assert not plot._timer.isActive()


def after_epochs(run: Trainer, epochs: int) -> RunHistory:
    """The history of so many epochs more."""
    history, reports = RunHistory(len(run.network.layers)), run.run()
    history.extend([next(reports) for _ in range(epochs)])
    return history


def test_it_follows_training_and_never_runs_ahead_of_it(show: Show) -> None:
    run = trainer("digits", shift=1)
    plot = show(run)
    for _ in range(5):
        plot._timer.timeout.emit()
    plot.draw(HISTORY, plot.probe_now()(run))
    assert plot._seen.epochs[0] == 6
    plot.draw(after_epochs(run, 1), plot.probe_now()(run))
    plot.draw(HISTORY, plot.probe_now()(run))
    assert run.epoch == 1
    assert plot._seen.epochs[0] == 2


def test_while_epochs_pass_the_next_look_ahead_waits(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    run = trainer("digits", shift=1)
    plot, starts = show(run), []
    monkeypatch.setattr(plot._timer, "start", lambda: starts.append(run.epoch))
    for _ in range(2):
        history = after_epochs(run, 1)
        for _ in range(3):
            plot._timer.stop()
            plot.draw(history, None)
    assert starts == [1, 2]


@pytest.mark.parametrize("size", [(300, 220), (460, 380), (900, 600), (300, 900)])
def test_images_lie_within_the_wall_beside_each_other(show: Show, size: tuple[int, int]) -> None:
    plot = show(trainer("digits", shift=1), size)
    wall = plot.wall
    last = wall.place_of(wall.rows - 1, VARIANTS)
    assert wall.rect().toRectF().contains(last)
    for column in range(VARIANTS):
        assert wall.place_of(0, column).right() < wall.place_of(0, column + 1).left()


def test_a_single_feature_moves_along_under_its_target(show: Show) -> None:
    plot = show(trainer("sine", jitter=0.3))
    (x, y), (moved, still) = plot.cloud._originals.getData(), plot.cloud._moved.getData()
    assert (y == still).all()
    assert (x != moved).any()
    assert not plot.cloud.view.state["aspectLocked"]


@pytest.mark.parametrize(("kind", "square"), [("circle", True), ("stretched", False)])
def test_features_on_one_scale_are_drawn_so(show: Show, kind: str, square: bool) -> None:
    assert bool(show(trainer(kind, rotate=30.0)).cloud.view.state["aspectLocked"]) is square


def test_the_table_has_originals_as_epoch_0(show: Show) -> None:
    table = show(trainer("circle", jitter=0.1)).table()
    rows = np.array(list(table.rows))
    assert table.columns == ("example", "epoch", "x₁", "x₂")
    assert rows[:, 1].tolist() == [0, 1] * (len(rows) // 2)


@pytest.mark.parametrize(("kind", "suited"), [("digits", True), ("moons", True), ("bumps", True), ("sine", True)])
def test_it_suits_what_can_be_augmented_and_seen(kind: str, suited: bool) -> None:
    assert AugmentedPlot.suits(Trainer(ExperimentConfig.model_validate({"data": {"kind": kind}})).data) is suited


def costing(run: Trainer, share: float | None) -> Augmented:
    return replace(augmented(run), cost=share)


@pytest.mark.parametrize(("kind", "on"), [("digits", {"shift": 1}), ("circle", {"jitter": 0.1})])
def test_it_says_what_it_costs(kind: str, on: dict[str, Any], show: Show) -> None:
    run = trainer(kind, **on)
    plot = show(run)
    assert augmented(run).cost is None
    assert plot.cost.isHidden()
    for share, words in ((0.123, "takes 12 % of"), (0.004, "takes <1 % of")):
        plot.draw(HISTORY, costing(run, share))
        assert plot.cost.isVisible()
        assert words in plot.cost.text()
    plot.draw(HISTORY, costing(run, None))
    assert plot.cost.isHidden()
    plot.draw(HISTORY, costing(run, 0.5))
    plot.prepare(run.data, run.config)
    assert plot.cost.isHidden()


def test_the_cost_is_what_the_run_measured() -> None:
    run = trainer("digits", shift=1)
    steps = run.run()
    next(steps)
    run.augmenter.cost.share = 0.4
    assert augmented(run).cost == 0.4
    run.apply(run.config.with_value("data.augmentation.noise", 0.2))
    assert augmented(run).cost is None
    run.apply(run.config.with_value("data.augmentation", {}))
    assert augmented(run).cost is None
