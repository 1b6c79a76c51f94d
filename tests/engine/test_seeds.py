import pytest

from ffnn_gui.engine import another_seed


@pytest.mark.parametrize("current", [0, 9_999, 10_000, 2**32 - 1])
def test_a_drawn_seed_is_short_and_never_the_present_one(current: int) -> None:
    drawn = [another_seed(current) for _ in range(200)]
    assert current not in drawn
    assert all(0 <= seed < 10_000 for seed in drawn)


def test_every_other_seed_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = iter(range(9_999))
    monkeypatch.setattr("secrets.randbelow", lambda _: next(draws))
    assert sorted(another_seed(7) for _ in range(9_999)) == [seed for seed in range(10_000) if seed != 7]
