"""The plot area draws what is seen and new, keeps one snapshot in flight, and leaves the rest to training."""

import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.ui.plots import PlotArea, kinds
from ffnn_gui.ui.plots.base import Plot
from ffnn_gui.ui.plots.frames import FrameClock
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.turns import FRAME
from ffnn_gui.ui.theme import DARK, Metrics, ThemeManager
from ffnn_gui.worker import Runner, RunState, Snapshot
from tests.ui.plots.area.conftest import Get
from tests.ui.plots.conftest import CONFIGS
from tests.ui.plots.stand_in import StandIn


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


def test_what_gave_way_to_a_command_is_asked_again(area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot) -> None:
    runner.prepare(trained("two classes"))
    qtbot.waitUntil(lambda: bool(runner.asked))
    assert len(runner.asked[-1]) > 2
    runner.answer("surface", "weights")
    qtbot.waitUntil(lambda: len(runner.asked) == 2)
    assert set(runner.asked[-1]) == {"surface", "weights"}
    runner.answer()
    qtbot.waitUntil(lambda: not area._timer.isActive())
    assert len(runner.asked) == 2


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


def test_what_looks_at_another_network_cost_is_not_charged_to_this_one(
    area: PlotArea, runner: StandIn, trained: Get, qtbot: QtBot
) -> None:
    runner.prepare(trained("two classes"))
    qtbot.waitUntil(lambda: bool(runner.asked))
    now, plots = time.perf_counter(), {"surface": 1.0}
    area._clock.asked(plots, now)
    area._clock.answered({"surface": 1e6})
    assert not area._clock.due(plots, now + 100)
    runner.prepare(trained("four classes"))
    assert area._clock.due(plots, now + 100)


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


def test_a_run_is_drawn_off_screen(qtbot: QtBot, trained: Get, themes: ThemeManager, tmp_path: Path) -> None:
    area = PlotArea(None, themes)
    qtbot.addWidget(area)
    area.resize(1000, 700)
    area.show_trainer(*trained("two classes"))
    area.save_picture(tmp_path / "picture.png")
    assert not any(plot.empty for plot in area.visible_plots().values())
    assert QImage(str(tmp_path / "picture.png")).width() == 2000
    assert area.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
