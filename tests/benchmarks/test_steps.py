"""What one training step costs, against scikit-learn and PyTorch in turns; freshly started, and in the steady state."""

import os

import numpy as np
import pytest

from tests.benchmarks.figures import Figures
from tests.benchmarks.steps import Contestant, Net, Ours, ScikitLearn, Torch, interleaved

ROUNDS, BURST, WARM_UP, TRAIN_ON = 9, 0.3, 0.2, 6.0

CIRCLE = {"kind": "circle", "samples": 1000}
SMALL = Net("2-4-2-1 tanh, 10, GD", CIRCLE, (4, 2), "tanh", 10, "gd", 0.1)
DEEP = Net("2-8×6-1 tanh, 10, GD", CIRCLE, (8,) * 6, "tanh", 10, "gd", 0.1)
DIGITS = Net("64-128-64-10 ReLU, 32, Adam", {"kind": "digits"}, (128, 64), "relu", 32, "adam", 0.001)
MNIST = Net(
    "784-512-256-10 ReLU, 128, Adam", {"kind": "mnist", "samples": 2000}, (512, 256), "relu", 128, "adam", 0.001
)


@pytest.mark.parametrize(
    ("net", "goal_sklearn", "goal_torch", "all_cores"),
    [(SMALL, 9, 12, False), (DEEP, 6, 9, False), (DIGITS, 3, 4, False), (MNIST, 2, 1, True)],
    ids=lambda value: value.name if isinstance(value, Net) else "",
)
def test_step(figures: Figures, net: Net, goal_sklearn: float, goal_torch: float, all_cores: bool) -> None:
    ours = Ours(net)
    rivals = _rivals(net, ours, goal_sklearn, goal_torch, all_cores)
    contestants = [ours, *(rival for _, _, rival in rivals)]
    interleaved(contestants, 1, WARM_UP)
    fresh = interleaved(contestants, ROUNDS, BURST)
    interleaved(contestants, 1, TRAIN_ON)
    steady = interleaved(contestants, ROUNDS, BURST)

    assert ours.trainer.diverged is None
    group = f"One step of {net.name} (medians; fresh / steady: after {TRAIN_ON:.0f} s)"
    figures.tell(group, "ours, fresh / steady / steady with reports", _microseconds(fresh, steady, ours))
    for column, (name, goal, _) in enumerate(rivals, start=1):
        figures.tell(group, f"{name}, fresh / steady", _microseconds(fresh, steady, None, column))
        for when, times in (("fresh", fresh), ("steady", steady)):
            ratio = float(np.median(times[:, column] / times[:, 0]))
            figures.at_least(group, f"times faster than {name}, {when}", ratio, goal, "{:.2f}×")


def _rivals(
    net: Net, ours: Ours, goal_sklearn: float, goal_torch: float, all_cores: bool
) -> list[tuple[str, float, Contestant]]:
    """The installed rivals with their goals; the test is skipped when one is missing."""
    pytest.importorskip("sklearn")
    pytest.importorskip("torch")
    part = ours.trainer.data.train
    threads = (os.cpu_count() or 1) if all_cores else 1
    return [
        ("scikit-learn", goal_sklearn, ScikitLearn(net, part.X, part.y)),
        (f"PyTorch ({threads} thread{'s' * (threads > 1)})", goal_torch, Torch(net, part.X, part.y, threads)),
    ]


def _microseconds(fresh: np.ndarray, steady: np.ndarray, ours: Ours | None, column: int = 0) -> str:
    medians = [float(np.median(times[:, column])) for times in (fresh, steady)]
    if ours is not None:
        medians.append(ours.with_report)
    return " / ".join(f"{1e6 * seconds:,.1f}" for seconds in medians) + " µs"
