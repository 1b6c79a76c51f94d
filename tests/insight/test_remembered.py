"""What is remembered of data goes with them."""

import gc
from weakref import ref

from ffnn_gui.data import PreparedData, prepare
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.insight.remembered import once_for_data


def test_it_is_computed_once_for_the_same_data_and_arguments() -> None:
    made: list[int] = []

    @once_for_data
    def count(data: PreparedData, more: int) -> int:
        made.append(more)
        return len(data.train) + more

    first, second = (prepare(ExperimentConfig().data) for _ in range(2))
    for data, more in ((first, 1), (first, 1), (first, 2), (second, 1), (first, 1)):
        assert count(data, more) == len(data.train) + more
    assert made == [1, 2, 1]


def test_data_of_a_run_that_is_over_do_not_stay_in_memory() -> None:
    @once_for_data
    def size(data: PreparedData) -> int:
        return len(data.train)

    data = prepare(ExperimentConfig().data)
    size(data)
    watched = ref(data)
    del data
    gc.collect()
    assert watched() is None
