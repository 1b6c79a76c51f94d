"""The chain rule's plot: what is chosen in it and elsewhere, how it is painted, and its paths."""

import csv
import math
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.plots.chain.canvas import Canvas
from ffnn_gui.ui.plots.chain.layout import Layouter
from ffnn_gui.ui.plots.chain.product import product_scene
from ffnn_gui.ui.plots.chain.seen import look_at
from ffnn_gui.ui.plots.chain.walk import PHASES
from ffnn_gui.ui.plots.examples import example_at, example_near
from ffnn_gui.ui.plots.kinds.chain_rule import ChainRulePlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import DARK, Metrics
from tests.ui.plots.chain.conftest import HISTORY, LOOK, NETS, Make, Net, shown, tick


def test_before_the_first_look_it_says_what_to_do(qtbot: QtBot, net: Net) -> None:
    plot = ChainRulePlot(LOOK)
    qtbot.addWidget(plot)
    assert plot.empty
    trainer = net("one path")
    plot.prepare(trainer.data, trainer.config)
    plot.draw(HISTORY, None)
    assert plot.empty
    assert "Click a connection" in plot._empty.text()
    assert list(plot.table().rows) == []
    assert not shown(plot, trainer).empty


def test_the_first_weight_and_example_are_looked_at_first(make: Make, net: Net) -> None:
    plot = make("one path")
    assert plot._seen is not None
    assert plot._seen.rule.weight == Weight(0, 0, 0)
    assert plot._seen.rule.example == example_at(net("one path").data, 0)
    assert plot.bar.picker.spin.value() == 1


def test_a_chosen_weight_is_asked_for_and_shown(make: Make, net: Net) -> None:
    plot = make("eight paths")
    asked: list[bool] = []
    plot.stale.connect(lambda: asked.append(True))
    plot.selection.choose_weight(Weight(1, 3, 2))
    assert asked == [True]
    assert shown(plot, net("eight paths"))._seen.rule.name == "w^{(2)}_{4,3}"  # type: ignore[union-attr]


def test_of_a_chosen_unit_the_first_weight_is_shown(make: Make, net: Net) -> None:
    plot = make("eight paths")
    plot.selection.choose_unit(Unit(1, 5))
    assert shown(plot, net("eight paths"))._seen.rule.weight == Weight(1, 0, 5)  # type: ignore[union-attr]


def test_the_box_steps_through_the_examples(make: Make, net: Net) -> None:
    plot, data = make("softmax"), net("softmax").data
    plot.bar.picker.spin.setValue(3)
    assert plot.selection.example == example_at(data, 2)
    assert plot.selection.example.label == "validation image 3"
    shown(plot, net("softmax"))
    assert f"true: {data.task.classes[data.validation.y[2]]}" in plot.reading()


def test_the_box_follows_what_is_chosen_elsewhere(make: Make, net: Net) -> None:
    plot, data = make("one path"), net("one path").data
    plot.selection.choose_example(example_at(data, 4))
    assert plot.bar.picker.spin.value() == 5
    plot.selection.choose_example(example_near(data, (0.2, 1.1)))
    assert plot.bar.picker.spin.text() == "–"
    assert "(0.20, 1.10)" in shown(plot, net("one path")).reading()
    plot.selection.forget()
    assert plot.bar.picker.spin.value() == 1


@pytest.mark.parametrize("name", list(NETS))
@pytest.mark.parametrize("width", [320, 700, 1280])
def test_every_scene_can_be_painted_in_any_width(make: Make, name: str, width: int) -> None:
    plot = make(name, width)
    for button in (plot.bar.product, *plot.bar.buttons.values()):
        button.click()
        while plot.walk.walking:
            tick(plot)
        plot.canvas.settle()
        plot.grab()
        places = plot.canvas.places().blocks
        indices = [block.index for block in places if block.index >= 0]
        assert indices == sorted(set(indices))
        assert all(one.box.right() <= other.box.left() + 0.01 for one, other in pairwise(places))


def test_what_finds_no_room_gives_way_in_the_middle(make: Make) -> None:
    plot = make("vanishing", 700)
    places = plot.canvas.places().blocks
    assert places[-1].box.right() <= plot.canvas.width()
    dots = next(block for block in places if block.left_out)
    assert dots.left_out == len(plot.canvas.scene.blocks) - len(places) + 1
    assert places[1].index == 1  # the output layer stays
    assert "more layers" in plot.canvas.words_at(dots.box.center())


def test_places_stay_while_numbers_change(make: Make, net: Net) -> None:
    plot = make("one path")
    plot.grab()
    before, still = plot.canvas.places(), plot.canvas._still
    plot.selection.choose_example(example_at(net("one path").data, 3))
    shown(plot, net("one path")).grab()
    assert plot.canvas.places() is before
    assert plot.canvas._still is still is not None


def test_each_term_explains_itself(make: Make) -> None:
    plot = make("eight paths")
    texts = [plot.canvas.words_at(term.box.center()) for block in plot.canvas.places().blocks for term in block.terms]
    assert any("the slope of Tanh in unit 1 of hidden layer 1" in text for text in texts)
    assert any(text.count(",") >= 7 for text in texts)  # the error signals of eight units
    assert all(texts)
    assert plot.canvas.words_at(QPointF(-5, -5)) == ""


def test_symbols_shrink_before_words_are_lost(net: Net) -> None:
    canvas = Canvas(LOOK)
    scene = product_scene(look_at(net("one path")))
    canvas.show_scene(scene)
    canvas.settle()
    low, high = (Layouter(LOOK, canvas.formulas).lay_out(scene, 1200, height).rows for height in (130, 300))
    assert low.em < high.em
    assert low.words >= 2 * low.line - 1


@pytest.mark.parametrize("name", ["one path", "vanishing"])
def test_it_can_be_taken_along(make: Make, tmp_path: Path, name: str) -> None:
    plot = make(name)
    for ending in (".png", ".svg", ".csv"):
        plot.save(tmp_path / f"plot{ending}")
    drawing = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    assert drawing.count("<image") <= 1  # the menu's icon: symbols are outlines, sharp at every size
    assert drawing.count("<path") > 20
    with (tmp_path / "plot.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert plot._seen is not None
    product = math.prod(float(row["value"]) for row in rows if row["what"] == "factor")
    assert product == pytest.approx(plot._seen.rule.gradient, rel=1e-12)


def test_saving_does_not_wait_for_formulas(qtbot: QtBot, net: Net, tmp_path: Path) -> None:
    trainer = net("one path")
    plot = ChainRulePlot(LOOK)
    qtbot.addWidget(plot)
    plot.resize(900, 200)
    plot.prepare(trainer.data, trainer.config)
    shown(plot, trainer)
    plot.save(tmp_path / "plot.svg")
    assert not plot.canvas.formulas.busy
    assert "<path" in (tmp_path / "plot.svg").read_text(encoding="utf-8")


def test_numbers_that_are_none_are_shown_as_such(make: Make) -> None:
    trainer = Trainer(ExperimentConfig.model_validate(NETS["eight paths"]))
    trainer.network.layers[0].W[...] = math.nan
    plot = make(trainer)
    for phase in PHASES:
        plot.bar.buttons[phase].click()
        plot.grab()
    plot.bar.product.click()
    assert plot.canvas.scene.blocks[0].terms[0].number == "–"


def test_it_follows_the_theme(make: Make) -> None:
    plot = make("one path")
    before = plot.grab().toImage()
    plot.restyle(Look(DARK, Metrics(1.5)))
    assert plot.grab().toImage() != before
    assert plot.canvas.places().rows.em > 0


def press(plot: ChainRulePlot, path: int) -> None:
    QTest.mouseClick(plot.canvas, Qt.MouseButton.LeftButton, pos=plot.canvas.path_place(path).toPoint())


def test_a_click_on_a_path_lights_it_and_another_click_no_longer(make: Make) -> None:
    plot = make("eight paths")
    plot.resize(1400, 240)
    plot.grab()
    assert plot._seen is not None
    paths = plot._seen.rule.paths.shown
    for path in (1, 0):
        press(plot, path)
        assert plot.selection.path == paths[path].units
        assert plot.canvas.scene.path == path
    press(plot, 0)
    assert plot.selection.path == ()
    assert plot.canvas.scene.path is None


def test_the_path_that_is_lit_looks_different(make: Make) -> None:
    plot = make("eight paths")
    plot.resize(1400, 240)
    before = plot.canvas.grab().toImage()
    press(plot, 0)
    assert plot.canvas.grab().toImage() != before


def test_arrow_keys_go_from_path_to_path(make: Make) -> None:
    plot = make("eight paths")
    for key, path in ((Qt.Key.Key_Right, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, 0), (Qt.Key.Key_Left, 2)):
        QTest.keyClick(plot.canvas, key)
        assert plot.canvas.scene.path == path


def test_another_weight_has_other_paths(make: Make) -> None:
    plot = make("eight paths")
    QTest.keyClick(plot.canvas, Qt.Key.Key_Right)
    plot.selection.choose_weight(Weight(0, 1, 3))
    assert plot.selection.path == ()


def test_a_click_beside_the_paths_chooses_none(make: Make) -> None:
    plot = make("eight paths")
    QTest.mouseClick(plot.canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert plot.selection.path == ()


def test_where_it_is_narrow_the_paths_are_cut_and_told_on_hover(make: Make) -> None:
    plot = make("eight paths")
    plot.resize(420, 200)
    plot.grab()
    below = QPointF(3, plot.canvas.height() - 4)
    assert all(text in plot.canvas.words_at(below) for text in plot.canvas.scene.paths)
    assert len(plot.canvas._brush.note.places) < len(plot.canvas.scene.paths)
    assert all(place.right() <= plot.canvas.width() + 1 for place in plot.canvas._brush.note.places)
