"""The training thread, its pacing and its life cycle; the window talks to the `Runner` alone."""

from ffnn_gui.worker.commands import Probe
from ffnn_gui.worker.events import Snapshot
from ffnn_gui.worker.runner import Runner
from ffnn_gui.worker.status import RunState

__all__ = ["Probe", "RunState", "Runner", "Snapshot"]
