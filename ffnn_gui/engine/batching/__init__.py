"""Batching: how many examples make one update. All of them, a mini-batch, or a single one."""

from typing import TYPE_CHECKING

from ffnn_gui.engine.batching.base import Batching
from ffnn_gui.schema import one_of

if TYPE_CHECKING:
    AnyBatching = Batching
else:
    AnyBatching = one_of(__name__, Batching, default="mini_batch")

__all__ = ["AnyBatching", "Batching"]
