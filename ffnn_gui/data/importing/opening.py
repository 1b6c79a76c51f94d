"""Files of strangers, opened with care: never a pipe or a device, and compressed ones a piece at a time.

Opening a pipe would wait for ever for somebody to write into it.
"""

import os
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ffnn_gui.data.importing.problems import ImportProblem

PIECE = 2**20
GZIP_MAGIC = b"\x1f\x8b"


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file, open for reading bytes; raises ImportProblem when it is not a regular file."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ImportProblem("It is a folder or a device, not a file.", "Choose a file.")
    with os.fdopen(descriptor, "rb") as file:
        yield file


def size_of(file: BinaryIO) -> int:
    """How many bytes the file has."""
    return os.fstat(file.fileno()).st_size


def first_bytes(path: Path, count: int) -> bytes:
    """The first bytes of a regular file, unpacked if it is a gzip file; none when it cannot be read."""
    try:
        with opened(path) as file:
            start = file.read(count)
            if not start.startswith(GZIP_MAGIC):
                return start
            return zlib.decompressobj(31).decompress(start + file.read(PIECE), count)
    except (OSError, ValueError, zlib.error, ImportProblem):
        return b""


class Stream:
    """Bytes in order from a source that may give fewer at a time than it is asked for, as decompressors do.

    Attribute: position, how many bytes have been read.
    """

    def __init__(self, source: Callable[[int], bytes]) -> None:
        self._source = source
        self.position = 0

    def read(self, count: int) -> bytes:
        """The next bytes, fewer only at the end."""
        parts, left = [], count
        while left and (part := self._source(left)):
            parts.append(part)
            left -= len(part)
        data = parts[0] if len(parts) == 1 else b"".join(parts)
        self.position += len(data)
        return data

    def exactly(self, count: int, announced: int) -> bytes:
        """The next bytes of the data, of which `announced` were to be there; raises ImportProblem at the end."""
        data = self.read(count)
        if len(data) < count:
            raise ImportProblem(
                f"It ends at byte {self.position:,}; its header announced {announced:,} bytes of data.",
                "It was not copied whole: get the file once more.",
            )
        return data


class Unpacked(Stream):
    """Reads a plain or a gzip file as the bytes that it holds, never more of them at once than asked for.

    Attributes: size: the bytes of the file itself; packed: whether it is a gzip file.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = size_of(file)
        self.packed = file.read(2) == GZIP_MAGIC
        file.seek(0)
        super().__init__(self._unpack if self.packed else file.read)
        self._unpacker = zlib.decompressobj(31)
        self._waiting = b""

    def skip(self, count: int, announced: int) -> None:
        """Pass over bytes of the data; raises ImportProblem when compressed ones end before."""
        if self.packed:
            for start in range(0, count, PIECE):
                self.exactly(min(PIECE, count - start), announced)
        else:
            self._file.seek(count, os.SEEK_CUR)
            self.position += count

    def _unpack(self, count: int) -> bytes:
        """The next bytes, fewer than asked for at any time; raises ImportProblem when compressed data break off."""
        while True:
            if self._unpacker.eof and not self._begins_again():
                return b""
            data = self._unpacker.decompress(self._waiting or self._file.read(PIECE), count)
            self._waiting = self._unpacker.unconsumed_tail
            if data:
                return data
            if not self._waiting and self._at_end():
                raise ImportProblem(
                    f"Its compressed data break off after byte {self._file.tell():,}.",
                    "It was not copied whole: get the file once more.",
                )

    def _begins_again(self) -> bool:
        """Whether another packed part follows the one that has ended: bgzip makes many, and `cat` joins files."""
        rest = self._unpacker.unused_data
        if len(rest) < len(GZIP_MAGIC):
            rest += self._file.read(PIECE)
        if not rest.startswith(GZIP_MAGIC):
            return False
        self._unpacker, self._waiting = zlib.decompressobj(31), rest
        return True

    def _at_end(self) -> bool:
        return not self._unpacker.eof and self._file.tell() >= self.size
