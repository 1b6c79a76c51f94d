"""One array in NumPy's own format, its header checked against the bytes that are there before anything is allocated.

Pickled objects, which could run a stranger's code, are never read.
"""

import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.base import Progress
from ffnn_gui.data.importing.limits import FREE_KEPT, FREE_TEXTS, MOST_VALUES, check_expansion
from ffnn_gui.data.importing.opening import PIECE, Stream
from ffnn_gui.data.importing.problems import ImportProblem, shown

LONGEST_HEADER = 10_000
MAGIC = b"\x93NUMPY"
SHAPE = re.compile(rb"'shape':\s*\(([0-9, ]{0,200})\)")
ORDER = re.compile(rb"'fortran_order':\s*(True|False)\b")
TYPE = re.compile(rb"'descr':\s*'([<>=|]?[biufUS][0-9]{1,5})'")
MOST_DIMENSIONS = 4
AS_NUMBERS = "Save it as numbers: np.save(name, np.asarray(array, float))."
LONGEST_TEXT = 1000  # bytes of one entry
LARGEST_CODE_POINT = 0x10FFFF
SURROGATES = 0xD800 >> 11
"""What the first five bits of 16 are in halves of a pair, which are no characters (Unicode 16.0, 3.8)."""


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


def read_header(source: Stream) -> Header:
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


def read_array(source: Stream, header: Header, progress: Progress, compressed: int | None = None) -> NDArray[Any]:
    """The array that follows a header whose size has been checked against the file.

    As long as all numbers are whole and from 0 to 255 they are kept as bytes, which makes images saved as large numbers
    eight times smaller at once. Raises ImportProblem when it ends early, or is too large for so few `compressed` bytes.
    """
    own = header.dtype.newbyteorder("=")
    count, step = math.prod(header.shape), max(1, PIECE // own.itemsize)
    values = _room(count, np.dtype(np.uint8) if own.kind in "iuf" else own, compressed)
    for start in range(0, count, step):
        stop = min(start + step, count)
        piece = np.frombuffer(source.exactly((stop - start) * own.itemsize, header.size), header.dtype)
        if own.kind == "U":
            _check_texts(piece, start)
        if values.dtype != own and not are_bytes(piece):
            wider = _room(count, own, compressed)
            wider[:start] = values[:start]
            values = wider
        values[start:stop] = piece
        progress(stop / count)
    order: Any = "F" if header.fortran else "C"
    return values.reshape(header.shape, order=order)


def _room(count: int, dtype: np.dtype[Any], compressed: int | None) -> NDArray[Any]:
    if compressed is not None:
        check_expansion(count * dtype.itemsize, compressed, FREE_TEXTS if dtype.kind in "US" else FREE_KEPT)
    return np.empty(count, dtype)


def _check_texts(texts: NDArray[Any], before: int) -> None:
    """Raise ImportProblem when one of the texts (entries,), which follow so many others, has a sign that there is not.

    NumPy takes any 32 bits, and Python fails on them later, wherever a text is looked at.
    """
    codes = texts.view(texts.dtype.str[0] + "u4").reshape(len(texts), -1)
    wrong = (codes > LARGEST_CODE_POINT) | (codes >> 11 == SURROGATES)
    if wrong.any():
        entry, sign = np.argwhere(wrong)[0]
        raise ImportProblem(
            f"Its entry {before + entry + 1:,} is no text: its character {sign + 1} has the number "
            f"{codes[entry, sign]:,}, which none has.",
            "It is damaged: get the file once more, or save its labels anew.",
        )


def are_bytes(values: NDArray[Any]) -> bool:
    """Whether all numbers are whole and from 0 to 255."""
    with np.errstate(invalid="ignore"):
        return bool((values.astype(np.uint8) == values).all())


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
