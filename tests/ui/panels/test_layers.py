"""Operations on the tuple of hidden layers, and finding out afterwards which layer went where."""

from hypothesis import given
from hypothesis import strategies as st

from ffnn_gui.engine.config import HiddenLayer
from ffnn_gui.ui.panels.layers import Layers, inserted, matched, moved, removed, spread

sizes = st.lists(st.integers(1, 50), min_size=1, max_size=12, unique=True)


def layers(*units: int) -> Layers:
    return tuple(HiddenLayer(units=n) for n in units)


def test_a_new_layer_copies_the_one_before() -> None:
    assert inserted(layers(3, 5), 1) == layers(3, 3, 5)
    assert inserted(layers(3, 5), 2) == layers(3, 5, 5)


def test_a_new_layer_copies_the_one_after_where_there_is_none_before() -> None:
    assert inserted(layers(3, 5), 0) == layers(3, 3, 5)


def test_the_first_layer_is_the_default_one() -> None:
    assert inserted((), 0) == (HiddenLayer(),)


def test_a_layer_goes_to_its_new_index() -> None:
    assert moved(layers(1, 2, 3, 4), 0, 2) == layers(2, 3, 1, 4)
    assert moved(layers(1, 2, 3, 4), 3, 0) == layers(4, 1, 2, 3)


def test_one_field_is_set_in_all_layers_and_nothing_else() -> None:
    assert spread(layers(1, 2), "dropout", 0.5) == (
        HiddenLayer(units=1, dropout=0.5),
        HiddenLayer(units=2, dropout=0.5),
    )


@given(sizes, st.data())
def test_moved_layers_are_found_again(units: list[int], data: st.DataObject) -> None:
    index = st.integers(0, len(units) - 1)
    old = layers(*units)
    new = moved(old, data.draw(index), data.draw(index))
    assert [old[place] for place in matched(old, new) if place is not None] == list(new)


@given(sizes, st.data())
def test_what_is_left_is_found_again(units: list[int], data: st.DataObject) -> None:
    old = layers(*units)
    new = removed(old, data.draw(st.integers(0, len(units) - 1)))
    assert [old[place] for place in matched(old, new) if place is not None] == list(new)


@given(sizes, st.data())
def test_only_the_added_layer_is_new(units: list[int], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(units)))
    old = layers(*units)
    new = (*old[:place], HiddenLayer(units=99), *old[place:])
    expected = [*range(place), None, *range(place, len(old))]
    assert matched(old, new) == expected


@given(sizes, st.integers(51, 99))
def test_an_edited_layer_stays_in_place(units: list[int], edited: int) -> None:
    old = layers(*units)
    assert matched(old, layers(edited, *units[1:])) == list(range(len(old)))
    assert matched(old, spread(old, "dropout", 0.5)) == list(range(len(old)))


@given(st.lists(st.integers(1, 3), max_size=12), st.lists(st.integers(1, 3), max_size=12))
def test_no_old_layer_is_used_twice(before: list[int], after: list[int]) -> None:
    places = matched(layers(*before), layers(*after))
    used = [place for place in places if place is not None]
    assert len(places) == len(after)
    assert len(set(used)) == len(used)
    assert all(0 <= place < len(before) for place in used)
