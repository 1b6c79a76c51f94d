"""The examples over the plane look as the legend says, whatever they are coloured by."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots.kinds.surface import SurfacePlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import DARK, LIGHT, Metrics, Theme
from tests.ui.plots.conftest import Trained


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("name", "samples", "symbols"),
    [
        ("two classes", {"training": "disc", "validation": "ring"}, {"training": "o", "validation": "o"}),
        ("values over the plane", {"training": "disc", "validation": "diamond"}, {"training": "o", "validation": "d"}),
    ],
)
def test_the_parts_look_as_in_the_legend(
    name: str,
    samples: dict[str, str],
    symbols: dict[str, str],
    theme: Theme,
    trained: Callable[[str], Trained],
    qtbot: QtBot,
) -> None:
    trainer, _ = trained(name)
    plot = SurfacePlot(Look(theme, Metrics()))
    qtbot.addWidget(plot)
    plot.prepare(trainer.data, trainer.config)
    entries = {button.entry.name: button.entry.sample for button in plot.header.legend._buttons}
    assert {part: entries[part] for part in samples} == samples
    spots = {part: points.points()[0] for part, points in plot._points.items()}
    assert {part: spot.symbol() for part, spot in spots.items()} == symbols
    # A ring is hollow: what is inside it is no example's colour.
    colours = {spot.brush().color().name() for spot in plot._points["validation"].points()}
    assert (len(colours) == 1) == (samples["validation"] == "ring")


@pytest.mark.parametrize(("name", "theme"), [("two classes", LIGHT), ("four classes", DARK)])
def test_points_stand_out_from_the_picture_in_the_dark(
    name: str, theme: Theme, trained: Callable[[str], Trained], qtbot: QtBot
) -> None:
    """Two classes go over white in every theme: there the dark theme's colours would be those of the picture."""
    trainer, _ = trained(name)
    plot = SurfacePlot(Look(DARK, Metrics()))
    qtbot.addWidget(plot)
    plot.prepare(trainer.data, trainer.config)
    colours = {spot.brush().color().name() for spot in plot._points["training"].points()}
    assert colours == set(theme.class_colours[: len(trainer.data.task.classes)])
