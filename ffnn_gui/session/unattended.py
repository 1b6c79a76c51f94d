"""A session trained without a window: with a progress bar, until it is done, stopped, interrupted or broken.

It needs no Qt. Whatever ends it, what has been trained is there to be saved.
"""

import math
import signal
import time
from dataclasses import dataclass, replace
from functools import partial
from types import FrameType, TracebackType
from typing import NoReturn, Self

from tqdm import tqdm

from ffnn_gui.engine import EpochReport, ExperimentConfig, RunHistory, Trainer
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.engine.trouble import told
from ffnn_gui.schema import ConfigError
from ffnn_gui.session.document import Session
from ffnn_gui.session.errors import SessionError

REPORTS_AT_ONCE = 256
WHAT_IS_KEPT = "With --out, what was trained until then is saved."


@dataclass
class Run:
    """A session while it is trained.

    Attributes:
        start: the session as it was; trainer, history: how far it has come
        seconds: of training since then
        interrupted: the number of the signal that ended training; 0 for none
        trouble: what broke it off, in words; empty for nothing
    """

    start: Session
    trainer: Trainer
    history: RunHistory
    seconds: float = 0.0
    interrupted: int = 0
    trouble: str = ""

    @classmethod
    def of(cls, session: Session, epochs: int | None) -> Self:
        """A run that goes on where the session stands; raises SessionError when `epochs` is refused."""
        trainer = session.trainer()
        if epochs is not None:
            session = replace(session, config=_with_epochs(session.config, epochs))
            trainer.apply(_with_epochs(trainer.config, epochs))
            if epochs < trainer.epoch:
                raise SessionError(
                    f"--epochs {epochs:,}: the session has {trainer.epoch:,} epochs already.", "Give more."
                )
        return cls(session, trainer, session.run_history())

    def train(self) -> None:
        """Train with a progress bar."""
        begun = time.perf_counter()
        bar = tqdm(
            total=self.trainer.config.epochs, initial=self.trainer.epoch, unit=" epochs", leave=False, disable=None
        )
        with bar, Interrupt() as interrupt:
            try:
                self._drain(bar, interrupt)
            except Exception as error:
                self.trouble = told("Training stopped because of an error", error, WHAT_IS_KEPT)
        self.seconds = time.perf_counter() - begun
        self.interrupted = interrupt.number

    def _drain(self, bar: "tqdm[NoReturn]", interrupt: "Interrupt") -> None:
        reports: list[EpochReport] = []
        try:
            with quiet():
                for report in self.trainer.steps():
                    if report is not None:
                        reports.append(report)
                        if bar.update():
                            bar.set_postfix_str(f"loss {report.train.loss:.3g}")
                    if len(reports) == REPORTS_AT_ONCE:
                        self.history.extend(reports)
                        reports.clear()
                    if interrupt.number:
                        break
        finally:
            self.history.extend(reports)

    def session(self) -> Session:
        """The session as it stands now."""
        run_config = self.trainer.config if self.start.run_config else None
        elapsed = self.start.elapsed + self.seconds
        state, rows = self.trainer.capture(), self.history.rows
        return replace(self.start, state=state, run_config=run_config, history=rows, elapsed=elapsed)

    def result(self) -> str:
        """One line: where training stands, how good the network is, how long it took, and why it stopped.

        Where early stopping has brought weights back, the numbers are those of the weights that are there.
        """
        epoch = self.history.epoch_of_weights(self.trainer.stopped)
        value = partial(self.history.at, epoch=epoch)
        part = "train" if math.isnan(value("validation_loss")) else "validation"
        quality = value(f"{part}_accuracy")
        regression = self.trainer.data.task.kind == "regression"
        items = [
            ("loss", value("train_loss"), "{:.3g}"),
            ("validation", value("validation_loss"), "{:.3g}"),
            ("R²", quality, "{:.3f}") if regression else ("accuracy", 100 * quality, "{:.1f} %"),
        ]
        shown = [f"{name} {form.format(value)}" for name, value, form in items if not math.isnan(value)]
        of = f"{epoch:,} of " if 0 < epoch < self.trainer.epoch else ""
        counts = [f"epoch {of}{self.trainer.epoch:,}", f"updates {self.trainer.updates:,}"]
        return "  ".join([*counts, *shown, f"{self.seconds:.1f} s", *filter(None, [self.trainer.stopped])])


def _with_epochs(config: ExperimentConfig, epochs: int) -> ExperimentConfig:
    try:
        return config.with_value("epochs", epochs)
    except ConfigError as error:
        raise SessionError(f"--epochs {epochs}: {error.problems[0].message}") from error


class Interrupt:
    """Within it, Ctrl+C and SIGTERM are noted instead of tearing an update apart; a second one ends the program.

    number: of the signal that came; 0 for none.
    """

    def __init__(self) -> None:
        self.number = 0

    def __enter__(self) -> Self:
        self._before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        for number in self._before:
            signal.signal(number, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._restore()

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.number = number
        self._restore()

    def _restore(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler or signal.SIG_DFL)
