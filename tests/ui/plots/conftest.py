"""Real trainers, a few epochs old, on each kind of data that a plot may suit."""

from collections.abc import Callable

import pytest

from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer

CONFIGS = {
    "two classes": {"data": {"kind": "spirals"}, "regularization": {"l2": 0.001}},
    "four classes": {"data": {"kind": "blobs", "classes": 4}, "network": {"hidden": []}},
    "squared error on classes": {"data": {"kind": "circle"}, "loss": {"kind": "mse"}},
    "values over the plane": {"data": {"kind": "bumps"}, "precision": "float64"},
    "values over a line": {
        "data": {"kind": "sine", "validation_fraction": 0.0},
        "learning_rate": {"base": 0.01, "schedule": "cosine"},
    },
    "images": {"data": {"kind": "digits", "samples": 300}},
    "images without validation": {"data": {"kind": "digits", "samples": 300, "validation_fraction": 0.0}},
}
EPOCHS = 5

Trained = tuple[Trainer, RunHistory]


def train(raw: dict[str, object], epochs: int = EPOCHS) -> Trained:
    """A trainer after so many epochs, with its history."""
    trainer = Trainer(ExperimentConfig.model_validate({**raw, "epochs": epochs}))
    history = RunHistory(len(trainer.network.layers))
    for report in trainer.run():
        history.append(report)
    return trainer, history


@pytest.fixture(scope="session")
def trained() -> Callable[[str], Trained]:
    """Trainers by the name of their data, each trained once; a test must not train them further."""
    known: dict[str, Trained] = {}

    def get(name: str) -> Trained:
        if name not in known:
            known[name] = train(CONFIGS[name])
        return known[name]

    return get
