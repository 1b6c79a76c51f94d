"""One array in NumPy's own format, its header checked against the bytes that are there before anything is allocated.

Pickled objects, which could run a stranger's code, are never read.
"""

import math
import re
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.base import Progress
from ffnn_gui.data.importing.limits import MOST_VALUES
from ffnn_gui.data.importing.opening import PIECE
from ffnn_gui.data.importing.problems import ImportProblem, shown

LONGEST_HEADER = 10_000
MAGIC = b"\x93NUMPY"
SHAPE = re.compile(rb"'shape':\s*\(([0-9, ]{0,200})\)")
ORDER = re.compile(rb"'fortran_order':\s*(True|False)\b")
TYPE = re.compile(rb"'descr':\s*'([<>=|]?[biufUS][0-9]{1,5})'")
MOST_DIMENSIONS = 4
AS_NUMBERS = "Save it as numbers: np.save(name, np.asarray(array, float))."
LONGEST_TEXT = 1000  # bytes of one entry


class Source(Protocol):
    """Where bytes come from, in order."""

    def read(self, count: int, /) -> bytes:
        """The next bytes, fewer only at the end."""


@dataclass(frozen=True)
class Header:
    """What an array's header says; `offset`: where its data begin."""

    shape: tuple[int, ...]
    fortran: bool
    dtype: np.dtype[Any]
    offset: int

    @property
    def size(self) -> int:
        """Bytes of data."""
        return math.prod(self.shape) * self.dtype.itemsize


class Counted:
    """Reads whole pieces, and knows where it is; decompressors may give less than was asked for."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.position = 0

    def read(self, count: int, /) -> bytes:
        """The next bytes, fewer only at the end."""
        parts, left = [], count
        while left and (part := self._source.read(left)):
            parts.append(part)
            left -= len(part)
        data = b"".join(parts)
        self.position += len(data)
        return data


def read_header(source: Counted) -> Header:
    """The header; raises ImportProblem when it is none, or announces what cannot be."""
    start = source.read(8)
    if not start.startswith(MAGIC) or len(start) < 8:
        raise ImportProblem(f"It does not begin as a NumPy array does, but with {start.hex(' ') or 'nothing'}.")
    length = source.read(2 if start[6] == 1 else 4)
    announced = int.from_bytes(length, "little")
    if start[6] not in (1, 2) or announced > LONGEST_HEADER:
        raise ImportProblem(f"Its header (byte 9) announces a length of {announced:,} bytes, which none has.")
    text = source.read(announced)
    if len(text) < announced:
        raise ImportProblem(f"It ends at byte {source.position:,}, within its header.", "Get the file once more.")
    shape, fortran, dtype = _understood(text)
    if not 0 < dtype.itemsize <= LONGEST_TEXT:
        raise ImportProblem(f"It holds entries of {dtype.itemsize:,} bytes each, where numbers are needed.", AS_NUMBERS)
    if math.prod(shape) > MOST_VALUES:
        raise ImportProblem(f"Its header announces an array of {_times(shape)} entries; {MOST_VALUES:,} are possible.")
    return Header(shape, fortran, dtype, source.position)


def read_array(source: Counted, header: Header, progress: Progress) -> NDArray[Any]:
    """The array that follows a header whose size has been checked against the file."""
    data = np.empty(header.size, np.uint8)
    for start in range(0, data.size, PIECE):
        piece = source.read(min(PIECE, data.size - start))
        data[start : start + len(piece)] = np.frombuffer(piece, np.uint8)
        if len(piece) < min(PIECE, data.size - start):
            raise ImportProblem(
                f"It ends at byte {source.position:,}; its header announced {header.size:,} bytes of data.",
                "It was not copied whole: get the file once more.",
            )
        progress((start + len(piece)) / data.size)
    order: Any = "F" if header.fortran else "C"
    array = data.view(header.dtype).reshape(header.shape, order=order)
    return np.asarray(array, header.dtype.newbyteorder("="))


def _understood(text: bytes) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """Shape, order and type in the text of a header; patterns of our own, since a general parser trusts too much."""
    found = [pattern.search(text) for pattern in (SHAPE, ORDER, TYPE)]
    if None in found:
        missing = ("shape", "order", "type of simple entries")[found.index(None)]
        raise ImportProblem(
            f"Its header names no {missing}, but says {shown(text.decode('ascii', 'replace').strip())}.", AS_NUMBERS
        )
    shape, order, kind = (match[1] for match in found if match)
    sizes = [int(size) for size in shape.split(b",") if size.strip()]
    if len(sizes) > MOST_DIMENSIONS:
        raise ImportProblem(f"It has {len(sizes)} dimensions; data have at most {MOST_DIMENSIONS}.")
    try:
        return tuple(sizes), order == b"True", np.dtype(kind.decode("ascii"))
    except TypeError as error:
        raise ImportProblem(f"It holds entries of the unknown type {kind.decode('ascii')}.", AS_NUMBERS) from error


def _times(shape: tuple[int, ...]) -> str:
    return " × ".join(f"{size:,}" for size in shape[:6])
