"""One example at a time: the answer, the place that is asked about, what the layers make of it, and the words."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.figures import number as figure
from ffnn_gui.data.importing.formats.folder import Folder
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.losses import default_loss
from ffnn_gui.insight.asked import ask
from ffnn_gui.ui.plots.chosen.answer_bars import answer_bars
from ffnn_gui.ui.plots.chosen.bars import Bars
from ffnn_gui.ui.plots.examples import example_at
from ffnn_gui.ui.plots.kinds.try_it import TryItPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.trying.inside import MOST_ROWS, Inside
from ffnn_gui.ui.plots.trying.point_pad import MOST
from ffnn_gui.ui.plots.trying.question import reply
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import HISTORY, Show, look, train
from tests.ui.plots.trying.conftest import LEFT, draw_one, raw_of


@pytest.mark.parametrize("name", ["digits", "points", "values"])
def test_an_answer_is_what_the_network_says(name: str, request: pytest.FixtureRequest) -> None:
    trainer: Trainer = request.getfixturevalue(name)
    part = trainer.data.validation
    answer = ask(trainer, part.raw[3].astype(float))
    outputs = trainer.network.predict(part.X[3:4])
    assert answer.outputs == pytest.approx(outputs[0])
    assert [len(layer) for layer in answer.hidden] == [layer.fan_out for layer in trainer.network.layers[:-1]]
    last = trainer.network.layers[-1]
    assert answer.hidden[-1] @ last.W + last.b == pytest.approx(outputs[0], rel=1e-4)
    assert np.isnan(answer.loss)
    if trainer.data.task.kind == "classification":
        assert answer.probabilities.sum() == pytest.approx(1, abs=1e-5)
        assert answer.decision == trainer.loss.decide(outputs, len(trainer.data.task.classes))[0]


@pytest.mark.parametrize("name", ["digits", "points", "values"])
def test_of_an_example_the_loss_is_told(name: str, request: pytest.FixtureRequest) -> None:
    trainer: Trainer = request.getfixturevalue(name)
    example, part = example_at(trainer.data, 3), trainer.data.validation
    answer = ask(trainer, np.array(example.x), example.y)
    outputs = trainer.network.predict(part.X[3:4]).astype(float)
    targets = trainer.loss.encode(part.y[3:4], trainer.network.n_outputs, "float64")
    assert answer.loss == pytest.approx(trainer.loss.values(outputs.T, targets.T)[0])
    assert answer.targets.tolist() == ([] if trainer.data.task.classes else part.y[3].tolist())


def test_without_a_question_it_is_the_first_example(digits: Trainer) -> None:
    assert reply(digits).answer.raw.tolist() == list(example_at(digits.data, 0).x)


def test_of_many_classes_the_right_one_is_always_shown(digits: Trainer) -> None:
    answer = ask(digits, digits.data.train.raw[0].astype(float))
    unlikely = int(answer.probabilities.argmin())
    bars = answer_bars(answer, digits.data, unlikely, Look(LIGHT, Metrics()), 3)
    assert [bar.name for bar in bars if bar.mark == "✓ "] == [digits.data.task.classes[unlikely]]
    assert len(bars) == 3
    assert sorted(bar.name for bar in bars) == [bar.name for bar in bars]


def test_a_chosen_image_comes_onto_the_pad(digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    draw_one(plot)
    drawn = raw_of(plot).tolist()
    plot.selection.choose_example(example_at(digits.data, 4, "training"))
    assert plot.pad.sketch.empty
    assert raw_of(plot).tolist() == digits.data.train.raw[4].tolist()
    look(plot, digits)
    assert "training image 5" in plot.bars.headline
    assert sum("✓" in bar.mark for bar in plot.bars.bars) == 1
    plot.pad.undo()
    assert raw_of(plot).tolist() == drawn


@pytest.mark.parametrize("name", ["points", "values"])
def test_a_point_is_moved_by_mouse_and_keys(name: str, request: pytest.FixtureRequest, show: Show) -> None:
    trainer: Trainer = request.getfixturevalue(name)
    plot = show(TryItPlot, trainer)
    assert not plot.tools.isVisible()
    plane, ((left, right), (low, high)) = plot.points.plane(), trainer.data.bounds
    QTest.mouseClick(plot.points, LEFT, pos=plane.center().toPoint())
    asked = raw_of(plot)
    assert asked == pytest.approx([(left + right) / 2, (low + high) / 2], abs=0.02 * (right - left))
    assert plot.points.point == tuple(asked)
    QTest.keyClick(plot.points, Qt.Key.Key_Right)
    moved = raw_of(plot)
    assert moved[0] > asked[0]
    assert moved[1] == asked[1]
    look(plot, trainer)
    assert plot.reading()


@pytest.mark.parametrize("name", ["points", "values"])
def test_the_point_under_the_pointer_is_asked_about(name: str, request: pytest.FixtureRequest, show: Show) -> None:
    trainer: Trainer = request.getfixturevalue(name)
    plot = show(TryItPlot, trainer)
    chosen, plane = raw_of(plot).tolist(), plot.points.plane()
    changed: list[bool] = []
    plot.selection.changed.connect(lambda: changed.append(True))
    for share in (0.25, 0.75):
        place = QPointF(plane.left() + share * plane.width(), plane.bottom() - share * plane.height())
        QTest.mouseMove(plot.points, place.toPoint())
        expected = [low + share * (high - low) for low, high in trainer.data.bounds]
        assert raw_of(plot) == pytest.approx(expected, abs=0.02 * (expected[0] + 10))
        look(plot, trainer)
        assert f"({raw_of(plot)[0]:.2f}".replace("-", "−") in plot.bars.headline
    late = plot.probe_now()
    plot.points.left.emit()
    assert raw_of(plot).tolist() == chosen
    look(plot, trainer)
    headline = plot.bars.headline
    assert late is not None
    plot.draw(HISTORY, late(trainer))
    assert plot.bars.headline == headline
    assert not changed


def test_a_place_beside_the_plane_is_not_asked_about(points: Trainer, show: Show) -> None:
    plot = show(TryItPlot, points)
    chosen = raw_of(plot).tolist()
    QTest.mouseMove(plot.points, plot.points.plane().center().toPoint())
    assert raw_of(plot).tolist() != chosen
    QTest.mouseMove(plot.points, QPoint(1, 1))
    assert raw_of(plot).tolist() == chosen


def test_of_many_examples_few_are_looked_at(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = train({"data": {"kind": "circle", "samples": 2000}}, epochs=1)[0]
    plot, asked = show(TryItPlot, trainer), []
    of_class = Look.of_class
    monkeypatch.setattr(Look, "of_class", lambda look, index: asked.append(index) or of_class(look, index))
    plot.prepare(trainer.data, trainer.config)
    assert len(asked) == MOST


@pytest.mark.parametrize("layers", [0, 1, MOST_ROWS, MOST_ROWS + 3])
def test_deep_networks_show_their_first_and_last_layers(layers: int, qtbot: QtBot) -> None:
    inside = Inside(Look(LIGHT, Metrics()))
    qtbot.addWidget(inside)
    inside.resize(300, 80)
    inside.show_inside(None, [np.linspace(-1, 1, 5)] * layers)
    rows = inside.rows()
    assert len(rows) == min(layers, MOST_ROWS)
    inside.grab()
    if rows:
        assert (rows[0], rows[-1]) == (0, layers - 1)
        assert f"h{layers}, unit 5 of 5: 1" in inside.tip(inside.strip(len(rows) - 1).bottomRight() - QPointF(2, 2))


def test_the_numbers_are_those_of_all_layers(points: Trainer, show: Show) -> None:
    rows = list(show(TryItPlot, points).table().rows)
    units = sum(layer.fan_out for layer in points.network.layers[:-1])
    assert len(rows) == 2 + units + 2
    assert [row[0] for row in rows[:3]] == ["input", "input", "h1"]


@pytest.fixture
def bars(qtbot: QtBot) -> Bars:
    bars = Bars(Look(LIGHT, Metrics()))
    qtbot.addWidget(bars)
    return bars


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("validation image 1, true: 5", ", true: 5"),
        ("(−1.43, 1.04), nearest: dark tiles", ", nearest: dark tiles"),
    ],
)
def test_the_true_class_is_shortened_last(text: str, kept: str, bars: Bars) -> None:
    wide = bars.fontMetrics().horizontalAdvance
    assert bars.fitting(text, 2 * wide(text)) == text
    short = bars.fitting(text, 1.2 * wide(kept) + wide("valid…"))
    assert short != text
    assert "…" in short
    assert short.endswith(kept)
    narrow = bars.fitting(text, 0.7 * wide(kept))
    assert narrow.startswith("…")
    assert narrow.endswith(text[-4:])


def test_a_line_without_a_comma_is_shortened_at_its_end(bars: Bars) -> None:
    text = "a line of words without any"
    assert bars.fitting(text, 100).startswith("a line")
    assert bars.fitting(text, 100).endswith("…")


def test_values_near_zero_are_seen_on_the_small_plane(values: Trainer, points: Trainer, show: Show) -> None:
    for trainer, edged in ((values, True), (points, False)):
        plot = show(TryItPlot, trainer)
        pad = plot.points
        (left, right), (low, high) = trainer.data.bounds
        middle = (left + right) / 2, (low + high) / 2
        paper = pad.look.theme.surface_alt
        pad.prepare(trainer.data.bounds, np.array([middle]), [paper], names=("a", "b"), edged=edged)
        pad.show_point((left, low))
        seen, centre = pad.grab().toImage(), pad.plane().center().toPoint()
        near = [(centre.x() + dx, centre.y() + dy) for dx in range(-5, 6) for dy in range(-5, 6)]
        assert (len({seen.pixelColor(x, y).name() for x, y in near}) > 1) is edged


def test_a_value_from_a_file_has_its_name(show: Show) -> None:
    X = np.random.default_rng(0).random((12, 2))
    arrays = ImportedArrays(X, 1000 + 500 * X[:, :1], target="price", scale_targets=True)
    data = shelved(arrays, Folder(), Path("houses.csv"))
    trainer = Trainer(ExperimentConfig().with_value("data", data).with_value("loss", default_loss(arrays.task)))
    plot = show(TryItPlot, trainer)
    plot._choose_point(0.5, 0.5)
    look(plot, trainer)
    (bar,) = plot.bars.bars
    assert bar.name == "price"
    learned = trainer.data.target_scaling
    assert f"{number(float(learned.undone(plot._reply.answer.outputs)[0]))} as in the file" in bar.tip
    assert 1000 < learned.offset < 1500


def test_beside_a_target_too_a_value_has_its_name_and_its_files_unit() -> None:
    X = np.random.default_rng(0).random((12, 2))
    arrays = ImportedArrays(X, 1000 + 500 * X[:, :1], target="price", scale_targets=True)
    data = shelved(arrays, Folder(), Path("houses.csv"))
    trainer = Trainer(ExperimentConfig().with_value("data", data).with_value("loss", default_loss(arrays.task)))
    part = trainer.data.train
    answer = ask(trainer, part.some(slice(1))[0], tuple(part.y[0].tolist()))
    network, target = answer_bars(answer, trainer.data, None, Look(LIGHT, Metrics()), 3)
    assert (network.name, target.name) == ("network: price", "target: price")
    output, right = float(answer.outputs[0]), float(part.y[0][0])
    assert network.tip == target.tip
    assert f"off by {number(output - right)}" in network.tip
    ((mean,), (std,)) = trainer.data.target_scaling.offset, trainer.data.target_scaling.scale
    in_file = f"{number(mean + std * output)} as in the file, where the target is {number(1000 + 500 * part.raw[0, 0])}"
    assert in_file in network.tip
    assert f"0 stands for {figure(mean)}, 1 for {figure(std)} more" in network.tip


def test_the_small_plane_says_what_it_spans(show: Show) -> None:
    pad = show(TryItPlot, train({"data": {"kind": "circle"}}, epochs=1)[0]).points
    pad.prepare(((-2.381, 2.382), (0, 12345)), np.empty((0, 2)), (), names=("x₁", "sales"), edged=False)
    pad.resize(600, 300)
    assert pad.caption() == ["x₁ −2.4 … 2.4 · sales 0 … 12,000"]
    assert pad.plane().bottom() < pad.height() - pad._line()
    pad.resize(150, 300)
    assert pad.caption() == ["x₁ −2.4 … 2.4", "sales 0 … 12,000"]
    assert pad.plane().bottom() < pad.height() - 2 * pad._line()
