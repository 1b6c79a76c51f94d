"""The window while it trains at full speed: does it stay quick, and how much does it take from the training?"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks.children import answer_of
from tests.benchmarks.figures import Figures
from tests.benchmarks.steps import Net
from tests.benchmarks.test_steps import DEEP, DIGITS, MNIST, SMALL

SECONDS, ROUNDS = 8, 3
PLANE = {"kind": "circle", "samples": 300}
EPOCHS, PIECE = 100_000, 5.0


@dataclass(frozen=True)
class Goals:
    """How the window is to fare with a network: gap and wait in ms (p99), the share of the headless rate in percent.

    pages: plots whose pages are turned to, besides the pages that open first
    """

    net: Net
    size: tuple[str, str]
    gap: float
    wait: float
    share: float
    pages: tuple[str, ...] = ()


WINDOW, SCREEN = ("1600", "900"), ("1920", "1080")
SIX = ("weights", "accuracy")
"""At the size of WINDOW these pages make six plots seen at once."""

DEAREST = ("distributions",)
"""Of health, distributions and the chain rule one is seen at a time; this one takes most."""

GOALS = [
    Goals(SMALL, WINDOW, 40, 20, 60),
    Goals(SMALL, WINDOW, 40, 20, 60, SIX),
    Goals(DIGITS, WINDOW, 40, 20, 60),
    Goals(DIGITS, WINDOW, 40, 20, 60, SIX),
    Goals(DEEP, SCREEN, 40, 25, 50),
    Goals(DEEP, SCREEN, 40, 25, 50, DEAREST),
    Goals(MNIST, SCREEN, 40, 25, 70),
    Goals(MNIST, SCREEN, 40, 25, 70, DEAREST),
]


@pytest.mark.parametrize("goals", GOALS, ids=lambda goals: "-".join([goals.net.name, *goals.pages]))
def test_training(figures: Figures, user_folders: Path, goals: Goals) -> None:
    pytest.importorskip("psutil")
    config, size = goals.net.config, "×".join(goals.size)
    if config.data.task.n_features == 2:
        config = config.with_value("data", PLANE)
    drive = ("drive.py", config.model_dump_json(), str(SECONDS), *goals.size, *goals.pages)
    answers = [answer_of(*drive) for _ in range(ROUNDS)]

    plots = answers[0]["plots"]
    group = f"The window at {size} with {len(plots)} plots training {goals.net.name} (median of {ROUNDS} × {SECONDS} s)"
    figures.tell(group, "plots seen", ", ".join(plots))
    gaps = [1000 * np.diff(answer["frames"]) for answer in answers]
    waits = [1000 * np.array(answer["waits"]) for answer in answers]
    poked = [answer["epochs"] / answer["seconds"] for answer in answers]
    rates = [answer["calm_rate"] for answer in answers]
    headless = [np.mean(answer["headless"]) for answer in answers]
    drawn = [len(answer["frames"]) / answer["seconds"] for answer in answers]
    growth = [(answer["memory"][2] - answer["memory"][1]) / 1e6 for answer in answers]
    gap, wait = (np.median([np.percentile(times, 99) for times in both]) for both in (gaps, waits))
    figures.at_least(group, "frames drawn a second", np.median(drawn), 30)
    figures.at_most(group, "p99 gap between frames", gap, goals.gap, "{:.0f} ms")
    figures.tell(group, "longest gap", f"{max(g.max() for g in gaps):.0f} ms")
    figures.at_most(group, "p99 wait of input", wait, goals.wait, "{:.1f} ms")
    figures.tell(group, "median, longest wait", f"{np.median(waits[0]):.1f}, {max(w.max() for w in waits):.0f} ms")
    idle = np.median([1000 * np.percentile(answer["idle"], 99) for answer in answers])
    figures.tell(group, "p99 wait while nothing trains", f"{idle:.1f} ms")
    for name, measured in (("while poked", poked), ("left alone", rates)):
        figures.tell(group, f"epochs a second, {name}", f"{np.median(measured):,.1f}")
    share = 100 * np.median(np.divide(rates, headless))
    figures.at_least(group, "share of the headless rate, left alone", share, goals.share, "{:.0f} %")
    figures.tell(group, "the same while poked", f"{100 * np.median(np.divide(poked, headless)):.0f} %")
    figures.tell(group, "headless before, after", "{:,.1f}, {:,.1f} epochs/s".format(*answers[0]["headless"]))
    figures.tell(group, "memory grown meanwhile", f"{np.median(growth):.1f} MB")
    assert all(rate > 0 for rate in rates)


def test_long_run(figures: Figures, user_folders: Path) -> None:
    pytest.importorskip("psutil")
    net = Net("2-4-2-1", PLANE, (4, 2), "tanh", 32, "gd", 0.1)
    config = net.config.with_value("epochs", EPOCHS)
    answer = answer_of("drive.py", config.model_dump_json(), "0", *WINDOW, timeout=800)

    group = f"{EPOCHS:,} epochs of 2-4-2-1 in the window ({answer['seconds']:.0f} s)"
    frames, memory = np.array(answer["frames"]), np.array(answer["memory"]) / 1e6
    first = 1000 * np.diff(frames[frames < PIECE])
    last = 1000 * np.diff(frames[frames > frames[-1] - PIECE])
    figures.at_most(group, "memory grown", memory[2] - memory[0], 20, "{:.1f} MB")
    figures.tell(group, "memory before, after", f"{memory[0]:.0f}, {memory[2]:.0f} MB")
    for name, gaps in (("first", first), ("last", last)):
        percentiles = np.percentile(gaps, [50, 99])
        figures.tell(group, f"gaps in the {name} {PIECE:.0f} s: median, p99", "{:.1f}, {:.1f} ms".format(*percentiles))
    slower = float(np.mean(last) / np.mean(first))
    figures.at_most(group, "mean gap, last seconds over first", slower, 1.1, "{:.2f}×")
    assert answer["state"] == "FINISHED"
