"""What the GUI thread knows of a run: its settings, data and history; how far, how long and how fast it has trained."""

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import EpochReport, ExperimentConfig, RunHistory, TrainerState
from ffnn_gui.engine.arrays import Array
from ffnn_gui.worker.meter import Meter, Stopwatch
from ffnn_gui.worker.pacing import Clock
from ffnn_gui.worker.settings import Settings


class Record:
    """Begins with what a saved state and its history rows say, or empty. Raises ValueError when the rows do not fit.

    Attributes: settings; data: None until they are prepared; history; stopwatch: training seconds; meter: epochs a
    second; epoch, updates: how many are done; edited: whether a weight was set by hand; stop_reason: why the run has
    ended, empty while it can go on
    """

    def __init__(
        self,
        config: ExperimentConfig,
        clock: Clock,
        state: TrainerState | None = None,
        rows: Array | None = None,
        elapsed: float = 0.0,
    ) -> None:
        self.settings = Settings(config)
        self.data: PreparedData | None = None
        self.history = RunHistory(len(config.network.hidden) + 1)
        if rows is not None:
            self.history.extend_rows(rows)
        self.stopwatch, self.meter = Stopwatch(clock, elapsed), Meter(clock)
        self.epoch, self.updates = (state.epoch, state.updates) if state else (0, 0)
        self.edited = False
        self.stop_reason = ""

    def advance(self, updates: int, reports: tuple[EpochReport, ...]) -> None:
        """Take in what has been trained since the last time."""
        self.updates = updates
        if reports:
            self.history.extend(reports)
            self.epoch = reports[-1].epoch
            self.meter.count(self.epoch)

    def run(self) -> None:
        """Training begins, or goes on."""
        self.stopwatch.start()
        self.meter.reset(self.epoch)

    def rest(self) -> None:
        """Training stands still."""
        self.stopwatch.stop()

    def rows_until(self, epoch: int) -> Array:
        """The history's rows up to an epoch."""
        return self.history.rows[: len(self.history) - max(0, self.epoch - epoch)]
