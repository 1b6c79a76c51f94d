"""The training thread, its pacing and its life cycle; the window talks to the `Runner` alone.

Qt comes in with the runner only: the loop, its mailbox and its pacing work, and are tested, without it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from ffnn_gui.worker.commands import Probe
from ffnn_gui.worker.events import Snapshot
from ffnn_gui.worker.state import RunState

if TYPE_CHECKING:
    from ffnn_gui.worker.runner import Runner

__all__ = ["Probe", "RunState", "Runner", "Snapshot"]


def __getattr__(name: str) -> object:
    if name == "Runner":
        return import_module("ffnn_gui.worker.runner").Runner
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
