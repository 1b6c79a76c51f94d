"""What augmentation adds to the time of an epoch, on MNIST: the quickest epochs with and without, run in turns.

The quickest say most: when other programs want the cores too, an epoch's threads wait for each other.
"""

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.ui.forms.numbers import number_text
from tests.benchmarks.figures import Figures

GROUP = "Augmentation: MNIST, 8,000 to learn of 10,000, 784-128-10 ReLU, Adam, batch 128"
LIGHT = {"shift": 2, "flip": 0.5, "noise": 0.1}
ALL = {**LIGHT, "zoom": 0.1, "shear": 0.2, "rotate": 15.0, "brightness": 0.3, "erase": 0.3}
ROUNDS = 12


def _epochs(augmentation: dict[str, Any]) -> Callable[[], float]:
    """Runs one epoch more at each call, and says how many seconds it took, its scores included."""
    raw = {
        "data": {"kind": "mnist", "augmentation": augmentation},
        "network": {"hidden": [{"units": 128, "activation": "relu", "init": "he_normal"}]},
        "batching": {"size": 128},
        "epochs": 100_000_000,
    }
    reports = Trainer(ExperimentConfig.model_validate(raw)).run()

    def run() -> float:
        start = time.perf_counter()
        next(reports)
        return time.perf_counter() - start

    run()
    return run


def test_augmentation(figures: Figures) -> None:
    kinds = {"nothing": {}, "shift, flip and noise": LIGHT, "all eight": ALL}
    kinds.update({f"only {name} {number_text(strength)}": {name: strength} for name, strength in ALL.items()})
    runs = [_epochs(augmentation) for augmentation in kinds.values()]
    seconds = np.array([[run() for run in runs] for _ in range(ROUNDS)])
    quickest = seconds.min(axis=0)
    plain, light, everything, *_ = quickest
    added = {name: 100 * (best / plain - 1) for name, best in zip(kinds, quickest, strict=True)}

    figures.tell(GROUP, "an epoch without, scores included", f"{1000 * plain:.0f} ms")
    figures.at_most(GROUP, "shift, flip and noise: added", 100 * (light / plain - 1), 30, "{:.0f} %")
    figures.at_most(GROUP, "all eight: added", 100 * (everything / plain - 1), 100, "{:.0f} %")
    for name in list(kinds)[3:]:
        figures.tell(GROUP, f"{name}: added", f"{added[name]:.0f} %")
    assert (seconds > 0).all()
