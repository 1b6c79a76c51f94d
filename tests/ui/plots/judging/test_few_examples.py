"""The plots that judge answers of one example, or of three."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.data import Part
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.ui.plots.base import Plot
from ffnn_gui.ui.plots.kinds.confusion import ConfusionPlot
from ffnn_gui.ui.plots.kinds.data_view import DataView
from ffnn_gui.ui.plots.kinds.samples import SamplesPlot
from ffnn_gui.ui.plots.kinds.try_it import TryItPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import HISTORY


@pytest.mark.parametrize("kind", [ConfusionPlot, SamplesPlot, TryItPlot, DataView], ids=lambda kind: kind.name)
@pytest.mark.parametrize("examples", [1, 3])
def test_few_examples_are_shown_too(kind: type[Plot], examples: int, qtbot: QtBot) -> None:
    raw = {"data": {"kind": "digits", "samples": 100, "validation_fraction": 0.0}}
    trainer = Trainer(ExperimentConfig.model_validate(raw))
    part = trainer.data.train
    few = Part(part.X[:examples], part.y[:examples], part.raw[:examples])
    trainer.data = replace(trainer.data, train=few)
    plot = kind(Look(LIGHT, Metrics()))
    qtbot.addWidget(plot)
    plot.show()
    plot.prepare(trainer.data, trainer.config)
    probe = plot.probe_now()
    plot.draw(HISTORY, probe(trainer) if probe else None)
    assert not plot.empty
    colours = plot.grab().toImage()
    seen = {colours.pixel(x, y) for x in range(0, plot.width(), 3) for y in range(40, plot.height(), 3)}
    assert len(seen) > 3, "more than the card, its border and a word"
