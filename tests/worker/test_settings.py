"""Live fields reach what runs at once; the others wait, and no longer when they are set back."""

from typing import Any

import pytest

from ffnn_gui.worker.settings import Settings

LIVE = [
    ("learning_rate.base", 0.5),
    ("learning_rate.schedule", {"kind": "step"}),
    ("optimizer", {"kind": "momentum"}),
    ("optimizer.beta1", 0.5),
    ("batching.size", 5),
    ("batching", {"kind": "full"}),
    ("regularization.l2", 0.1),
    ("regularization.early_stopping.patience", 7),
    ("network.hidden.0.dropout", 0.5),
    ("epochs", 9),
]
FIXED = [
    ("data.samples", 100),
    ("network.hidden.1.units", 7),
    ("network.hidden", [{"units": 5}]),
    ("seed", 1),
    ("precision", "float64"),
]


@pytest.mark.parametrize(("path", "value"), LIVE)
def test_live_fields_take_effect(small: Any, path: str, value: Any) -> None:
    settings, wanted = Settings(small()), small().with_value(path, value)
    assert settings.want(wanted)
    assert settings.running == settings.wanted == wanted
    assert settings.pending == ()


@pytest.mark.parametrize(("path", "value"), FIXED)
def test_other_fields_wait(small: Any, path: str, value: Any) -> None:
    settings = Settings(small())
    assert not settings.want(small().with_value(path, value))
    assert settings.running == small()
    assert [change.path for change in settings.pending] == [path]


@pytest.mark.parametrize(("path", "value"), FIXED)
@pytest.mark.parametrize(("live_path", "live_value"), LIVE[:-2])
def test_live_fields_take_effect_beside_waiting_ones(
    small: Any, path: str, value: Any, live_path: str, live_value: Any
) -> None:
    settings = Settings(small())
    assert settings.want(small().with_value(path, value).with_value(live_path, live_value))
    assert settings.running == small().with_value(live_path, live_value)
    assert [change.path for change in settings.pending] == [path]


def test_a_field_set_back_no_longer_waits(small: Any) -> None:
    settings = Settings(small())
    settings.want(small(seed=1, precision="float64"))
    settings.want(small(precision="float64"))
    assert [change.path for change in settings.pending] == ["precision"]
    settings.want(small())
    assert settings.pending == ()


def test_a_change_of_the_data_takes_its_loss_along(small: Any) -> None:
    settings = Settings(small())
    settings.want(small().with_value("data", {"kind": "plane"}))
    assert {change.path for change in settings.pending} == {"data", "loss"}
    assert settings.running == small()


@pytest.mark.parametrize("features", [2, 3], ids=["as many features", "another family of augmentations"])
def test_nothing_of_other_data_reaches_what_runs(small: Any, imported: Any, features: int) -> None:
    running = small(data=imported(0, 2)).with_value("data.augmentation.jitter", 0.5)
    settings = Settings(running)
    assert not settings.want(running.with_value("data", imported(1, features)))
    assert settings.running == running
    assert [change.path for change in settings.pending] == ["data"]
    assert not settings.want(settings.wanted.with_value("data.augmentation.jitter", 0.3))
    assert settings.want(settings.wanted.with_value("learning_rate.base", 0.5))
    assert settings.running == running.with_value("learning_rate.base", 0.5)
    assert settings.want(running.with_value("data.augmentation.jitter", 0.1))
    assert (settings.running.data.augments.jitter, settings.pending) == (0.1, ())  # type: ignore[union-attr]


def test_a_live_field_that_does_not_fit_what_runs_waits(small: Any) -> None:
    settings = Settings(small().with_value("data.validation_fraction", 0.0))
    settings.want(small())
    assert not settings.want(small().with_value("regularization.early_stopping.enabled", True))
    assert [change.path for change in settings.pending] == [
        "data.validation_fraction",
        "regularization.early_stopping.enabled",
    ]


def test_layers_that_change_places_take_nothing_along_until_a_reset(small: Any) -> None:
    running = small(network={"hidden": [{"units": 8, "dropout": 0.5}, {"units": 4}]})
    settings = Settings(running)
    turned = running.with_value("network.hidden", tuple(reversed(running.network.hidden)))
    assert not settings.want(turned)
    assert settings.running == running
    assert settings.want(turned.with_value("learning_rate.base", 0.5))
    assert settings.running.network == running.network
    assert settings.want(running)
    assert settings.pending == ()
