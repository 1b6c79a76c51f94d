"""What a plot tells, and that none of them takes the others along when it fails or finds no room."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots import PlotArea
from tests.ui.plots.area.conftest import Get
from tests.ui.plots.stand_in import StandIn


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
