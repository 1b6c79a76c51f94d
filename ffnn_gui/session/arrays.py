"""Arrays in a session file: type, shape and base64, so that a document of plain JSON holds every bit of a number.

The length of the text is compared with the expected shape before anything is allocated.
"""

import binascii
import math
from typing import Annotated, Literal

import numpy as np
from numpy.typing import ArrayLike
from pydantic import BaseModel, ConfigDict, Field

from ffnn_gui.engine.arrays import Array
from ffnn_gui.session.errors import SessionError

DType = Literal["<f4", "<f8", "<i8"]
NAMES = {"<f4": "float32", "<f8": "float64", "<i8": "int64"}


class ArrayRecord(BaseModel):
    """An array as it stands in the file."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)

    dtype: DType
    shape: Annotated[list[Annotated[int, Field(ge=0, le=2**31)]], Field(max_length=2)]
    data: str


def record_of(array: ArrayLike, dtype: DType) -> dict[str, object]:
    """The array as plain values, its numbers in the byte order of the file."""
    plain = np.ascontiguousarray(array, dtype)
    text = binascii.b2a_base64(plain.data, newline=False) if plain.size else b""
    return {"dtype": dtype, "shape": list(plain.shape), "data": text.decode("ascii")}


def array_of(record: ArrayRecord, dtype: DType, shape: tuple[int, ...], place: str) -> Array:
    """The array, read-only; raises SessionError naming the place when it is not of that type and shape."""
    if record.dtype != dtype:
        raise SessionError(f"{place} holds {NAMES[record.dtype]} numbers where {NAMES[dtype]} are needed.")
    if tuple(record.shape) != shape:
        raise SessionError(f"{place} has the shape {record.shape} where the settings need {list(shape)}.")
    size = math.prod(shape) * np.dtype(dtype).itemsize
    if len(record.data) != -(-size // 3) * 4:
        raise SessionError(f"{place} has {len(record.data):,} characters of data, which do not fit its shape.")
    try:
        data = binascii.a2b_base64(record.data, strict_mode=True)
    except ValueError as error:
        raise SessionError(f"{place} is not base64: {error}.") from error
    if len(data) != size:
        raise SessionError(f"{place} has {len(data):,} bytes of data where its shape needs {size:,}.")
    return np.frombuffer(data, dtype).astype(np.dtype(dtype).newbyteorder("="), copy=False).reshape(shape)


def finite(array: Array, place: str) -> Array:
    """The array; raises SessionError when a number in it is infinite or not a number."""
    if not np.isfinite(array).all():
        index = np.flatnonzero(~np.isfinite(array.reshape(-1)))[0]
        raise SessionError(f"{place} has a number that is infinite or not a number, at position {index:,}.")
    return array
