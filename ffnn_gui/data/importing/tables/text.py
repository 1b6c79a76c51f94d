"""The lines of a text file of unknown encoding, one after the other: the whole of it is never in memory as text."""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Literal

from ffnn_gui.data.importing.opening import PIECE, opened, size_of
from ffnn_gui.data.importing.problems import ImportProblem

Encoding = Literal["auto", "utf-8", "cp1252", "utf-16"]

LARGEST_FILE = 512 * 2**20
LONGEST_LINE = 2**20
MARKS: tuple[tuple[bytes, Encoding], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


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
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, encoding=self._encoding, newline="")
        try:
            number = 0
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
        finally:
            # Of an import that was given up the file is closed by now.
            with suppress(ValueError):
                text.detach()


@contextmanager
def lines_of(path: Path, encoding: Encoding) -> Iterator[tuple[Lines, Encoding]]:
    """The lines of a file and its encoding; raises ImportProblem when it is no text."""
    with opened(path) as file:
        if size_of(file) > LARGEST_FILE:
            raise ImportProblem(
                f"It has {size_of(file):,} bytes; a table may have {LARGEST_FILE:,}.",
                "Choose a part of it, or save it as a NumPy file.",
            )
        found = _encoding_of(file) if encoding == "auto" else encoding
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
