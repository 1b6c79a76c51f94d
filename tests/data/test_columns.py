"""The figures of a table's columns are those of the whole table, whatever blocks it is looked at in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ffnn_gui.data import columns as module
from ffnn_gui.data.columns import columns_of


@given(seed=st.integers(0, 2**32 - 1), rows=st.integers(1, 60), columns=st.integers(1, 5), block=st.integers(1, 70))
def test_blocks_make_no_difference(seed: int, rows: int, columns: int, block: int) -> None:
    rng = np.random.default_rng(seed)
    table = rng.normal(rng.uniform(-1e6, 1e6), 1, (rows, columns))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "NUMBERS", block * columns)
        found = columns_of(lambda some: table[some], rows)
    assert (found.low == table.min(axis=0)).all()
    assert (found.high == table.max(axis=0)).all()
    np.testing.assert_allclose(found.mean, table.mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(found.std, table.std(axis=0), rtol=1e-6, atol=1e-9)


def test_bytes_do_not_overflow() -> None:
    table = np.full((1000, 3), 200, np.uint8)
    found = columns_of(lambda some: table[some], 1000)
    assert (found.mean.tolist(), found.std.tolist()) == ([200] * 3, [0] * 3)


def test_only_the_first_rows_count() -> None:
    table = np.arange(10.0)[:, np.newaxis]
    assert columns_of(lambda some: table[some], 4).high.tolist() == [3]
