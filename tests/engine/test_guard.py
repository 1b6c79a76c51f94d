"""The guard looks closely for as long as weights or moments may be near overflow, and no longer."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.arrays import quiet


def trainer(**parts: Any) -> Trainer:
    small = {"data": {"kind": "moons", "samples": 60}, "network": {"hidden": [{"units": 4}]}, "epochs": 5}
    return Trainer(ExperimentConfig.model_validate({**small, **parts}))


def stepped(run: Trainer, updates: int = 1) -> Trainer:
    with quiet():
        for _, _ in zip(range(updates), run.steps(), strict=False):
            pass
    return run


def steps_until_trouble(run: Trainer, gradients: list[float]) -> tuple[str, str] | None:
    """Makes updates with gradients that are 0 but for one parameter; what was in the way of one of them."""
    with quiet():
        for gradient in gradients:
            run.network.grad[...] = 0
            run.network.grad[5] = gradient
            if trouble := run._guard.apply(run._step, run.optimizer_state):
                return trouble
            assert np.isfinite(run.network.theta).all()
    return None


def all_is_finite(run: Trainer) -> bool:
    return all(np.isfinite(array).all() for array in (*run.network.arrays(), *run.optimizer_state.moments.values()))


def test_squares_that_add_up_to_infinity_are_found() -> None:
    """Each g·g is finite, but Adam's sum of them is not for long."""
    run = stepped(trainer(optimizer="adam"))
    assert steps_until_trouble(run, [1.7e19] * 9) == ("moments", "hidden layer 1")


def test_after_a_large_gradient_small_ones_are_watched_too() -> None:
    """The velocity that it leaves behind goes on until the weights overflow."""
    run = stepped(trainer(optimizer={"kind": "momentum", "beta": 0.99}, learning_rate=10.0))
    assert steps_until_trouble(run, [1e37, *[0.0] * 9]) == ("weights", "hidden layer 1")


@pytest.mark.parametrize(
    ("optimizer", "rate", "moments", "factors"),
    [
        ("momentum", 10.0, {"v": 1e38}, {}),
        ("adam", 0.01, {}, {"m": 1e300, "v": 1e-300}),
        ("rmsprop", 0.01, {}, {"v": 1e300}),
    ],
)
def test_what_a_state_brings_is_not_taken_for_granted(
    optimizer: str, rate: float, moments: dict[str, float], factors: dict[str, float]
) -> None:
    state = stepped(trainer(optimizer=optimizer, learning_rate=rate)).capture()
    full = {name: np.full_like(moment, moments.get(name, 0.1)) for name, moment in state.moments.items()}
    run = trainer(optimizer=optimizer, learning_rate=rate)
    stepped(resumed := Trainer(run.config, replace(state, moments=full, factors={**state.factors, **factors})), 3)
    assert resumed.diverged is not None
    assert np.isfinite(resumed.network.theta).all()


@pytest.mark.parametrize("path", ["optimizer.beta2", "learning_rate.base", "optimizer"])
def test_after_a_live_change_nothing_is_taken_for_granted(path: str) -> None:
    run = stepped(trainer(optimizer="adam"), 2)
    assert not run._guard._careful
    run.apply(run.config.with_value(path, {"optimizer": "momentum"}.get(path, 0.5)))
    assert run._guard._careful


def test_a_decay_near_1_makes_no_moment_infinite() -> None:
    run = stepped(trainer(optimizer="adam"))
    run.optimizer_state.moments["v"][...] = 1e27
    run.apply(run.config.with_value("optimizer.beta2", 0.9999999999999999))
    stepped(run, 3)
    assert run.diverged is not None
    assert all_is_finite(run)


@pytest.mark.parametrize("optimizer", ["gd", "momentum", "adagrad", "adam"])
def test_once_all_is_known_to_be_small_the_quick_way_is_taken_again(optimizer: str) -> None:
    run = stepped(trainer(optimizer=optimizer))
    resumed = stepped(Trainer(run.config, run.capture()))
    assert not resumed._guard._careful


def test_large_moments_alone_are_watched() -> None:
    run = stepped(trainer(optimizer={"kind": "momentum", "beta": 0.99}, learning_rate=1e-6))
    run.optimizer_state.moments["v"][...] = 1e19
    run._guard.look_closely()
    assert steps_until_trouble(run, [0.0]) is None
    assert run._guard._careful
    run.optimizer_state.moments["v"][...] = 0
    run.network.theta[...] = 1
    assert steps_until_trouble(run, [0.0]) is None
    assert not run._guard._careful
