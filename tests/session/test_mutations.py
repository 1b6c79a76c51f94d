"""Files and bodies changed at random: each opens or is refused with a SessionError, and nothing else ever happens."""

import copy
import random
from typing import Any

import pytest

from ffnn_gui.session import Opened, Session, SessionError
from ffnn_gui.session.format import decoded, encoded
from ffnn_gui.session.header import with_header
from tests.session.conftest import file_of

BODY_AT = len(with_header(b"")) - 2


@pytest.mark.parametrize("seed", range(8))
def test_mutated_files_open_or_are_refused(seed: int, small_session: Session) -> None:
    """Bytes changed, cut, doubled: nothing but SessionError, and never a changed session without a right checksum."""
    rng = random.Random(seed)
    whole = encoded(small_session)
    for _ in range(100):
        data = _mutated(bytearray(whole), rng)
        try:
            decoded(data)
        except SessionError:
            continue
        # The name of the version in the header is not needed for anything.
        assert data[-len(whole) + BODY_AT :].rstrip() == whole[BODY_AT:].rstrip()


def _mutated(data: bytearray, rng: random.Random) -> bytes:
    for _ in range(rng.choice([1, 1, 1, 5, 50])):
        start = rng.randrange(rng.choice([200, len(data)]))
        match rng.randrange(4):
            case 0:
                data[start % len(data)] ^= 1 << rng.randrange(8)
            case 1:
                del data[start : start + rng.choice([1, 10, 10_000])]
            case 2:
                data[start:start] = data[start : start + rng.choice([1, 10, 1000])]
            case _:
                data[start : start + 1] = rng.choice(
                    [b'"', b"{", b"}", b"[", b"]", b",", b"1e999", b"NaN", b"-", b"\\"]
                )
        if not data:
            break
    return bytes(data)


SPOILERS: list[Any] = [
    None,
    True,
    -1,
    0,
    1,
    2**63,
    2**127,
    1e308,
    -0.0,
    1e-320,
    "",
    "adam",
    "é\0",
    [],
    [[]],
    {},
    {"kind": []},
    {"kind": None},
]


@pytest.mark.parametrize("seed", range(8))
def test_mutated_bodies_open_or_are_refused(seed: int, small_body: dict[str, Any]) -> None:
    """The same behind the checksum: values replaced, dropped, exchanged, at any depth. What opens can be trained."""
    rng = random.Random(seed)
    opened = 0
    for _ in range(60):
        body = copy.deepcopy(small_body)
        for _ in range(rng.choice([1, 1, 3])):
            _spoil(body, rng)
        session = _session_or_refusal(body)
        if session is not None:
            opened += 1
            session.trainer().capture()
    assert opened < 60


def _spoil(body: Any, rng: random.Random) -> None:
    places = list(_places(body))
    parent, key = rng.choice(places)
    other, other_key = rng.choice(places)
    if rng.random() < 0.15 and isinstance(parent, dict):
        del parent[key]
    elif rng.random() < 0.2:
        parent[key] = copy.deepcopy(other[other_key])
    elif rng.random() < 0.3 and isinstance(parent[key], int | float):
        parent[key] = parent[key] * rng.choice([-1, 2, 0.5, 1000]) + rng.choice([0, 1])
    else:
        parent[key] = rng.choice(SPOILERS)


def _places(value: Any) -> Any:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(inside):
        yield value, key
        yield from _places(inner)


def _session_or_refusal(body: Any) -> Session | None:
    try:
        opened: Opened = decoded(file_of(body))
    except SessionError:
        return None
    return opened.session
