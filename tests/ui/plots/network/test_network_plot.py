"""The network's picture as it is painted: signs, choices, what is left out, and what it writes into files."""

import csv
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import RunHistory
from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.plots.kinds.network import NetworkPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.network.captions import LEGEND_LINES
from ffnn_gui.ui.plots.network.marks import SIGNS
from ffnn_gui.ui.plots.network.pace import PAUSE, Pace
from ffnn_gui.ui.plots.network.wiring import LINES_A_FRAME
from ffnn_gui.ui.theme import DARK, LIGHT, Metrics
from tests.ui.plots.network.conftest import RELU, ZEROS, Show, hidden, picture_of, trainer_of, update


@pytest.mark.parametrize(
    "choose",
    [
        lambda selection: selection.choose_unit(Unit(1, 2)),
        lambda selection: selection.choose_weight(Weight(1, 0, 2)),
        lambda selection: selection.light("backward", 0),
        lambda selection: selection.choose_weight(Weight(0, 2, 2)),
    ],
)
def test_what_is_chosen_elsewhere_stands_out(show: Show, choose: Callable[[Any], None]) -> None:
    plot = show(trainer_of(network=hidden(4, 4)))
    before = plot.view.grab().toImage()
    choose(plot.selection)
    assert plot.view.grab().toImage() != before
    assert not plot.editor.isVisible()
    plot.selection.forget()
    assert plot.view.grab().toImage() == before


@pytest.mark.parametrize("place", [Unit(7, 0), Unit(0, 4), Unit(-1, 0)])
def test_what_the_network_does_not_have_is_not_shown(show: Show, place: Unit) -> None:
    plot = show(trainer_of(network=hidden(4, 4)))
    before = plot.view.grab().toImage()
    plot.selection.choose_unit(place)
    assert plot.view.grab().toImage() == before


def test_the_legend_tells_the_signs_that_are_there(show: Show) -> None:
    def told(plot: NetworkPlot) -> set[str]:
        scene = plot.view.scene
        assert scene is not None
        return set(scene.told_signs)

    assert told(show(trainer_of(0))) == set()
    assert told(show(trainer_of(network=hidden(4, dropout=0.9)))) == {"dropped"}
    zeros = {"hidden": [{"units": 4, "init": ZEROS}], "output": {"init": ZEROS}}
    assert told(show(trainer_of(0, network=zeros))) == {"same"}
    assert set(SIGNS) == {"dead", "saturated", "same", "dropped"}


@pytest.mark.parametrize("sign", list(SIGNS))
def test_each_sign_has_a_shape_of_its_own(show: Show, sign: str, qapp: object) -> None:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from ffnn_gui.ui.plots.network.signs import Signs
    from ffnn_gui.ui.theme import LIGHT

    def painted(name: str) -> QImage:
        image = QImage(40, 40, QImage.Format.Format_Grayscale8)
        image.fill(QColor("#808080"))
        painter = QPainter(image)
        signs = Signs(Look(LIGHT, Metrics()))
        getattr(signs, name)(painter, QRectF(4, 4, 32, 32), *(["A"] if name == "same" else []))
        painter.end()
        return image

    others = [painted(other) for other in SIGNS if other != sign]
    assert all(painted(sign) != other for other in others)


def test_what_is_left_out_is_said(show: Show) -> None:
    plot = show(trainer_of(network=hidden(20, 20)))
    assert plot.view.scene is not None
    assert plot.view.scene.note == "300 strongest of 400 weights into Hidden 2"
    wide = show(trainer_of(network=hidden(200, 200)))
    assert wide.view.scene is not None
    assert "strongest weight of a block" in wide.view.scene.note


def test_lines_are_renewed_over_a_few_frames(show: Show, qtbot: QtBot) -> None:
    trainer = trainer_of(network=hidden(*[8] * 6))
    plot = show(trainer)
    plot.view.grab()
    scene = plot.view.scene
    assert scene is not None
    for layer in trainer.network.layers:
        layer.W[...] = -layer.W
    update(plot, trainer)
    image = QImage(plot.view.size(), QImage.Format.Format_RGB32)
    frames = 1
    while _paints_late(plot, image):
        frames += 1
    assert 2 < frames <= 1 + 8 * 8 * 7 // LINES_A_FRAME * 2
    assert not _paints_late(plot, image)


def _paints_late(plot: NetworkPlot, image: QImage) -> bool:
    from PySide6.QtGui import QPainter

    assert plot.view.scene is not None
    painter = QPainter(image)
    late = plot.view.scene.wiring.paint_kept(painter)
    painter.end()
    return late


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), 1e30])
def test_a_diverged_network_is_still_painted(show: Show, bad: float) -> None:
    trainer = trainer_of()
    trainer.network.theta[:] = bad
    plot = show(trainer)
    plot.view.chosen.emit(Weight(0, 0, 0))
    update(plot, trainer)
    assert not plot.view.grab().isNull()


def test_units_that_no_longer_fit_are_left_out_until_the_next_probe(show: Show) -> None:
    trainer = trainer_of(data={"kind": "digits", "samples": 300}, network=hidden(500))
    plot = show(trainer, 900, 700)
    stale: list[object] = []
    plot.stale.connect(lambda: stale.append(1))
    plot.resize(380, 400)
    assert not plot.view.grab().isNull()
    assert stale
    update(plot, trainer)
    plot.resize(900, 700)
    assert not plot.view.grab().isNull()


def test_health_is_looked_at_now_and_then_and_once_more_at_the_end(show: Show, qtbot: QtBot) -> None:
    now = [0.0]
    trainer = trainer_of(network=hidden(4, activation=RELU))
    plot = show(trainer)
    plot._pace = Pace(lambda: now[0])
    update(plot, trainer)
    first = picture_of(plot).health
    trainer.set_parameter(0, 2, 0, -1000.0)
    with qtbot.waitSignal(plot.stale):
        update(plot, trainer)
        assert picture_of(plot).health is first
    now[0] += PAUSE
    update(plot, trainer)
    assert picture_of(plot).layers[0].marks.dead[0]
    assert picture_of(plot).health is not first


def test_what_is_watched_is_always_seen_anew(show: Show) -> None:
    trainer = trainer_of(network=hidden(4, activation=RELU))
    plot = show(trainer)
    first = picture_of(plot).health
    plot.view._set_spot(Unit(0, 0))
    update(plot, trainer)
    assert picture_of(plot).health is not first


def test_nothing_is_painted_anew_for_the_same_values(show: Show) -> None:
    plot = show(trainer_of())
    shown: list[object] = []
    plot.view.show_picture = shown.append  # type: ignore[method-assign]
    plot.draw(RunHistory(1), picture_of(plot))
    plot.draw(RunHistory(1), None)
    assert shown == []


def test_classes_are_told_apart_by_their_chances(show: Show) -> None:
    trainer = trainer_of(40, data={"kind": "blobs", "classes": 4})
    picture = picture_of(show(trainer))
    levels = picture.layers[-1].response.levels
    assert levels.min() >= 127  # white is 0, blue is 1, nothing is orange
    assert levels.max() > 200


def test_without_hidden_layers_the_outputs_show_their_weights(show: Show) -> None:
    trainer = trainer_of(data={"kind": "digits", "samples": 300}, network=hidden())
    response = picture_of(show(trainer)).layers[0].response
    assert (response.kind, response.levels.shape) == ("weights", (10, 8, 8))
    weights = trainer.network.layers[0].W.T.reshape(10, 8, 8)
    assert response.values == pytest.approx(weights, abs=response.largest / 100)


def test_the_theme_is_followed(show: Show) -> None:
    plot = show(trainer_of())
    plot.restyle(Look(DARK, Metrics(1.5)))
    corner = plot.view.grab().toImage().pixelColor(1, 1)
    assert corner.name() == DARK.surface


def test_a_drawing_has_lines_and_texts_and_a_picture_for_each_unit(show: Show, tmp_path: Path) -> None:
    plot = show(trainer_of())
    plot.save(tmp_path / "network.svg")
    root = ET.parse(tmp_path / "network.svg").getroot()
    tags = [element.tag.rsplit("}")[-1] for element in root.iter()]
    assert tags.count("image") >= 2 + 8 + 8 + 1
    assert tags.count("polyline") + tags.count("path") >= 16
    texts = {"".join(element.itertext()).strip() for element in root.iter() if element.tag.endswith("text")}
    assert {"Hidden 1", "Tanh", "x₁", "x₂", "Output"} <= texts


def test_a_file_shows_no_pointer_and_no_ring(show: Show, tmp_path: Path) -> None:
    plot = show(trainer_of())
    plot.save(tmp_path / "a.png")
    plot.view.move_ring(Unit(0, 3))
    plot.save(tmp_path / "b.png")
    assert QImage(str(tmp_path / "a.png")) == QImage(str(tmp_path / "b.png"))


def test_a_file_shows_no_buttons(show: Show, tmp_path: Path) -> None:
    plot = show(trainer_of())
    plot.save(tmp_path / "a.png")
    drawn, seen = QImage(str(tmp_path / "a.png")), plot.grab().toImage()
    buttons = [button for button in plot.view.scene.buttons if button.action != "remove"]
    assert len(buttons) == 7
    for button in buttons:
        at = plot.view.mapTo(plot, (button.rect.center() + QPointF(-5, -3)).toPoint())
        assert seen.pixelColor(at) != QColor(LIGHT.surface)
        assert drawn.pixelColor(2 * at) == QColor(LIGHT.surface)


def test_the_table_has_every_weight_by_name(show: Show, tmp_path: Path) -> None:
    trainer = trainer_of(network=hidden(3))
    plot = show(trainer)
    plot.save(tmp_path / "weights.csv")
    with (tmp_path / "weights.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert header == ["layer", "from", "to", "weight"]
    assert len(rows) == trainer.network.theta.size
    assert rows[0][:3] == ["Hidden 1", "x1", "h1·1"]
    assert rows[-1][:3] == ["Output", "bias", "output"]
    assert float(rows[0][3]) == pytest.approx(float(trainer.network.layers[0].W[0, 0]))


def test_a_path_is_drawn_along_its_units_and_weights(show: Show) -> None:
    """One of the strongest, chosen in the chain rule."""
    plot = show(trainer_of(network=hidden(4, 4)))
    path = (Unit(0, 1), Unit(1, 2), Unit(2, 0))
    accent = QColor(plot.look.theme.accent).rgb()
    places = [plot.view.place_of(Weight(1, 1, 2)).center(), plot.view.place_of(Weight(2, 2, 0)).center()]
    places += [
        plot.view.place_of(unit).center() - QPointF(plot.view.place_of(unit).width() / 2 + 2, 0) for unit in path
    ]

    def lit() -> list[bool]:
        image = plot.view.grab().toImage()
        near = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
        return [any(image.pixel(round(p.x()) + x, round(p.y()) + y) == accent for x, y in near) for p in places]

    assert lit() == [False] * 5
    plot.selection.choose_path(path)
    assert lit() == [True] * 5
    plot.selection.choose_unit(None)
    assert lit() == [False] * 5
    plot.selection.choose_path((Unit(0, 7), Unit(9, 0)))
    assert lit() == [False] * 5


@pytest.mark.parametrize("width", [300, 400, 540, 900])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_sign_finds_room_in_the_legend(width: int, scale: float, show: Show) -> None:
    """In full where there is room, else in a word."""
    plot = show(trainer_of(network=hidden(4, 4)), width=round(scale * width))
    plot.restyle(Look(LIGHT, Metrics(scale)))
    scene = plot.view.scene
    assert scene is not None
    entries = scene._captions.legend(set(SIGNS), plot.view.width())
    assert [name for name, *_ in entries] == list(SIGNS)
    assert {line for *_, line in entries} <= set(range(LEGEND_LINES))
    measure = QFontMetricsF(plot.look.small)
    for _, text, x, _ in entries:
        assert x + measure.height() + measure.horizontalAdvance(text) <= plot.view.width()
    few = scene._captions.legend({"dead"}, plot.view.width())
    assert few[0][1] == SIGNS["dead"]
