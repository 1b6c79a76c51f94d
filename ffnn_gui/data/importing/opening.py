"""Files of strangers, opened with care: never a pipe or a device, and compressed ones a piece at a time.

Opening a pipe would wait for ever for somebody to write into it.
"""

import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.base import Progress
from ffnn_gui.data.importing.problems import ImportProblem

PIECE = 2**20
GZIP_MAGIC = b"\x1f\x8b"


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file, open for reading bytes; raises ImportProblem when it is not a regular file."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ImportProblem("It is a folder or a device, not a file.", "Choose a file.")
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


class Unpacked:
    """Reads a plain or a gzip file as the bytes that it holds, never more of them at once than asked for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = size_of(file)
        self.packed = file.read(2) == GZIP_MAGIC
        file.seek(0)
        self._unpacker = zlib.decompressobj(31)
        self._waiting = b""
        self.position = 0

    def read(self, count: int) -> bytes:
        """The next bytes, fewer at the end; raises ImportProblem when compressed data break off or are damaged."""
        if not self.packed:
            data = self._file.read(count)
        else:
            parts, left = [], count
            while left and (part := self._unpack(left)):
                parts.append(part)
                left -= len(part)
            data = b"".join(parts)
        self.position += len(data)
        return data

    def fill(self, array: NDArray[np.uint8], progress: Progress) -> None:
        """Fill an array of bytes; raises ImportProblem naming the byte at which the file ends too early."""
        for start in range(0, array.size, PIECE):
            piece = array[start : start + PIECE]
            data = self.read(piece.size)
            piece[: len(data)] = np.frombuffer(data, np.uint8)
            if len(data) < piece.size:
                raise ImportProblem(
                    f"It ends at byte {self.position:,}; its header announced {array.size:,} bytes of data.",
                    "It was not copied whole: get the file once more.",
                )
            progress((start + len(data)) / array.size)

    def _unpack(self, count: int) -> bytes:
        while True:
            if self._unpacker.eof:
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

    def _at_end(self) -> bool:
        return not self._unpacker.eof and self._file.tell() >= self.size
