"""The grant is on time, of limited slices, and no waking is ever lost."""

import math
import threading
from typing import Any

from ffnn_gui.worker.pacing import SLICE, Pacing


def test_training_is_free_until_the_first_grant(clock: Any) -> None:
    pacing = Pacing(clock)
    assert pacing.granted()
    pacing.grant(0)
    assert not pacing.granted()
    pacing.grant_forever()
    clock.now += 1e9
    assert pacing.granted()


def test_a_grant_ends_on_time(clock: Any) -> None:
    pacing = Pacing(clock)
    pacing.grant(0.5)
    clock.now += 0.49
    assert pacing.granted()
    clock.now += 0.01
    assert not pacing.granted()


def test_a_later_grant_replaces_the_former(clock: Any) -> None:
    pacing = Pacing(clock)
    pacing.grant_until(clock.now + 5)
    pacing.grant_until(clock.now + 1)
    clock.now += 2
    assert not pacing.granted()


def test_a_slice_ends_with_the_grant_and_is_never_long(clock: Any) -> None:
    pacing = Pacing(clock)
    assert pacing.slice_end() == clock.now + SLICE
    pacing.grant(SLICE / 2)
    assert pacing.slice_end() == clock.now + SLICE / 2
    pacing.grant(math.inf)
    assert pacing.slice_end() == clock.now + SLICE


def test_what_comes_after_the_look_ends_the_wait() -> None:
    pacing = Pacing()
    pacing.rest_over()
    pacing.wake()
    pacing.wait()  # without the waking this would hang


def test_a_grant_from_another_thread_ends_the_wait() -> None:
    pacing = Pacing()
    pacing.grant(0)
    pacing.rest_over()
    granter = threading.Thread(target=pacing.grant_forever)
    granter.start()
    pacing.wait()
    granter.join()
    assert pacing.granted()
