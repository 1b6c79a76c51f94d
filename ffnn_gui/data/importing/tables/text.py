"""The lines of a text file of unknown encoding, packed by gzip or not, one after the other.

The whole of it is never in memory as text.
"""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal

from ffnn_gui.data.importing.limits import FREE_KEPT, check_expansion
from ffnn_gui.data.importing.opening import PIECE, Unpacked, opened, size_of
from ffnn_gui.data.importing.problems import ImportProblem

Encoding = Literal["auto", "utf-8", "cp1252", "utf-16"]

LARGEST_FILE = 512 * 2**20
LONGEST_LINE = 2**20
MARKS: tuple[tuple[bytes, Encoding], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Bytes(io.RawIOBase):
    """The bytes in a plain or a gzip file, from its beginning; raises ImportProblem when there are too many."""

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        self._source = Unpacked(file)

    def readable(self) -> bool:
        """They can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with the next bytes; returns how many there were."""
        data = self._source.read(len(buffer))
        if self._source.packed:
            check_expansion(self._source.position, self._source.size, FREE_KEPT)
        if self._source.position > LARGEST_FILE:
            raise ImportProblem(
                f"It has more than {LARGEST_FILE:,} bytes, which is the most for a table.",
                "Choose a part of it, or save it as a NumPy file.",
            )
        buffer[: len(data)] = data
        return len(data)


def buffered(file: BinaryIO) -> io.BufferedReader:
    """The same in large pieces."""
    return io.BufferedReader(Bytes(file), PIECE)


class Lines:
    """The lines of a text with their ends; iterating begins at the top each time."""

    def __init__(self, file: BinaryIO, encoding: Encoding) -> None:
        self._file, self._encoding = file, "utf-8-sig" if encoding == "utf-8" else encoding
        self._size = max(1, size_of(file))

    @property
    def read(self) -> float:
        """The share of the file's bytes that have been read in the present round."""
        return min(1.0, self._file.tell() / self._size)

    def __iter__(self) -> Iterator[str]:
        text = io.TextIOWrapper(buffered(self._file), encoding=self._encoding, newline="")
        number = 0
        try:
            while line := text.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE:
                    raise ImportProblem(
                        f"Line {number:,} is longer than {LONGEST_LINE:,} characters.",
                        "Choose a table with one line an example.",
                    )
                yield line
        except UnicodeError as error:
            raise ImportProblem(
                f"After line {number:,} it is not text in the encoding {self._encoding}.", "Choose another encoding."
            ) from error


@contextmanager
def lines_of(path: Path, encoding: Encoding) -> Iterator[tuple[Lines, Encoding]]:
    """The lines of a file and its encoding; raises ImportProblem when it is no text."""
    with opened(path) as file:
        found = _encoding_of(buffered(file)) if encoding == "auto" else encoding
        yield Lines(file, found), found


def _encoding_of(file: BinaryIO) -> Encoding:
    """By its mark, else UTF-8 if all of it is, else the western one-byte encoding in which nothing is an error."""
    start = file.read(PIECE)
    if not start:
        raise ImportProblem("It is empty.", "Choose a table with one line an example.")
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    if b"\0" in start:
        raise ImportProblem(
            f"It is not text: byte {start.index(0) + 1:,} is 0.", "Choose a text file such as .csv or .tsv."
        )
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(start)
        while piece := file.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
