"""What a reasonable network reaches on the digits 8×8, over several seeds (the data's split included)."""

import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer

LAYER = {"activation": "relu", "init": "he_normal", "dropout": 0.3}
DIGITS = {
    "data": {"kind": "digits", "validation_fraction": 0.2},
    "network": {"hidden": [{**LAYER, "units": 256}, {**LAYER, "units": 128}]},
    "optimizer": "nesterov",
    "learning_rate": 0.05,
    "regularization": {"l2": 1e-4},
    "epochs": 60,
}


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_digits_reach_98_percent_on_held_out(seed: int) -> None:
    raw = {**DIGITS, "data": {**DIGITS["data"], "seed": seed}, "seed": seed}
    *_, last = Trainer(ExperimentConfig.model_validate(raw)).run()
    assert last.validation.accuracy >= 0.98
