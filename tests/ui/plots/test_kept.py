"""What is kept of a run stays bounded, evenly spread, and has the first and the newest entry."""

import pytest

from ffnn_gui.ui.plots.kept import Kept


def filled(epochs: range, most: int = 400) -> Kept[str]:
    kept: Kept[str] = Kept(most)
    for epoch in epochs:
        kept.keep(epoch, f"epoch {epoch}")
    return kept


def test_few_entries_are_all_kept() -> None:
    kept = filled(range(400))
    assert kept.epochs == list(range(400))
    assert kept.entries == [f"epoch {epoch}" for epoch in range(400)]


@pytest.mark.parametrize("last", [401, 999, 5_000, 30_001])
def test_many_entries_are_thinned_evenly(last: int) -> None:
    kept = filled(range(last + 1))
    assert 200 <= len(kept) <= 400
    assert kept.epochs[0] == 0
    assert kept.epochs[-1] == last
    gaps = [after - before for before, after in zip(kept.epochs, kept.epochs[1:], strict=False)][:-1]
    assert max(gaps) <= 2 * min(gaps)
    assert kept.entries == [f"epoch {epoch}" for epoch in kept.epochs]


def test_of_one_epoch_the_newest_entry_stays() -> None:
    kept = filled(range(3))
    kept.keep(2, "later in epoch 2")
    assert kept.epochs == [0, 1, 2]
    assert kept.entries[-1] == "later in epoch 2"


def test_an_earlier_epoch_forgets_the_later_ones() -> None:
    kept = filled(range(10))
    kept.keep(4, "again")
    assert kept.epochs == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("epoch", "place"), [(-5, 0), (0, 0), (14, 1), (16, 2), (20, 2), (99, 2)])
def test_the_nearest_entry_is_found(epoch: int, place: int) -> None:
    assert filled(range(0, 30, 10)).nearest(epoch) == place


def test_nothing_is_nearest_while_nothing_is_kept() -> None:
    with pytest.raises(IndexError, match="Nothing"):
        Kept[str]().nearest(1)
