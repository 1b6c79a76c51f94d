"""Write a file so that at any moment either the old or the new content is there, whole, whatever fails or is killed.

A new file in the same folder is written, forced to the disk, and renamed over the old one; then the folder is forced
to the disk too. (Pillai et al., All file systems are not created equal, OSDI 2014.)
"""

import errno
import os
import platform
import secrets
import stat
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ffnn_gui.session.errors import SessionError
from ffnn_gui.session.faults import human

DAY = 86_400
HOST = f"{zlib.crc32(platform.node().encode()):08x}"
CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF}
"""What file systems say that have no way to force a folder to the disk."""


@dataclass
class NewFile:
    """A file that is not yet in its place: its path and open descriptor."""

    path: Path
    descriptor: int

    def close(self) -> None:
        """Close the descriptor, once."""
        if self.descriptor >= 0:
            descriptor, self.descriptor = self.descriptor, -1
            os.close(descriptor)

    def discard(self) -> None:
        """Close and remove it."""
        with suppress(OSError):
            self.close()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def write_atomically(path: Path, data: bytes) -> None:
    """Make `data` the content of a file, new or old; symlinks are followed, the file's mode is kept.

    Raises SessionError on any fault; the old file is then whole, and nothing else is left.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        _sweep(target.parent)
        _replace(target, data, mode)
    except (OSError, ValueError) as error:
        sentence = human(error)
        raise SessionError(f"“{path.name}” was not saved. {sentence.what}", sentence.advice) from error
    _force_folder(target)


def new_file_in(folder: Path) -> NewFile:
    """A new, empty file with a name of ours; raises OSError when there can be none."""
    path = folder / f".ffnn-{HOST}-{os.getpid()}-{secrets.token_hex(4)}.tmp"
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    return NewFile(path, os.open(path, flags, 0o666))


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    new = new_file_in(target.parent)
    try:
        _write_all(new.descriptor, data)
        if mode is not None:
            new.path.chmod(mode)
        os.fsync(new.descriptor)
        new.close()
        os.replace(new.path, target)  # noqa: PTH105 the tests plant faults in the calls of `os`
    except BaseException:
        new.discard()
        raise


def _write_all(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        written = os.write(descriptor, left)
        if written <= 0:
            raise OSError(errno.EIO, "nothing was written")
        left = left[written:]


def _mode(target: Path) -> int | None:
    """The mode of an old file, None for a new one; OSError when it is not a file: it must not be replaced by one."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is a device or a pipe, not a file")
    return stat.S_IMODE(mode)


def _force_folder(target: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return  # Windows: renames are journalled, folders cannot be opened
    try:
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        if error.errno not in CANNOT_SYNC:
            sentence = human(error)
            raise SessionError(
                f"“{target.name}” was written, but the disk did not confirm it. {sentence.what}", "Save it once more."
            ) from error


def _sweep(folder: Path) -> None:
    """Remove what killed processes left behind."""
    for path in folder.glob(".ffnn-*-*-*.tmp"):
        with suppress(OSError, ValueError):
            if _is_stale(path):
                path.unlink()


def _is_stale(path: Path) -> bool:
    host, process = path.name.split("-")[1:3]
    if time.time() - path.stat().st_mtime > DAY:
        return True
    return host == HOST and not _lives(int(process))


def _lives(process: int) -> bool:
    if os.name == "nt":
        return process == os.getpid()  # Windows itself refuses to remove a file that another process has open
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
