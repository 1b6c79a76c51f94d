"""Small products keep to one core; large ones take all that there are."""

import pytest

from ffnn_gui.engine import threads


class Controller:
    """Writes down the limits that are set."""

    def __init__(self) -> None:
        self.limits: list[int] = []

    def limit(self, *, limits: int, user_api: str) -> None:
        assert user_api == "blas"
        self.limits.append(limits)


def test_a_small_network_leaves_the_other_cores_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    controller = Controller()
    monkeypatch.setattr(threads, "_controller", lambda: (controller, 6))
    threads.use_cores_for([2, 4, 2, 1], 10)
    threads.use_cores_for([784, 512, 256, 10], 128)
    threads.use_cores_for([50, 50], threads.LARGE // 5000)
    threads.use_cores_for([50, 50], threads.LARGE // 5000 - 1)
    assert controller.limits == [1, 6, 6, 1]
