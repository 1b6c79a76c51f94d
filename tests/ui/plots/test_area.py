"""The plot area draws what is seen and new, keeps one snapshot in flight, and leaves the rest to training."""

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.ui.plots import PlotArea, kinds
from ffnn_gui.ui.plots.base import Plot
from ffnn_gui.ui.plots.frames import FrameClock
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.turns import FRAME
from ffnn_gui.ui.theme import DARK, Metrics, ThemeManager
from ffnn_gui.worker import Runner, RunState, Snapshot
from tests.ui.plots.conftest import CONFIGS, Trained
from tests.ui.plots.stand_in import StandIn

Get = Callable[[str], Trained]


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeManager]:
    palette, font, sheet = qapp.palette(), qapp.font(), qapp.styleSheet()
    manager = ThemeManager(qapp, "light")
    yield manager
    manager.deleteLater()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def runner() -> StandIn:
    return StandIn()


@pytest.fixture
def area(qtbot: QtBot, runner: StandIn, themes: ThemeManager) -> PlotArea:
    area = PlotArea(runner, themes)  # type: ignore[arg-type]
    qtbot.addWidget(area)
    area.resize(1900, 1200)
    area.show()
    for name in ("weights", "loss"):
        area.turn_to(name)
    return area


@pytest.mark.parametrize("kind", [kind for kind in kinds.found() if kind.place != "output"], ids=lambda kind: kind.name)
def test_before_any_run_the_plots_say_what_would_fill_them(area: PlotArea, kind: type[Plot]) -> None:
    assert area.turn_to(kind.name)
    assert area.visible_plots()[kind.name].empty


@pytest.mark.parametrize("name", list(CONFIGS))
def test_the_plots_that_suit_the_data_can_be_turned_to(
    name: str, area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot
) -> None:
    runner.prepare(trained(name))
    data = trained(name)[0].data
    for kind in kinds.found():
        assert area.turn_to(kind.name) == kind.suits(data)
        assert (kind.name in area.visible_plots()) == kind.suits(data)


def test_plots_of_other_data_go(area: PlotArea, runner: StandIn, trained: Get) -> None:
    runner.prepare(trained("two classes"))
    runner.prepare(trained("values over a line"))
    assert "surface" not in area.visible_plots()
    assert not area.plots["surface"].isVisible()


def test_only_what_is_seen_is_probed(area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot) -> None:
    area.resize(600, 500)  # too narrow for two outputs side by side
    runner.prepare(trained("images"))
    qtbot.waitUntil(lambda: bool(runner.asked))
    assert set(runner.asked[-1]) == {name for name, plot in area.visible_plots().items() if plot.probe_now()}
    assert "confusion" in runner.asked[-1]
    assert "samples" not in runner.asked[-1]


def test_what_is_turned_to_at_rest_is_probed_anew(area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot) -> None:
    runner.prepare(trained("two classes"))
    for name in ("chain_rule", "health"):
        area.turn_to(name)
        qtbot.waitUntil(lambda name=name: bool(runner.asked) and name in runner.asked[-1])  # type: ignore[misc]
        runner.answer()
    qtbot.waitUntil(lambda: not area._timer.isActive())
    area.turn_to("chain_rule")
    qtbot.waitUntil(lambda: "chain_rule" in runner.asked[-1])


def test_at_rest_one_plot_that_looks_again_is_probed_alone(
    area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot
) -> None:
    """A pad is drawn on, or the pointer moves in the plane: the others have nothing new to see."""
    runner.prepare(trained("two classes"))
    qtbot.waitUntil(lambda: bool(runner.asked))
    runner.answer()
    qtbot.waitUntil(lambda: not area._timer.isActive())
    asked = len(runner.asked)
    for _ in range(2):
        area.plots["surface"].look_again()
    qtbot.waitUntil(lambda: len(runner.asked) > asked)
    assert set(runner.asked[-1]) == {"surface"}
    area.plots["surface"].look_again()
    runner.answer()
    qtbot.waitUntil(lambda: len(runner.asked) == asked + 2)
    runner.answer()
    qtbot.waitUntil(lambda: not area._timer.isActive())
    assert len(runner.asked) == asked + 2


def test_one_snapshot_is_in_flight(area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot) -> None:
    runner.prepare(trained("two classes"))
    runner.become(RunState.RUNNING)
    qtbot.waitUntil(lambda: len(runner.grants) > 5)
    assert len(runner.asked) == 1
    runner.answer()
    qtbot.waitUntil(lambda: len(runner.asked) == 2)


def test_a_snapshot_is_drawn(area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot) -> None:
    runner.prepare(trained("two classes"))
    qtbot.waitUntil(lambda: bool(runner.asked))
    runner.answer()
    qtbot.waitUntil(lambda: not area.plots["weights"].empty)


def test_epochs_are_drawn(area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot) -> None:
    runner.prepare(trained("two classes"))
    with qtbot.waitSignal(area.frame_drawn):
        runner.finish_epochs(trained("two classes"))
    qtbot.waitUntil(lambda: not area.plots["loss"].empty)


def test_at_rest_nothing_ticks_and_steps_need_no_grant(
    area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot
) -> None:
    runner.prepare(trained("two classes"))
    qtbot.waitUntil(lambda: bool(runner.asked))
    runner.answer()
    qtbot.waitUntil(lambda: not area._timer.isActive())
    assert runner.paced is False
    assert runner.grants == []


class NeverDue(FrameClock):
    """While training it is too early for any probe, for ever."""

    def due(self, plots: Mapping[str, float], now: float) -> set[str]:
        return set()


@pytest.mark.parametrize("state", [RunState.PAUSED, RunState.FINISHED])
def test_the_last_picture_is_of_the_weights_as_they_stay(
    state: RunState, area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot
) -> None:
    runner.prepare(trained("two classes"))
    runner.become(RunState.RUNNING)
    qtbot.waitUntil(lambda: bool(runner.asked))
    area._clock = NeverDue()
    runner.become(state)
    qtbot.waitUntil(lambda: not area._dirty)
    runner.answer()  # of what was asked while it trained
    qtbot.waitUntil(lambda: len(runner.asked) == 2)
    runner.answer()
    qtbot.waitUntil(lambda: not area._timer.isActive())
    assert len(runner.asked) == 2


def test_after_a_pause_the_newest_snapshot_has_all_updates(qtbot: QtBot, themes: ThemeManager) -> None:
    runner, snapshots = Runner(), list[Snapshot]()
    runner.snapshot_ready.connect(snapshots.append)
    area = PlotArea(runner, themes)
    qtbot.addWidget(area)
    area.show()
    try:
        runner.load(ExperimentConfig())
        qtbot.waitUntil(lambda: bool(snapshots) and not area._timer.isActive())
        area._clock = NeverDue()
        runner.start()
        qtbot.waitUntil(lambda: runner.updates > 0)
        runner.pause()
        qtbot.waitUntil(lambda: runner.state is RunState.PAUSED)
        qtbot.waitUntil(lambda: snapshots[-1].updates == runner.updates)
        qtbot.waitUntil(lambda: not area._timer.isActive())
    finally:
        runner.shutdown()


def test_without_data_nothing_ticks(area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot) -> None:
    runner.prepare(trained("two classes"))
    runner.trainer = None
    runner.become(RunState.FAILED)
    qtbot.waitUntil(lambda: not area._timer.isActive())


def test_while_training_every_tick_grants_time(area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot) -> None:
    runner.prepare(trained("two classes"))
    runner.become(RunState.RUNNING)
    qtbot.waitUntil(lambda: len(runner.grants) > 3)
    assert runner.grants == sorted(runner.grants)


def test_while_training_every_plot_comes_to_its_turn(
    area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner.prepare(trained("two classes"))
    drawn: list[str] = []
    for name, plot in area.visible_plots().items():
        monkeypatch.setattr(plot, "draw", lambda *_, name=name: (drawn.append(name), time.sleep(1.5 * FRAME)))
    runner.become(RunState.RUNNING)
    seen = set(area.visible_plots())
    assert len(seen) > 2
    qtbot.waitUntil(lambda: len(drawn) >= 3 * len(seen))
    turns = drawn[-2 * len(seen) :]
    assert set(turns[: len(seen)]) == set(turns[len(seen) :]) == seen


def test_while_training_a_frame_comes_even_when_nothing_is_new(
    area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot
) -> None:
    runner.prepare(trained("two classes"))
    runner.become(RunState.RUNNING)
    for _ in range(5):
        with qtbot.waitSignal(area.frame_drawn):
            pass


def test_hidden_it_draws_nothing_and_grants_much(area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot) -> None:
    runner.prepare(trained("two classes"))
    runner.become(RunState.RUNNING)
    area.hide()
    frames: list[None] = []
    area.frame_drawn.connect(lambda: frames.append(None))
    qtbot.waitUntil(lambda: runner.hidden_grants >= 2)
    assert frames == []


def test_the_theme_reaches_every_plot(area: PlotArea, runner: StandIn, trained: Get, themes: ThemeManager) -> None:
    runner.prepare(trained("two classes"))
    themes.set_preference("dark")
    assert {plot.look.theme for plot in area.plots.values()} == {DARK}
    area.set_theme(Look(DARK, Metrics(1.5)))
    assert {plot.look.metrics.scale for plot in area.plots.values()} == {1.5}


# What fails


class Planted(Exception):
    """What a test makes a plot fail with."""


def fail(*_: object) -> None:
    raise Planted("no such colour")


@pytest.mark.parametrize("method", ["draw", "prepare"])
def test_a_plot_that_fails_is_told_once_and_left_out(
    method: str, area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    told: list[str] = []
    area.failed.connect(told.append)
    monkeypatch.setattr(area.plots["weights"], method, fail)
    runner.prepare(trained("two classes"))
    qtbot.waitUntil(lambda: bool(runner.asked))
    runner.answer()
    for _ in range(2):
        with qtbot.waitSignal(area.frame_drawn):
            runner.finish_epochs(trained("two classes"))
    assert len(told) == 1
    assert "Weights" in told[0]
    assert "no such colour" in told[0]
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [Planted]
    assert area.plots["weights"].empty
    assert "no such colour" in area.plots["weights"]._empty.text()
    assert not area.plots["loss"].empty


def test_a_plot_that_failed_is_probed_and_drawn_again_in_the_next_run(
    area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    with monkeypatch.context() as patch:
        patch.setattr(area.plots["weights"], "prepare", fail)
        runner.prepare(trained("two classes"))
        qtbot.waitUntil(lambda: bool(runner.asked))
    assert "weights" not in runner.asked[-1]
    runner.prepare(trained("two classes"))
    qtbot.waitUntil(lambda: "weights" in runner.asked[-1])
    runner.answer()
    qtbot.waitUntil(lambda: not area.plots["weights"].empty)


def test_what_a_plot_tells_the_area_tells(area: PlotArea) -> None:
    told: list[str] = []
    area.said.connect(told.append)
    area.failed.connect(told.append)
    area.plots["loss"].said.emit("saved")
    area.plots["loss"].failed.emit("not saved")
    assert told == ["saved", "not saved"]


@pytest.mark.parametrize("size", [(720, 640), (960, 700), (1570, 940)])
def test_no_plot_is_cut_off(area: PlotArea, runner: StandIn, trained: Get, size: tuple[int, int]) -> None:
    area.resize(*size)
    runner.prepare(trained("images"))
    QApplication.processEvents()
    assert (area.width(), area.height()) == size
    for plot in area.visible_plots().values():
        assert plot.width() >= 150
        assert plot.height() >= 100


def test_where_it_is_low_the_loss_makes_room_for_the_output(
    area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot
) -> None:
    runner.prepare(trained("images"))

    def tops(width: int, height: int) -> list[int]:
        """How far down the loss and the layer health begin."""
        area.resize(width, height)
        QApplication.processEvents()
        return [area.plots[name].mapTo(area, QPoint()).y() for name in ("loss", "health")]

    for _ in range(2):
        loss, health = tops(980, 700)
        assert loss < health
        loss, health = tops(1260, 660)
        assert loss == health


def test_a_run_is_drawn_off_screen(qtbot: QtBot, trained: Get, themes: ThemeManager, tmp_path: Path) -> None:
    area = PlotArea(None, themes)
    qtbot.addWidget(area)
    area.resize(1000, 700)
    area.show_trainer(*trained("two classes"))
    area.save_picture(tmp_path / "picture.png")
    assert not any(plot.empty for plot in area.visible_plots().values())
    assert QImage(str(tmp_path / "picture.png")).width() == 2000
    assert area.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
