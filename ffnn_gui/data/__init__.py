"""What the network learns from: data sets with their knobs, how they are split and scaled, ready-made arrays.

`prepare(config)` turns a data config into training, validation and test parts; nothing here knows Qt or networks.
"""

from ffnn_gui.data.normalization import AnyNormalization, Normalization, Scaling
from ffnn_gui.data.prepare import Part, PartName, PreparedData, prepare
from ffnn_gui.data.sets import AnyDataSet, DataSet, Samples
from ffnn_gui.data.task import Task

__all__ = [
    "AnyDataSet",
    "AnyNormalization",
    "DataSet",
    "Normalization",
    "Part",
    "PartName",
    "PreparedData",
    "Samples",
    "Scaling",
    "Task",
    "prepare",
]
