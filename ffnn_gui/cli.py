"""The command line: `ffnn-gui` opens the window, `ffnn-gui train` trains the same session without one.

Training imports no Qt unless a picture is asked for. Exit codes: 0 done, 1 the training diverged, 2 not possible as
asked, 3 an error, 130 interrupted by Ctrl+C, 143 by SIGTERM.
"""

import argparse
import gc
import os
import re
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from ffnn_gui import __version__
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.engine.guard import DIVERGED as DIVERGENCE
from ffnn_gui.engine.trouble import told as broken
from ffnn_gui.session import Opened, Session, SessionError, read_session, write_session
from ffnn_gui.session.data_files import check_needs_no_file, placed_beside, supplied, told
from ffnn_gui.session.faults import human
from ffnn_gui.session.files import check_room, check_writable
from ffnn_gui.session.unattended import Run

DONE, DIVERGED, REFUSED, BROKEN, INTERRUPTED = 0, 1, 2, 3, 130
SIGNAL = 128
"""Added to a signal's number: the exit code of what it ended."""

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
        _complain(str(error))
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED


def _complain(words: str) -> None:
    """One line on stderr, if somebody is there to read it."""
    with suppress(OSError):
        print(f"ffnn-gui: {' '.join(words.split())}", file=sys.stderr, flush=True)


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
        epilog="Exit code: 0 done, 1 the training diverged, 2 not possible as asked, 3 broken off by an error, "
        "130 interrupted by Ctrl+C, 143 by SIGTERM.",
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
    try:
        return _trained(arguments)
    except SessionError:
        raise
    except Exception as error:
        _complain(broken("Training could not be prepared or finished", error, "Choose other data or settings."))
        return BROKEN


def _trained(arguments: argparse.Namespace) -> int:
    opened = read_session(arguments.session) if arguments.session else Opened(Session(ExperimentConfig.default()))
    _check_targets(arguments, opened)
    run = Run.of(_with_data(opened.session, arguments), arguments.epochs)
    if arguments.out:
        check_room(arguments.out, run.start)
    with suppress(OSError):
        for line in told(run.start, run.trainer.data):
            print(line, file=sys.stderr)
    run.train()
    if run.trouble:
        _complain(run.trouble)
    try:
        _keep(run, arguments)
    finally:
        printed = _print(run.result())
    return _code(run) or (DONE if printed else BROKEN)


def _keep(run: Run, arguments: argparse.Namespace) -> None:
    if arguments.out:
        write_session(arguments.out, placed_beside(arguments.out, run.session()))
    if arguments.picture:
        _draw(run, arguments.picture)


def _print(line: str) -> bool:
    """Print to stdout; False when nobody reads it, or a full disk does not take it."""
    try:
        print(line, flush=True)
    except OSError as error:
        _complain(f"The result was not printed. {human(error).what}")
        # Python would try once more when it ends, and say so.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True


def _code(run: Run) -> int:
    if run.trouble:
        return BROKEN
    if run.interrupted:
        return SIGNAL + run.interrupted
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
    if arguments.out and arguments.picture and arguments.out.resolve() == arguments.picture.resolve():
        raise SessionError(f"--out and --picture are both “{arguments.picture}”.", "Give each a name of its own.")
    for target in filter(None, (arguments.out, arguments.picture)):
        check_writable(target)
    if opened.read_only and arguments.out and arguments.out.resolve() == arguments.session.resolve():
        raise SessionError(
            f"“{arguments.out}” comes from a newer version; saving would lose parts of it.", "Save elsewhere."
        )


def _draw(run: Run, path: Path) -> None:
    os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
    from ffnn_gui import app

    try:
        app.picture(run.trainer, run.history, path)
    except OSError as error:
        raise SessionError(f"“{path}” was not drawn. {human(error).what}", human(error).advice) from error
