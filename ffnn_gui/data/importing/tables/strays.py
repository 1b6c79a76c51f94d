"""Single bytes that are not UTF-8 in a text that otherwise is, as where a line was pasted from a file of Windows.

Such a byte is read as Windows-1252 by itself: the other letters of the text stay what they are.
"""

import codecs
from itertools import chain
from typing import BinaryIO

import numpy as np

from ffnn_gui.data.importing.opening import PIECE

FEWEST_SOUND = 9
"""Letters of several bytes for each stray one: Windows-1252 hardly ever makes a single one that is UTF-8."""

WESTERN = "western"
"""What Python calls the way in which stray bytes are read."""

ESCAPED = 0xDC80, 0xDCFF
"""What “surrogateescape” makes of bytes; no sound UTF-8 has it."""


def _western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(WESTERN, _western)


def strays_in(file: BinaryIO) -> int:
    """How many bytes of a text are not UTF-8 where it is UTF-8 but for these; 0 where it is something else."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    strays = letters = 0
    for piece in chain(iter(lambda: file.read(PIECE), b""), (b"",)):
        stray, foreign = _counted(decoder.decode(piece, final=not piece))
        strays, letters = strays + stray, letters + foreign
    return strays if letters - strays >= FEWEST_SOUND * strays else 0


def _counted(text: str) -> tuple[int, int]:
    """How many characters are stray bytes, and how many are not ASCII."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    stray = (codes >= ESCAPED[0]) & (codes <= ESCAPED[1])
    return int(np.count_nonzero(stray)), int(np.count_nonzero(codes > 0x7F))
