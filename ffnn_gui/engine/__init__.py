"""The network and how it learns: NumPy and pydantic, no Qt.

An `ExperimentConfig` says what to do, a `Trainer` does it as a plain generator, and reports after each epoch.
"""

from ffnn_gui.engine.config import (
    EarlyStopping,
    ExperimentConfig,
    HiddenLayer,
    LearningRate,
    NetworkConfig,
    OutputLayer,
    Regularization,
)
from ffnn_gui.engine.evaluation import Score
from ffnn_gui.engine.guard import Divergence
from ffnn_gui.engine.history import RunHistory
from ffnn_gui.engine.network import Network
from ffnn_gui.engine.report import EpochReport
from ffnn_gui.engine.seeds import another_seed
from ffnn_gui.engine.state import TrainerState
from ffnn_gui.engine.trainer import Trainer

__all__ = [
    "Divergence",
    "EarlyStopping",
    "EpochReport",
    "ExperimentConfig",
    "HiddenLayer",
    "LearningRate",
    "Network",
    "NetworkConfig",
    "OutputLayer",
    "Regularization",
    "RunHistory",
    "Score",
    "Trainer",
    "TrainerState",
    "another_seed",
]
