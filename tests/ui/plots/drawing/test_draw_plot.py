"""Drawing data by mouse: strokes, brushes, what is granted and what is not, and data to begin from."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt

from ffnn_gui.data import Samples
from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.data.sets.drawn import Drawn
from tests.ui.plots.conftest import Trained
from tests.ui.plots.drawing.conftest import LEFT, Open


def test_a_click_asks_for_one_point_more(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    hand.drag((3.0, -4.0))
    (wish,) = hand.wishes
    assert (wish.path, wish.text) == ("data", "Draw 1 point")
    assert len(hand.last()) == 21
    np.testing.assert_allclose(hand.last()[-1], (3, -4, 0), atol=0.1)


def test_a_drag_is_shown_at_once_and_asked_for_at_the_end(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    hand.key(Qt.Key.Key_2)
    hand.press(-4.0, 4.0)
    hand.bot.mouseMove(hand.port, hand.pixel(4.0, 4.0))
    shown = hand.board.canvas.points._places
    assert len(shown) > 30
    assert not hand.wishes
    hand.bot.mouseRelease(hand.port, LEFT, pos=hand.pixel(4.0, 4.0))
    (wish,) = hand.wishes
    new = hand.last()[20:]
    assert wish.text == f"Draw {len(new)} points"
    assert (new[:, 2] == 1).all()
    np.testing.assert_allclose(new[:, 1], 4, atol=0.1)


def test_what_is_not_granted_is_taken_back(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    hand.drag((3.0, -4.0))
    assert len(hand.board.canvas.points._places) == 20
    hand.grant()
    assert len(hand.board.canvas.points._places) == 21


def test_the_eraser_and_the_noise_brush_work_within_their_circle(easel: Open) -> None:
    hand = easel({"kind": "drawn", "points": [(-3, 0, 0), (3, 0, 1), (3, 0.1, 1)]})
    hand.key(Qt.Key.Key_E)
    hand.drag((3.0, 0.0))
    assert hand.wishes[-1].text == "Erase 2 points"
    assert hand.last().tolist() == [[-3, 0, 0]]
    hand.key(Qt.Key.Key_N)
    hand.drag((-3.0, 0.0))
    assert hand.wishes[-1].text == "Add noise to 1 point"
    assert hand.last()[1:].tolist() == [[3, 0, 1], [3, 0.1, 1]]
    assert hand.last()[0, :2].tolist() != [-3, 0]


def test_the_spray_goes_on_while_it_is_held(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    hand.key(Qt.Key.Key_S)
    hand.board.tools.rate.setValue(hand.board.tools.rate.maximum())
    hand.press(0.0, 0.0)
    hand.bot.waitUntil(lambda: len(hand.board.canvas.points._places) >= 60)
    hand.bot.mouseRelease(hand.port, LEFT, pos=hand.pixel(0.0, 0.0))
    assert hand.wishes[-1].text.startswith("Spray ")
    assert not hand.board._timer.isActive()


def test_the_last_point_stays_with_a_reason(easel: Open) -> None:
    hand = easel({"kind": "drawn", "points": [(0, 0, 0)]})
    said: list[str] = []
    hand.plot.said.connect(said.append)
    hand.key(Qt.Key.Key_E)
    hand.drag((0.0, 0.0))
    assert not hand.wishes
    assert said[0].startswith("One point stays")
    assert hand.board._hint.text() == said[0]
    assert len(hand.board.canvas.points._places) == 1


def test_values_are_drawn_with_the_slider(easel: Open) -> None:
    hand = easel({"kind": "drawn", "task_kind": "regression"})
    hand.board.tools.value.setValue(hand.board.tools.value.maximum() - 5)
    hand.drag((1.0, 1.0))
    assert hand.last()[-1, 2] == 0.75
    hand.key(Qt.Key.Key_1)
    hand.drag((1.0, 1.0))
    assert hand.last()[-1, 2] == -1


def test_escape_gives_a_stroke_up(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    hand.press(3.0, -4.0)
    hand.key(Qt.Key.Key_Escape)
    hand.bot.mouseRelease(hand.port, LEFT, pos=hand.pixel(3.0, -4.0))
    assert not hand.wishes
    assert len(hand.board.canvas.points._places) == 20


def test_settings_that_change_during_a_stroke_end_it(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    config = hand.plot.config
    assert config is not None
    hand.press(3.0, -4.0)
    hand.plot.follow(config.with_value("learning_rate.base", 0.5))
    assert len(hand.board.canvas.points._places) == 21
    hand.plot.follow(config.with_value("data.points", [(0, 0, 0)]))
    hand.bot.mouseRelease(hand.port, LEFT, pos=hand.pixel(3.0, -4.0))
    assert not hand.wishes
    assert len(hand.board.canvas.points._places) == 1


def test_a_new_run_does_not_interrupt_a_stroke(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    assert hand.plot.data is not None
    assert hand.plot.config is not None
    hand.press(3.0, -4.0)
    hand.plot.prepare(hand.plot.data, hand.plot.config)
    hand.bot.mouseRelease(hand.port, LEFT, pos=hand.pixel(3.0, -4.0))
    assert len(hand.wishes) == 1


def test_an_empty_canvas_keeps_the_points_until_the_first_stroke(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    hand.board.tools.empty.click()
    assert len(hand.board.canvas.points._places) == 0
    assert "Esc" in hand.board._hint.text()
    hand.key(Qt.Key.Key_Escape)
    assert len(hand.board.canvas.points._places) == 20
    hand.board.tools.empty.click()
    assert not hand.wishes
    hand.drag((1.0, 1.0))
    assert hand.wishes[-1].text == "Draw 1 point on an empty canvas"
    assert len(hand.last()) == 1
    hand.grant()
    assert not hand.board._hint.text()
    hand.drag((2.0, 1.0))
    assert len(hand.last()) == 2


@pytest.mark.parametrize("data", [{"kind": "blobs", "classes": 4}, {"kind": "bumps"}], ids=lambda data: data["kind"])
def test_other_data_are_only_looked_at_until_one_draws_from_them(data: dict[str, Any], easel: Open) -> None:
    hand = easel(data)
    hand.drag((0.0, 0.0), (2.0, 2.0))
    assert not hand.wishes
    assert hand.plot.offer.isVisible()
    assert not hand.board.tools.isVisible()
    hand.plot.offer.copy.click()
    (wish,) = hand.wishes
    assert (wish.path, wish.text) == ("data", "Draw from 300 points")
    assert isinstance(wish.value, Drawn)
    assert hand.plot.data is not None
    parts = (hand.plot.data.train, hand.plot.data.validation)
    whole = np.concatenate([np.column_stack([part.raw, part.y]) for part in parts])
    np.testing.assert_allclose(sorted(whole.tolist()), sorted(hand.last().tolist()), rtol=1e-4, atol=1e-5)
    hand.grant()
    assert not hand.plot.offer.isVisible()
    assert hand.board.tools.isVisible()
    assert hand.board.tools.classes == len(hand.plot.data.task.classes)


def test_values_of_a_file_are_drawn_as_they_are_learned(easel: Open) -> None:
    X = np.random.default_rng(0).random((12, 2))
    prices = 1000 + 5000 * X[:, :1]
    X[4, 1] = np.nan
    arrays = ImportedArrays(X, prices, target="price", scale_targets=True)
    hand = easel(shelved(arrays, NumpyFiles(), Path("houses.npz")).model_dump())
    hand.plot.offer.copy.click()
    assert np.isfinite(hand.last()).all()
    assert 1 < np.abs(hand.last()[:, 2]).max() < 5


def test_other_data_give_way_to_an_empty_canvas(easel: Open) -> None:
    hand = easel({"kind": "spirals", "arms": 3, "test_fraction": 0.1})
    hand.plot.offer.empty.click()
    hand.key(Qt.Key.Key_3)
    before = hand.board.seen
    hand.drag((1.0, 1.0), (1.2, 1.0))
    (wish,) = hand.wishes
    assert isinstance(wish.value, Drawn)
    assert (wish.path, wish.value.classes, wish.value.test_fraction) == ("data", 3, 0.1)
    assert set(hand.last()[:, 2]) == {2}
    hand.grant()
    assert hand.board.seen == before
    assert not hand.board.locked


def test_data_without_a_plane_leave_an_empty_canvas_only(easel: Open) -> None:
    hand = easel({"kind": "circle"})
    assert hand.plot.config is not None
    hand.plot.follow(hand.plot.config.with_value("data", "digits"))
    assert not hand.plot.offer.copy.isEnabled()
    hand.plot.offer.empty.click()
    hand.drag((1.0, 1.0))
    assert isinstance(hand.wishes[-1].value, Drawn)
    assert hand.wishes[-1].value.classes == 6


def test_a_class_can_be_added_and_is_then_in_hand(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    hand.board.tools.more.click()
    assert (hand.wishes[-1].path, hand.wishes[-1].value) == ("data.classes", 3)
    hand.grant()
    hand.drag((1.0, 1.0))
    assert hand.last()[-1, 2] == 2
    assert [button.isVisible() for button in hand.board.tools.labels] == [True] * 3 + [False] * 3


def test_a_class_that_there_is_not_cannot_be_chosen(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    hand.key(Qt.Key.Key_2)
    hand.key(Qt.Key.Key_5)
    hand.drag((1.0, 1.0))
    assert hand.last()[-1, 2] == 1


def test_the_sight_grows_with_the_points_and_does_not_jump(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    before = hand.board.seen
    hand.drag((1.0, 1.0))
    hand.grant()
    assert hand.board.seen == before
    assert hand.plot.config is not None
    hand.plot.follow(hand.plot.config.with_value("data.points", [(0, 0, 0), (0, 15, 0)]))
    (left, _), (low, high) = hand.board.seen
    assert high >= 15
    assert left <= before[0][0]
    assert low <= before[1][0]


def test_the_answer_is_that_of_the_part_that_is_seen(easel: Open, trained: Callable[[str], Trained]) -> None:
    hand = easel({"kind": "spirals"})
    trainer, history = trained("two classes")
    asked = hand.plot.probe_now()
    assert asked is not None
    answer = asked(trainer)
    assert answer.part == hand.board.seen
    corners = [[x, y] for y in answer.part[1] for x in answer.part[0]]
    outputs = trainer.network.predict(trainer.data.inputs_of(np.array(corners)))
    chances = trainer.loss.probabilities(outputs, len(trainer.data.task.classes))
    np.testing.assert_allclose(answer.grid[[0, 0, -1, -1], [0, -1, 0, -1]], chances, rtol=1e-4)
    hand.plot.draw(history, answer)
    assert hand.plot.picture.isVisible()
    hand.plot.answer_action.trigger()
    assert not hand.plot.picture.isVisible()
    assert hand.plot.probe_now() is None


def test_a_hidden_plot_works_nothing_out_until_it_is_seen(easel: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    hand = easel({"kind": "circle"})
    asked: list[None] = []
    generate = type(hand.plot.data.config).generate  # type: ignore[union-attr]

    def counted(self: Any, rng: np.random.Generator) -> Samples:
        asked.append(None)
        return generate(self, rng)

    monkeypatch.setattr(type(hand.plot.data.config), "generate", counted)  # type: ignore[union-attr]
    hand.plot.hide()
    assert hand.plot.config is not None
    for noise in (0.4, 0.5, 0.6):
        hand.plot.follow(hand.plot.config.with_value("data.noise", noise))
    assert not asked
    hand.plot.show()
    assert len(asked) == 1


def test_the_legend_counts_the_classes(easel: Open) -> None:
    hand = easel({"kind": "drawn", "points": [(0, 0, 0), (1, 1, 1), (2, 2, 1)]})
    assert [button.entry.text for button in hand.plot.header.legend._buttons] == ["class 1: 1", "class 2: 2"]
