"""The small curves of health end at the newest numbers, on scales that stay."""

import math
from typing import Any

import numpy as np
import pytest

from ffnn_gui.ui.plots.health.measures import MEASURES
from ffnn_gui.ui.plots.health.sparks import Sparks, healthy_band, heights
from ffnn_gui.ui.plots.kept import Kept
from ffnn_gui.ui.plots.kinds.health import HealthPlot
from tests.ui.plots.conftest import train
from tests.ui.plots.health.conftest import Get, show


def record(*epochs: tuple[float, ...]) -> Kept[Any]:
    """One layer, with the columns given for each epoch."""
    kept: Kept[Any] = Kept()
    for epoch, row in enumerate(epochs):
        kept.keep(epoch, np.array([row], float))
    return kept


def test_heights_follow_the_numbers_on_fixed_scales() -> None:
    entries = np.array([[[0.2, 0.0, 0.5, 1e-4, 1e-3, 0.1]], [[0.9, 1.0, -0.5, 1e-2, 0.0, 0.3]]])
    by_field = {measure.field: heights(measure, entries) for measure in MEASURES}
    assert by_field["saturated"][0].ravel().tolist() == [0.2, 0.9]
    assert by_field["dead"][0].ravel().tolist() == [0.0, 1.0]
    assert by_field["gradient"][0].ravel().tolist() == [0.0, 1.0]
    assert by_field["update_ratio"][0].ravel().tolist() == [0.5, 0.0]
    middles, halves = by_field["activation_mean"]
    assert middles.ravel().tolist() == pytest.approx([0.5 + 0.25 / 0.8, 0.5 - 0.25 / 0.8])
    assert halves is not None
    assert halves.ravel().tolist() == pytest.approx([0.1 / 1.6, 0.3 / 1.6])


def test_the_healthy_updates_are_in_the_middle() -> None:
    bands = {measure.field: healthy_band(measure) for measure in MEASURES}
    assert bands.pop("update_ratio") == pytest.approx((1 / 3, 2 / 3))
    assert set(bands.values()) == {None}


def test_curves_end_at_the_newest_numbers(plot: HealthPlot, trained: Get) -> None:
    show(plot, trained("two classes")[0])
    kept = record(*((share_, 0.0, 0.0, 1.0, 1e-3, 0.1) for share_ in (0.0, 0.5, 1.0)))
    places = [[plot.sheet.grid.spark(row, 0)] for row in range(len(MEASURES))]
    drawing = Sparks(kept.epochs, kept.entries).placed(places)
    box = places[0][0]
    assert (drawing.ends[0].x(), drawing.ends[0].y()) == pytest.approx((box.right(), box.top()))
    assert drawing.lines.boundingRect().left() == pytest.approx(box.left())


def test_curves_survive_what_is_not_finite(plot: HealthPlot, trained: Get) -> None:
    show(plot, trained("two classes")[0])
    kept = record((math.nan,) * 6, (math.inf,) * 6, (-math.inf,) * 6, (math.nan,) * 6, (0.5,) * 6, (0.5,) * 6)
    places = [[plot.sheet.grid.spark(row, 0)] for row in range(len(MEASURES))]
    drawing = Sparks(kept.epochs, kept.entries).placed(places)
    assert all(math.isfinite(end.y()) for end in drawing.ends)


def test_one_epoch_makes_no_curve(plot: HealthPlot, trained: Get) -> None:
    kept = record((0.5,) * 6)
    assert Sparks(kept.epochs, kept.entries).placed([[]]).lines.isEmpty()


def test_a_diverged_network_is_drawn(plot: HealthPlot) -> None:
    trainer, _ = train({}, epochs=1)
    trainer.network.theta[:] = np.nan
    trainer._edits += 1
    show(plot, trainer)
    plot.grab()
    assert "infinite or no numbers" in plot.sheet.sentences()[0]
