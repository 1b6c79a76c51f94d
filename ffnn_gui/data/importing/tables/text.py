"""The lines of a text file of unknown encoding, packed by gzip or not, one after the other.

The whole of it is never in memory as text.
"""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal

from ffnn_gui.data.importing.limits import FREE_TEXT, MOST_TEXT_EXPANSION, check_expansion
from ffnn_gui.data.importing.opening import PIECE, Unpacked, opened, size_of
from ffnn_gui.data.importing.problems import ImportProblem
from ffnn_gui.data.importing.tables.strays import WESTERN, strays_in
from ffnn_gui.data.importing.tables.unmarked import LOOKED_AT, order_of

Encoding = Literal["auto", "utf-8", "cp1252", "utf-16"]

NAMES: dict[Encoding, str] = {
    "auto": "As found",
    "utf-8": "UTF-8",
    "cp1252": "Western (Windows)",
    "utf-16": "UTF-16",
}
"""What people call them."""

LARGEST_FILE = 512 * 2**20
LONGEST_LINE = 2**20
STEP = 2**16
"""Bytes decoded at once to find the first that are wrong, and one by one among those."""

MARKS: tuple[tuple[bytes, Encoding], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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
            check_expansion(self._source.position, self._source.size, FREE_TEXT, MOST_TEXT_EXPANSION)
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
    """The lines of a text with their ends; iterating begins at the top each time.

    strays: how many of its bytes are not in its encoding, and are read as Windows-1252.
    """

    def __init__(self, file: BinaryIO, encoding: Encoding, strays: int = 0) -> None:
        self._file, self._encoding, self._strays = file, encoding, strays
        self._size = max(1, size_of(file))

    @property
    def read(self) -> float:
        """The share of the file's bytes that have been read in the present round."""
        return min(1.0, self._file.tell() / self._size)

    @property
    def doubts(self) -> list[str]:
        """A note on bytes that are not in its encoding, if there are any."""
        if not self._strays:
            return []
        line, byte = _first_wrong(buffered(self._file), _codec(self._file, self._encoding))
        which = f"Byte {byte:,}, in line {line:,}, is"
        if self._strays > 1:
            which = f"{self._strays:,} bytes, the first of them byte {byte:,} in line {line:,}, are"
        return [f"{which} not {NAMES[self._encoding]}, and read as {NAMES['cp1252']}."]

    def __iter__(self) -> Iterator[str]:
        codec = _codec(self._file, self._encoding)
        text = io.TextIOWrapper(
            buffered(self._file), encoding=codec, errors=WESTERN if self._strays else "strict", newline=""
        )
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
            raise _not_text(self._file, self._encoding) from error


@contextmanager
def lines_of(path: Path, encoding: Encoding) -> Iterator[tuple[Lines, Encoding]]:
    """The lines of a file and its encoding; raises ImportProblem when it is no text."""
    with opened(path) as file:
        found = _encoding_of(buffered(file)) if encoding == "auto" else encoding
        if found == "utf-16":
            _check_utf_16(file)
        strays = strays_in(buffered(file)) if encoding == "auto" and found == "cp1252" else 0
        found = "utf-8" if strays else found
        yield Lines(file, found, strays), found


def _codec(file: BinaryIO, encoding: Encoding) -> str:
    """What Python calls the encoding: of UTF-16 without its mark the order of the bytes must be said."""
    if encoding == "utf-16":
        start = buffered(file).read(LOOKED_AT)
        return encoding if start.startswith(UTF_16_MARKS) else order_of(start) or "utf-16-le"
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _not_text(file: BinaryIO, encoding: Encoding) -> ImportProblem:
    """What to say where bytes are no text in an encoding: the first of them, and the encoding in which they are."""
    codec = _codec(file, encoding)
    line, byte = _first_wrong(buffered(file), codec)
    return ImportProblem(
        f"Byte {byte:,}, in line {line:,}, is not text in the encoding {NAMES[encoding]}.", _advice(file, encoding)
    )


def _advice(file: BinaryIO, encoding: Encoding) -> str:
    found = _encoding_of(buffered(file))
    return "Save it as UTF-8." if found == encoding else f"Choose the encoding {NAMES[found]}, or “{NAMES['auto']}”."


def _first_wrong(file: BinaryIO, codec: str) -> tuple[int, int]:
    """Line and byte, counted from 1, at which a text is not in its encoding; the last ones where it breaks off."""
    decoder = codecs.getincrementaldecoder(codec)()
    line, done = 1, 0
    while piece := file.read(STEP):
        before = decoder.getstate()
        try:
            line += decoder.decode(piece).count("\n")
        except UnicodeDecodeError:
            decoder.setstate(before)
            lines, byte = _first_wrong_in(piece, decoder)
            return line + lines, done + byte
        done += len(piece)
    return line, done


def _first_wrong_in(piece: bytes, decoder: codecs.IncrementalDecoder) -> tuple[int, int]:
    """How many lines end before the first byte that cannot be decoded, and which it is, counted from 1."""
    lines = 0
    for place, byte in enumerate(piece):
        held = len(decoder.getstate()[0])
        try:
            lines += decoder.decode(bytes((byte,))).count("\n")
        except UnicodeDecodeError as error:
            return lines, place - held + error.start + 1
    return lines, len(piece)


def _check_utf_16(file: BinaryIO) -> None:
    """Raise ImportProblem where what is to be UTF-16 has neither its mark nor a byte 0, as tables in it have."""
    start = buffered(file).read(PIECE)
    if b"\0" not in start and not start.startswith(UTF_16_MARKS):
        raise ImportProblem(
            f"It is not text in the encoding UTF-16, which begins with ff fe or fe ff: its first bytes are "
            f"{start[:2].hex(' ') or 'not there'}.",
            _advice(file, "utf-16"),
        )


def _encoding_of(file: BinaryIO) -> Encoding:
    """By its mark, else UTF-16 if it makes a table, else UTF-8 if all of it is, else the western one-byte encoding.

    In the last one nothing is an error.
    """
    start = file.read(PIECE)
    if not start:
        raise ImportProblem("It is empty.", "Choose a table with one line an example.")
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    if order_of(start):
        return "utf-16"
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
