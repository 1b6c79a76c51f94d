"""Start the playground, or check it, on a machine that has nothing but Python.

`python3 run.py [arguments]` makes the virtual environment .venv beside this file, installs the package into
it and runs `ffnn-gui`; `python3 run.py test [pytest arguments]` runs every check and test there instead.
Standard library only. What this file itself has to say goes to stderr.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "ffnn-installed"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")

OLDEST_PYTHON = (3, 11)
PICTURE = "ffnn-playground.png"
SIDE_BY_SIDE = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")
"""How pytest uses the processors: each process takes some 400 MB, so not too many of them."""

# What PySide6-Essentials links to but does not bring along: file to load -> Debian package.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
WAYLAND_LIBRARIES = {"libwayland-cursor.so.0": "libwayland-cursor0"}


class SetupError(Exception):
    """The machine lacks something; the message says what, and what to do about it."""


def say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def call(command: Sequence[object], **environment: str) -> int:
    """Run a command to its end; its exit code, as a shell would give it."""
    code = subprocess.call([str(part) for part in command], env={**os.environ, **environment})
    return code if code >= 0 else 128 - code


# The machine: Python, display, system libraries


def check_python(version: tuple[int, int]) -> None:
    if version < OLDEST_PYTHON:
        have, need = (".".join(map(str, v)) for v in (version, OLDEST_PYTHON))
        raise SetupError(f"FFNN Playground needs Python {need} or newer; this is Python {have}.")


def has_display() -> bool:
    """Whether a display answers, on Linux; elsewhere it is taken for granted."""
    # `_has_display` in ffnn_gui/cli.py asks the same, where a window is asked for.
    if not on_linux():
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
    return any(map(answers, addresses))


def answers(address: str | tuple[str, int]) -> bool:
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(2)
            connection.connect(address)
    except (OSError, OverflowError):
        return False
    return True


def on_linux() -> bool:
    return sys.platform.startswith("linux")


def on_debian() -> bool:
    return shutil.which("apt-get") is not None


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def needed_libraries(window: bool) -> dict[str, str]:
    """The system libraries Qt wants here: a few in any case, more for a window on X11 or Wayland."""
    if not on_linux():
        return {}
    wanted = dict(QT_LIBRARIES)
    if window and os.environ.get("WAYLAND_DISPLAY"):
        wanted.update(WAYLAND_LIBRARIES)
    if window and os.environ.get("DISPLAY"):
        wanted.update(X11_LIBRARIES)
    return wanted


def provide_libraries(window: bool) -> None:
    """Look for Qt's system libraries; install the missing ones where that is ours to do."""
    missing = {name: package for name, package in needed_libraries(window).items() if not loads(name)}
    if not missing:
        return
    if on_debian():
        install_debian(list(missing.values()), "Qt needs system libraries that are missing here.")
        return
    raise SetupError(
        f"Qt needs system libraries that are missing here: {', '.join(missing)}.\n"
        "Install the packages of your distribution that provide these files, then run this again."
    )


def install_debian(packages: list[str], why: str) -> None:
    """Install Debian packages as root; otherwise raise `SetupError` with the line that does it."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    line = f"sudo apt-get update && sudo apt-get install -y {shlex.join(packages)}"
    if not is_root():
        raise SetupError(f"{why} Install them, then run this again:\n\n    {line}\n")
    say(f"{why} Installing {' '.join(packages)} …")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    if call(["apt-get", "update", "-qq"], **quiet) or call(install, **quiet):
        raise SetupError(f"The installation failed. Once it can work, do it by hand:\n\n    {line}\n")


# The virtual environment


def provide_environment(tests: bool) -> None:
    """Make .venv when it is missing or broken, and install when the project's requirements changed."""
    if not works():
        make_environment()
    if installed(tests):
        return
    say("Installing FFNN Playground and what it needs into .venv (the first time takes a few minutes) …")
    STAMP.unlink(missing_ok=True)  # until it is whole again, a next start must not trust the environment
    package = f"{ROOT}[test]" if tests else ROOT
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", package]
    if call(pip):
        raise SetupError("The installation failed; the message above says why. It needs the network once.")
    # An editable install compiles nothing, and without bytecode each start takes a fifth longer.
    call([PYTHON, "-m", "compileall", "-q", ROOT / "ffnn_gui"])
    STAMP.write_text(stamp(tests), encoding="utf-8")


def installed(tests: bool) -> bool:
    """Whether .venv already holds what is asked for; one with the tests' tools serves the program too."""
    found = STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""
    return found == stamp(tests=True) or (found == stamp(tests=False) and not tests)


def stamp(tests: bool) -> str:
    return f"{requirements()} {'with' if tests else 'without'} tests\n"


def requirements() -> str:
    """A fingerprint of all that an installation depends on: requirements, place, Python."""
    parts = [(ROOT / "pyproject.toml").read_text(encoding="utf-8"), str(ROOT), sys.version]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def works() -> bool:
    """Whether .venv has a Python that starts and has pip."""
    probe = [str(PYTHON), "-c", "import sys, pip; sys.exit(sys.prefix == sys.base_prefix)"]
    try:
        return subprocess.run(probe, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not on_debian():
            raise SetupError("This Python lacks ensurepip; install your distribution's package for it.")
        install_debian([package], "Python's venv module is missing here.")
    say("Making the virtual environment .venv …")
    if call([sys.executable, "-m", "venv", "--clear", VENV]):
        raise SetupError("The virtual environment could not be made; the message above says why.")


# What is run in it


def program(arguments: list[str]) -> int:
    """Run `ffnn-gui`; without a display and without arguments, train the default session into a picture."""
    window = has_display()
    provide_libraries(window)
    provide_environment(tests=False)
    if window or arguments:
        return call([PYTHON, "-m", "ffnn_gui", *arguments])
    say(
        "There is no display here, so no window can open (nothing answers at DISPLAY or WAYLAND_DISPLAY).\n"
        f"Training the default session instead; its plots go to {PICTURE}."
    )
    train = [PYTHON, "-m", "ffnn_gui", "train", "--picture", PICTURE]
    return call(train, QT_QPA_PLATFORM="offscreen")


def checks(pytest_arguments: list[str]) -> dict[str, Sequence[object]]:
    return {
        "ruff check": [PYTHON, "-m", "ruff", "check"],
        "ruff format": [PYTHON, "-m", "ruff", "format", "--check"],
        "mypy": [PYTHON, "-m", "mypy"],
        "import-linter": [SCRIPTS / "lint-imports"],
        "pytest": [PYTHON, "-m", "pytest", *SIDE_BY_SIDE, *pytest_arguments],
    }


def test(arguments: list[str]) -> int:
    """Run all checks, the tests last, whatever fails on the way; 0 only when all passed."""
    provide_libraries(window=False)
    provide_environment(tests=True)
    os.chdir(ROOT)
    failed = []
    for name, command in checks(arguments).items():
        say(f"\n=== {name} ===")
        if call(command, QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen")):
            failed.append(name)
    if failed:
        say(f"\nFailed: {', '.join(failed)}")
    return 1 if failed else 0


def main(arguments: list[str]) -> int:
    try:
        check_python(sys.version_info[:2])
        if arguments[:1] == ["test"]:
            return test(arguments[1:])
        return program(arguments)
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
