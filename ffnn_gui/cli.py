"""The command line: `ffnn-gui` opens the window, `ffnn-gui train` trains the same session without one.

Training imports no Qt unless a picture is asked for. Exit codes: 0 done, 1 the training diverged, 2 not possible as
asked, 130 interrupted by Ctrl+C.
"""

import argparse
import gc
import math
import os
import re
import signal
import socket
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType, TracebackType
from typing import NoReturn, Self

from tqdm import tqdm

from ffnn_gui import __version__
from ffnn_gui.engine import EpochReport, ExperimentConfig, RunHistory, Trainer
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.engine.guard import DIVERGED as DIVERGENCE
from ffnn_gui.schema import ConfigError
from ffnn_gui.session import Opened, Session, SessionError, read_session, write_session
from ffnn_gui.session.data_files import check_needs_no_file, placed_beside, supplied, told
from ffnn_gui.session.faults import human
from ffnn_gui.session.files import check_writable

DONE, DIVERGED, REFUSED, INTERRUPTED = 0, 1, 2, 130
REPORTS_AT_ONCE = 256
NO_DISPLAY = (
    "ffnn-gui: there is no display to open a window on ({}). "
    "Train without a window: “ffnn-gui train [SESSION] --picture plots.png”; "
    "or open the window on a virtual screen: “xvfb-run ffnn-gui”."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the result is the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks “²” or “→” gets “?” instead of a traceback. There is no stream under pythonw.
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        if arguments[:1] == ["train"]:
            return _train(_train_parser().parse_args(arguments[1:]))
        return _open_window(_window_parser().parse_args(arguments))
    except SystemExit as end:  # argparse, after --help or an argument that it does not know
        return end.code if isinstance(end.code, int) else REFUSED
    except SessionError as error:
        print(f"ffnn-gui: {' '.join(str(error).split())}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(REFUSED, f"{self.prog}: {message} (“{self.prog} --help” shows what there is)\n")


def _window_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="ffnn-gui",
        description="Open the playground: build a feed-forward neural network, press play, watch it learn.",
        epilog="“ffnn-gui train --help” tells how to train a session without a window.",
    )
    what = "the session (.ffnn) or data file to open"
    parser.add_argument("session", nargs="?", type=Path, metavar="FILE", help=what)
    parser.add_argument("--reset-layout", action="store_true", help="forget how the window was arranged")
    parser.add_argument(
        "--safe-mode", action="store_true", help="start with default settings: no remembered layout, look or size"
    )
    parser.add_argument("--version", action="version", version=f"ffnn-gui {__version__}")
    return parser


def _train_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="ffnn-gui train",
        description="Train a session without a window, exactly as the window would; a trained session goes on.",
        epilog="Exit code: 0 done, 1 the training diverged, 2 not possible as asked, 130 interrupted by Ctrl+C.",
    )
    parser.add_argument("session", nargs="?", type=Path, metavar="SESSION", help="default: the one of a new window")
    parser.add_argument(
        "--data", nargs="?", type=Path, const=True, metavar="FILE",
        help="learn the data in FILE; alone: open the session's data file, which lies beside it",
    )  # fmt: skip
    parser.add_argument("--target", default="", metavar="NAME", help="the column of FILE to predict")
    parser.add_argument("--epochs", type=_whole, metavar="N", help="train up to epoch N (default: the session's own)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="save the trained session here, after Ctrl+C as well")
    parser.add_argument("--picture", type=Path, metavar="PNG", help="draw the plots and the output into this file")
    return parser


def _whole(text: str) -> int:
    if len(text) > 18:
        raise argparse.ArgumentTypeError(f"{text[:18]}… is too long a number")
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number") from None


def _open_window(arguments: argparse.Namespace) -> int:
    if not os.environ.get("QT_QPA_PLATFORM") and not _has_display():
        names = [os.environ[name] for name in ("DISPLAY", "WAYLAND_DISPLAY") if os.environ.get(name)]
        why = f"“{'” and “'.join(names)}” does not answer" if names else "neither DISPLAY nor WAYLAND_DISPLAY is set"
        print(NO_DISPLAY.format(why), file=sys.stderr)
        return REFUSED
    # Thousands of classes are made now, and none goes: looking for garbage meanwhile is a tenth of the start.
    gc.disable()
    from ffnn_gui import app

    return app.run(arguments.session, reset_layout=arguments.reset_layout, safe_mode=arguments.safe_mode)


def _has_display() -> bool:
    """Whether a display answers, on Linux and its like: Qt would abort the program on a dead one."""
    # `has_display` in run.py asks the same, before this package is installed.
    if sys.platform in ("win32", "darwin"):
        return True
    display, wayland = os.environ.get("DISPLAY", ""), os.environ.get("WAYLAND_DISPLAY", "")
    named = re.fullmatch(r"(?:unix|([\w.-]*)):(\d+)(?:\.\d+)?", display)
    if display and not named:
        return True  # a form that only Qt knows how to try
    addresses: list[str | tuple[str, int]] = []
    if wayland:
        addresses.append(os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), wayland))  # noqa: PTH118
    if named and named[1]:
        addresses.append((named[1], 6000 + int(named[2])))
    elif named:
        addresses += [f"{start}/tmp/.X11-unix/X{named[2]}" for start in ("\0", "")]
    return any(map(_answers, addresses))


def _answers(address: str | tuple[str, int]) -> bool:
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(2)
            connection.connect(address)
    except (OSError, OverflowError):
        return False
    return True


def _train(arguments: argparse.Namespace) -> int:
    opened = read_session(arguments.session) if arguments.session else Opened(Session(ExperimentConfig.default()))
    _check_targets(arguments, opened)
    run = _Run.of(_with_data(opened.session, arguments), arguments.epochs)
    for line in told(run.start, run.trainer.data):
        print(line, file=sys.stderr)
    interrupted = run.train()
    print(run.result())
    if arguments.out:
        write_session(arguments.out, placed_beside(arguments.out, run.session()))
    if arguments.picture:
        _draw(run, arguments.picture)
    if interrupted:
        return INTERRUPTED
    return DIVERGED if run.trainer.stopped.startswith(DIVERGENCE) else DONE


def _with_data(session: Session, arguments: argparse.Namespace) -> Session:
    if arguments.data is None:
        if arguments.target:
            raise SessionError("--target names a column of a data file.", "Give the file too: --data FILE.")
        check_needs_no_file(session)
        return session
    folder = arguments.session.parent if arguments.session else Path()
    return supplied(session, folder, None if arguments.data is True else arguments.data, arguments.target)


def _check_targets(arguments: argparse.Namespace, opened: Opened) -> None:
    """Refuse files that could not be written before anybody waits for the training."""
    if arguments.picture and arguments.picture.suffix.lower() != ".png":
        raise SessionError(f"“{arguments.picture}” is not the name of a picture.", "It must end in .png.")
    for target in filter(None, (arguments.out, arguments.picture)):
        check_writable(target)
    if opened.read_only and arguments.out and arguments.out.resolve() == arguments.session.resolve():
        raise SessionError(
            f"“{arguments.out}” comes from a newer version; saving would lose parts of it.", "Save elsewhere."
        )


def _draw(run: "_Run", path: Path) -> None:
    os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
    from ffnn_gui import app

    try:
        app.picture(run.trainer, run.history, path)
    except OSError as error:
        raise SessionError(f"“{path}” was not drawn. {human(error).what}", human(error).advice) from error


@dataclass
class _Run:
    """A session while it is trained."""

    start: Session
    trainer: Trainer
    history: RunHistory
    seconds: float = 0.0

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

    def train(self) -> bool:
        """Train with a progress bar; returns whether Ctrl+C ended it."""
        begun = time.perf_counter()
        bar = tqdm(
            total=self.trainer.config.epochs, initial=self.trainer.epoch, unit=" epochs", leave=False, disable=None
        )
        with bar, _CtrlC() as ctrl_c:
            self._drain(bar, ctrl_c)
        self.seconds = time.perf_counter() - begun
        return ctrl_c.pressed

    def _drain(self, bar: "tqdm[NoReturn]", ctrl_c: "_CtrlC") -> None:
        reports: list[EpochReport] = []
        with quiet():
            for report in self.trainer.steps():
                if report is not None:
                    reports.append(report)
                    if bar.update():
                        bar.set_postfix_str(f"loss {report.train.loss:.3g}")
                if len(reports) == REPORTS_AT_ONCE:
                    self.history.extend(reports)
                    reports.clear()
                if ctrl_c.pressed:
                    break
        self.history.extend(reports)

    def session(self) -> Session:
        """The session as it stands now."""
        run_config = self.trainer.config if self.start.run_config else None
        elapsed = self.start.elapsed + self.seconds
        state, rows = self.trainer.capture(), self.history.rows
        return replace(self.start, state=state, run_config=run_config, history=rows, elapsed=elapsed)

    def result(self) -> str:
        """One line: where training stands, how good the network is, how long it took, and why it stopped."""
        part = "train" if math.isnan(self.history.last("validation_loss")) else "validation"
        quality = self.history.last(f"{part}_accuracy")
        regression = self.trainer.data.task.kind == "regression"
        items = [
            ("loss", self.history.last("train_loss"), "{:.3g}"),
            ("validation", self.history.last("validation_loss"), "{:.3g}"),
            ("R²", quality, "{:.3f}") if regression else ("accuracy", 100 * quality, "{:.1f} %"),
        ]
        shown = [f"{name} {form.format(value)}" for name, value, form in items if not math.isnan(value)]
        counts = [f"epoch {self.trainer.epoch:,}", f"updates {self.trainer.updates:,}"]
        return "  ".join([*counts, *shown, f"{self.seconds:.1f} s", *filter(None, [self.trainer.stopped])])


def _with_epochs(config: ExperimentConfig, epochs: int) -> ExperimentConfig:
    try:
        return config.with_value("epochs", epochs)
    except ConfigError as error:
        raise SessionError(f"--epochs {epochs}: {error.problems[0].message}") from error


class _CtrlC:
    """Within it, Ctrl+C is noted instead of tearing an update apart; a second one ends the program at once."""

    def __init__(self) -> None:
        self.pressed = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._press) or signal.SIG_DFL
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _press(self, number: int, frame: FrameType | None) -> None:
        self.pressed = True
        signal.signal(signal.SIGINT, self._before)
