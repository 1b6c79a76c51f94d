"""The body of a session file as a strictly typed record: which fields there are, and of what type and range.

What depends on the settings (shapes, names of moments) is checked afterwards, in `checks`.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ffnn_gui.session.arrays import ArrayRecord

LONGEST_NOTES = 100_000
MOST_LAYERS = 12
MOST_MOMENTS = 8

Count = Annotated[int, Field(ge=0, le=2**53)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Factor = Annotated[Finite, Field(ge=1e-16, le=1)]
"""1 − β, of a β below 1."""

Arrays = Annotated[list[ArrayRecord], Field(max_length=1 + 2 * MOST_LAYERS)]


class Record(BaseModel):
    """Unknown fields and values of another type are refused; nothing is converted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


class Pcg64(Record):
    """The two 128-bit numbers of a PCG64 generator (O'Neill 2014); the increment is odd by construction."""

    state: Annotated[int, Field(ge=0, lt=2**128)]
    inc: Annotated[int, Field(ge=1, lt=2**128)]


class Generator(Record):
    """A NumPy generator's state; `uinteger` is the half of a number that is still to be used."""

    bit_generator: Literal["PCG64"]
    state: Pcg64
    has_uint32: Annotated[int, Field(ge=0, le=1)]
    uinteger: Annotated[int, Field(ge=0, lt=2**32)]


class Generators(Record):
    """The generators of a run."""

    shuffle: Generator
    dropout: Generator


class State(Record):
    """An engine's TrainerState, field by field."""

    stopped: Annotated[str, Field(max_length=1000)]
    epoch: Count
    updates: Count
    arrays: Arrays
    optimizer: str
    step: Count
    moments: Annotated[dict[str, ArrayRecord], Field(max_length=MOST_MOMENTS)]
    factors: Annotated[dict[str, Factor], Field(max_length=MOST_MOMENTS)]
    order: ArrayRecord
    generators: Generators
    best_loss: Finite | None
    best_epoch: Count
    best_arrays: Arrays


class History(Record):
    """The epochs so far; numbers that were not measured are NaN."""

    names: Annotated[list[str], Field(max_length=100)]
    rows: ArrayRecord


class Body(Record):
    """Everything after the header."""

    config: dict[str, Any]
    run_config: dict[str, Any] | None
    notes: Annotated[str, Field(max_length=LONGEST_NOTES)]
    elapsed: Annotated[Finite, Field(ge=0, le=1e12)]
    state: State | None
    history: History | None
