"""What is known of a run: the rows up to an epoch are those that a captured state goes with."""

from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import Trainer
from ffnn_gui.worker.record import Record


@pytest.mark.parametrize("epoch", [0, 1, 4, 6, 9])
def test_the_rows_end_with_the_epoch(small: Any, clock: Any, epoch: int) -> None:
    record, reports = Record(small(), clock), tuple(Trainer(small()).run())
    record.advance(reports[-1].updates, reports)
    np.testing.assert_array_equal(record.rows_until(epoch), record.history.rows[: min(epoch, 6)])
    assert len(record.history) == record.epoch == 6
