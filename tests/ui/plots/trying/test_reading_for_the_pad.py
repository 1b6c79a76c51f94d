"""A picture is read in a thread: nobody waits for it, and what comes late is dropped."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ffnn_gui.data.importing import images
from ffnn_gui.engine import Trainer
from ffnn_gui.ui.plots.examples import example_at
from ffnn_gui.ui.plots.kinds.try_it import TryItPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.trying import pad, reading
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import Show, look
from tests.ui.plots.trying.conftest import LONG, draw_one, imported, opened, picture, raw_of, settled


class Slow:
    """Reading that takes until it may end."""

    def __init__(self) -> None:
        self.begun, self.may_end, self.ended = threading.Event(), threading.Event(), threading.Event()

    def read(self, *given: Any) -> object:
        self.begun.set()
        self.may_end.wait(LONG)
        found = reading.read_picture(*given)
        self.ended.set()
        return found


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    slow = Slow()
    monkeypatch.setattr(pad, "read_picture", slow.read)
    yield slow
    slow.may_end.set()


@pytest.fixture
def ink(tmp_path: Path) -> Path:
    picture(dark=True).save(str(tmp_path / "ink.png"))
    return tmp_path / "ink.png"


@pytest.mark.parametrize("of_ink", [True, False])
def test_the_window_s_thread_decodes_nothing(
    of_ink: bool, digits: Trainer, photographs: Path, ink: Path, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    plot = show(TryItPlot, digits if of_ink else imported(photographs, colour="colour"))
    threads: list[int] = []

    def noting(work: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*given: Any) -> Any:
            threads.append(threading.get_ident())
            return work(*given)

        return noted

    monkeypatch.setattr(reading, "_image", noting(reading._image))
    monkeypatch.setattr(images, "pixels_of", noting(images.pixels_of))
    opened(plot.pad, ink)
    assert plot.pad.sketch.picture is not None
    raw_of(plot)
    plot.pad.grab()
    assert len(threads) >= 2
    assert threading.get_ident() not in threads


def begin_to_open(plot: TryItPlot, path: Path, slow: Slow) -> None:
    plot.pad.open(str(path))
    assert slow.begun.wait(LONG)
    assert plot.pad.reading


def end(slow: Slow, qtbot: QtBot) -> None:
    """Let the reading end, and what it says arrive."""
    slow.may_end.set()
    assert slow.ended.wait(LONG)
    qtbot.wait(20)


@pytest.mark.parametrize("way", ["draw", "undo", "clear", "load", "select", "other data"])
def test_a_picture_that_comes_late_is_dropped(
    way: str, digits: Trainer, photographs: Path, ink: Path, show: Show, slow: Slow, qtbot: QtBot
) -> None:
    plot = show(TryItPlot, digits)
    draw_one(plot)
    strokes = plot.pad.sketch.strokes
    begin_to_open(plot, ink, slow)
    other = picture(dark=False)
    ways: dict[str, Callable[[], object]] = {
        "draw": lambda: draw_one(plot, across=0.3),
        "undo": plot.pad.undo,
        "clear": plot.pad.clear,
        "load": lambda: plot.pad.load(other),
        "select": lambda: plot.selection.choose_example(example_at(digits.data, 4, "training")),
        "other data": lambda: _prepare(plot, imported(photographs)),
    }
    ways[way]()
    assert not plot.pad.reading
    end(slow, qtbot)
    assert (plot.pad.sketch.picture is not None) == (way == "load")
    assert len(plot.pad.sketch.strokes) == {"draw": 2, "undo": 1}.get(way, 0)
    if way == "undo":
        assert plot.pad.sketch.strokes == strokes


def _prepare(plot: TryItPlot, trainer: Trainer) -> None:
    plot.prepare(trainer.data, trainer.config)


def test_what_was_drawn_is_there_until_the_picture_is(
    digits: Trainer, ink: Path, show: Show, slow: Slow, qtbot: QtBot
) -> None:
    plot = show(TryItPlot, digits)
    draw_one(plot)
    begin_to_open(plot, ink, slow)
    look(plot, digits)
    assert plot.bars.headline.endswith(" · drawn")
    # A reset of the same data takes no picture away.
    _prepare(plot, digits)
    slow.may_end.set()
    settled(plot.pad)
    look(plot, digits)
    assert plot.bars.headline.endswith(" · picture")
    plot.pad.undo()
    assert len(plot.pad.sketch.strokes) == 1


def test_it_is_told_while_a_picture_is_read(
    digits: Trainer, ink: Path, show: Show, slow: Slow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pad, "PATIENCE", 1)
    plot = show(TryItPlot, digits)
    told: list[str] = []
    monkeypatch.setattr(plot.pad, "_paint_hint", lambda painter, place, hint: told.append(hint))
    draw_one(plot)
    begin_to_open(plot, ink, slow)
    qtbot.waitUntil(lambda: "reading the picture…" in told)
    QTest.keyClick(plot.pad, Qt.Key.Key_Backspace)
    told.clear()
    plot.pad.grab()
    assert told == []


def test_a_pad_may_go_while_it_reads(digits: Trainer, ink: Path, slow: Slow, qtbot: QtBot) -> None:
    plot = TryItPlot(Look(LIGHT, Metrics()))
    _prepare(plot, digits)
    begin_to_open(plot, ink, slow)
    delete(plot)
    end(slow, qtbot)


def test_the_program_s_end_waits_for_the_thread(digits: Trainer, ink: Path, show: Show, slow: Slow) -> None:
    plot = show(TryItPlot, digits)
    begin_to_open(plot, ink, slow)
    slow.may_end.set()
    QCoreApplication.instance().aboutToQuit.emit()
    assert slow.ended.is_set()
    assert plot.pad.sketch.empty
