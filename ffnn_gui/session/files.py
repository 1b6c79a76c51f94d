"""Session files on disk: read once with a size limit, written so that a fault or a kill leaves the old file whole.

Every error is a sentence that names the file.
"""

import os
import stat
from pathlib import Path

from ffnn_gui.session.atomic import new_file_in, write_atomically
from ffnn_gui.session.document import Opened, Session
from ffnn_gui.session.errors import SessionError
from ffnn_gui.session.faults import human
from ffnn_gui.session.format import check_fits, decoded, encoded
from ffnn_gui.session.room import LARGEST_FILE

OTHER_COPY = "Look for another copy of the file."


def read_session(path: Path) -> Opened:
    """The session in a file; raises SessionError that says what is wrong, where, and what to do."""
    try:
        return decoded(_bytes(path))
    except SessionError as error:
        raise SessionError(f"“{path.name}” cannot be opened. {error.what}", error.advice or OTHER_COPY) from error


def write_session(path: Path, session: Session) -> None:
    """Save a session; on any fault the file is as it was before, and SessionError says why."""
    try:
        data = encoded(session)
    except SessionError as error:
        raise SessionError(f"“{path.name}” was not saved. {error.what}", error.advice) from error
    write_atomically(path, data)


def check_room(path: Path, session: Session) -> None:
    """Raise SessionError when the session, trained, would be too large to be saved there."""
    try:
        check_fits(session)
    except SessionError as error:
        raise SessionError(f"“{path.name}” could not be saved. {error.what}", error.advice) from error


def check_writable(path: Path) -> None:
    """Raise SessionError when a file could not be written there; leaves everything as it is."""
    if path.is_dir() or (path.exists() and not path.is_file()):
        raise SessionError(f"“{path}” is a folder or a device, not a file.", "Choose a file's name.")
    try:
        new_file_in(Path(os.path.realpath(path)).parent).discard()
    except OSError as error:
        raise SessionError(f"“{path}” cannot be written. {human(error).what}", human(error).advice) from error


def _bytes(path: Path) -> bytes:
    try:
        # Opening a pipe would otherwise wait for ever for somebody to write into it.
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            return _checked_bytes(file)
        finally:
            os.close(file)
    except (OSError, ValueError) as error:
        raise human(error) from error


def _checked_bytes(file: int) -> bytes:
    about = os.fstat(file)
    if not stat.S_ISREG(about.st_mode):
        raise SessionError("It is a folder or a device, not a file.", "Choose a session file.")
    if about.st_size > LARGEST_FILE:
        raise SessionError(f"It has {about.st_size:,} bytes; a session has at most {LARGEST_FILE:,}.")
    parts = []
    left = LARGEST_FILE + 1
    while left and (part := os.read(file, min(left, about.st_size + 1))):
        parts.append(part)
        left -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)
