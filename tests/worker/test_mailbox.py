"""Commands come out in the order in which they went in, from whatever thread, and each posting wakes."""

import threading

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.worker.commands import Load, Pause, Quit
from ffnn_gui.worker.mailbox import Mailbox


def test_first_in_first_out_and_each_wakes() -> None:
    woken: list[int] = []
    mailbox = Mailbox(lambda: woken.append(len(mailbox.commands)))
    mailbox.post(Pause(1, 1))
    mailbox.post(Quit())
    assert woken == [1, 2]
    assert [mailbox.take(), mailbox.take(), mailbox.take()] == [Pause(1, 1), Quit(), None]


def test_a_load_makes_its_run_the_newest_before_it_is_taken() -> None:
    mailbox = Mailbox(lambda: None)
    assert mailbox.newest == 0
    mailbox.post(Load(3, 1, ExperimentConfig()))
    assert mailbox.newest == 3


def test_nothing_is_lost_between_threads() -> None:
    mailbox, got = Mailbox(lambda: None), []
    poster = threading.Thread(target=lambda: [mailbox.post(Pause(0, n)) for n in range(20_000)])
    poster.start()
    while len(got) < 20_000:
        command = mailbox.take()
        if isinstance(command, Pause):
            got.append(command.ticket)
    poster.join()
    assert got == list(range(20_000))
