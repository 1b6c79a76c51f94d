"""Work in a thread of its own: told in the thread that asked, given up without a trace, never two results."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.data.importing import ImportProblem, Progress
from ffnn_gui.worker.jobs import Jobs


class Listener:
    """Keeps what is heard, in order, with the thread it was heard in."""

    def __init__(self, jobs: Jobs) -> None:
        self.heard: list[object] = []
        self.threads: set[int] = set()
        for signal in (jobs.progressed, jobs.done, jobs.refused):
            signal.connect(self._hear)

    def _hear(self, value: object) -> None:
        self.heard.append(value)
        self.threads.add(threading.get_ident())


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


def test_a_result_comes_in_the_asking_thread(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.done) as told:
        jobs.start(lambda progress: threading.get_ident())
    assert told.args[0] != threading.get_ident()
    assert not jobs.busy


def test_progress_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    listener = Listener(jobs)
    with qtbot.waitSignal(jobs.done):
        jobs.start(lambda progress: progress(0.5))
    assert listener.heard == [0.5, None]


def test_what_goes_wrong_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        raise ImportProblem("Wrong.", "Do this.")

    with qtbot.waitSignal(jobs.refused) as told:
        jobs.start(work)
    assert str(told.args[0]) == "Wrong. Do this."


def test_an_unexpected_error_is_told_and_logged(jobs: Jobs, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    with qtbot.waitSignal(jobs.refused) as told:
        jobs.start(lambda progress: 1 / 0)
    assert "ZeroDivisionError" in str(told.args[0])
    assert "nobody expected" in caplog.text


def test_a_new_job_gives_up_the_one_before(jobs: Jobs, qtbot: QtBot) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    def slow(progress: Progress) -> str:
        begun.set()
        may_go_on.wait(10)
        progress(0.9)
        return "old"

    results: list[object] = []
    jobs.done.connect(results.append)
    jobs.start(slow)
    assert begun.wait(10)
    with qtbot.waitSignal(jobs.done):
        jobs.start(lambda progress: "new")
    may_go_on.set()
    jobs.shutdown()
    qtbot.wait(1)
    assert results == ["new"]


def test_shutdown_waits_for_the_thread(jobs: Jobs) -> None:
    ended = threading.Event()

    def slow(progress: Progress) -> None:
        try:
            while True:
                progress(0.1)
        finally:
            ended.set()

    jobs.start(slow)
    jobs.shutdown()
    assert ended.is_set()
    jobs.shutdown()
