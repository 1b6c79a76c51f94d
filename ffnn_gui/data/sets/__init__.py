"""The data sets one can choose; a new file with a kind in it is a new choice."""

from typing import TYPE_CHECKING

from ffnn_gui.data.sets.base import DataSet, Samples
from ffnn_gui.schema import one_of

if TYPE_CHECKING:
    AnyDataSet = DataSet
else:
    AnyDataSet = one_of(__name__, DataSet, default="spirals")

__all__ = ["AnyDataSet", "DataSet", "Samples"]
