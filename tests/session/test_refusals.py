"""What is not a session, or damaged, or hostile is refused with a sentence that names what and where, and quickly."""

import os
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ffnn_gui.session import Session, SessionError, checks, read_session, strict_json
from ffnn_gui.session.arrays import record_of
from ffnn_gui.session.format import decoded, encoded
from ffnn_gui.session.header import with_header
from ffnn_gui.session.room import LARGEST_FILE
from tests.session.conftest import Change

ChangedFile = Callable[[Change], Path]


def at(path: str, value: Any) -> Change:
    """A change that sets the field at a dotted path of the body."""

    def change(body: Any) -> None:
        *parents, last = (int(part) if part.isdecimal() else part for part in path.split("."))
        for part in parents:
            body = body[part]
        body[last] = value

    return change


def numbers(values: Any, dtype: Any = "<f4") -> dict[str, object]:
    return record_of(np.asarray(values), dtype)


def theta(**changes: Any) -> Change:
    """A change of the record of all parameters."""
    return lambda body: body["state"]["arrays"][0].update(changes)


def row(epoch: int, name: str, value: float) -> Change:
    """A change of one number of the history, which has two epochs."""

    def change(body: Any) -> None:
        names, record = body["history"]["names"], body["history"]["rows"]
        rows = np.frombuffer(b64decode(record["data"]), "<f8").reshape(record["shape"]).copy()
        rows[epoch, names.index(name)] = value
        body["history"]["rows"] = numbers(rows, "<f8")

    return change


def filled(count: int, value: float, dtype: Any = "<f4") -> dict[str, object]:
    return numbers(np.full(count, value), dtype)


WRONG: list[tuple[Change, str]] = [
    (
        at("config.network.hidden.0.units", 0),
        r"config\.network\.hidden\.0\.units: Units must be from 1 to 1,024, not 0",
    ),
    (at("config.optimizer.kind", "os.system"), r"config\.optimizer: Optimizer must be one of gd, .*not 'os\.system'"),
    (at("config.learning_rate.base", "0.1"), r"config\.learning_rate\.base: Learning rate"),
    (at("config.surprise", 1), r"config\.surprise: There is no such field"),
    (at("config.network.hidden", [{}] * 60_000), "config has more than 50,000 settings"),
    (at("config.optimizer", {f"k{i}": 0 for i in range(3000)}), "… and 2,992 more"),
    (at("config", []), r"config: .*dictionary"),
    (at("run_config", {"seed": -1}), r"run_config\.seed: Seed must be"),
    (at("surprise", {f"k{i}": 0 for i in range(6000)}), "more than 5,000 values beside its settings"),
    (at("state.moments", {f"k{i}": {} for i in range(20)}), r"state\.moments"),
    (at("surprise", 1), "surprise: Extra inputs"),
    (lambda body: body.pop("notes"), "notes: Field required"),
    (at("notes", "a" * 100_001), "notes: .*at most 100000"),
    (at("elapsed", -1.0), "elapsed: "),
    (at("state.epoch", 1.5), r"state\.epoch: .*integer"),
    (at("state.epoch", -1), r"state\.epoch: "),
    (at("state.updates", True), r"state\.updates: .*integer"),
    (at("state.step", 2**60), r"state\.step: "),
    (at("state.optimizer", "gd"), r"state\.optimizer is “gd” where “adam” is set"),
    (at("state.stopped", "x" * 1001), r"state\.stopped: "),
    (theta(dtype="<f8"), r"state\.arrays\[0\] holds float64 numbers where float32 are needed"),
    (theta(dtype="|O"), r"state\.arrays\.0\.dtype: Input should be '<f4', '<f8' or '<i8'"),
    (theta(shape=[5]), r"state\.arrays\[0\] has the shape \[5\] where the settings need \[39\]"),
    (theta(shape=[2**31, 2**31]), r"state\.arrays\[0\] has the shape"),
    (theta(shape=[-1]), r"state\.arrays\.0\.shape\.0: "),
    (theta(shape=[1] * 33), r"state\.arrays\.0\.shape: "),
    (theta(data="AAAA"), r"state\.arrays\[0\] has 4 characters of data"),
    (theta(data="!" * 208), r"state\.arrays\[0\] is not base64"),
    (theta(data="A" * 206 + "=="), r"state\.arrays\[0\] has 154 bytes of data where its shape needs 156"),
    (at("state.arrays.0", filled(39, np.nan)), r"state\.arrays\[0\] has a number .* at position 0"),
    (at("state.arrays.0", filled(39, np.inf)), r"state\.arrays\[0\] has a number that is infinite"),
    (at("state.arrays.2", filled(4, -1)), r"state\.arrays\[2\], a running variance .* negative"),
    (lambda body: body["state"]["arrays"].pop(), r"state\.arrays has 2 arrays where the network needs 3"),
    (at("state.best_arrays", [filled(39, 1)]), r"state\.best_arrays has 1 arrays"),
    (at("state.best_epoch", 0), r"state\.best_epoch does not fit"),
    (at("state.best_epoch", 99), r"state\.best_epoch does not fit"),
    (
        lambda body: body["state"]["moments"].pop("v"),
        r"state\.moments has \['m'\] where the optimizer needs \['m', 'v'\]",
    ),
    (at("state.moments.w", filled(39, 0)), r"state\.moments has \['m', 'v', 'w'\]"),
    (at("state.moments.m", filled(38, 0)), r"state\.moments\.m has the shape \[38\]"),
    (at("state.moments.v", filled(39, np.nan)), r"state\.moments\.v has a number"),
    (at("state.factors.w", 1.0), r"state\.factors has “w”"),
    (at("state.factors.m", 0.0), r"state\.factors\.m: "),
    (at("state.order", numbers([0, 1, 48], "<i8")), r"state\.order names an example that is not among the 48"),
    (at("state.order", numbers([-1], "<i8")), r"state\.order names an example that is not"),
    (at("state.order", numbers([3, 4, 3], "<i8")), r"state\.order names an example twice"),
    (at("state.order", numbers([3.0])), r"state\.order holds float32 numbers where int64"),
    (at("state.order", numbers([[3]], "<i8")), r"state\.order has the shape \[1, 1\]"),
    (at("state.generators.shuffle.bit_generator", "MT19937"), r"state\.generators\.shuffle\.bit_generator: "),
    (at("state.generators.shuffle.state.state", 2**128), r"state\.generators\.shuffle\.state\.state: "),
    (at("state.generators.dropout.state.inc", 4), r"state\.generators\.dropout\.state\.inc is even"),
    (at("state.generators.dropout.has_uint32", 2), r"state\.generators\.dropout\.has_uint32: "),
    (at("state.generators.more", {}), r"state\.generators\.more: "),
    (at("state.moments.v", filled(39, -1e-9)), r"state\.moments\.v sums up squares and has a negative number"),
    (at("state.factors.m", 1e300), r"state\.factors\.m: .*less than or equal to 1"),
    (at("state.factors.m", 1e-300), r"state\.factors\.m: .*greater than"),
    (lambda body: body["state"]["factors"].pop("m"), r"state\.factors lacks “m”"),
    (at("state.updates", 118), r"state\.updates is 118 where at most 117 fit state\.epoch"),
    (row(0, "epoch", np.nan), r"history\.rows has a number in the column “epoch” that counts nothing"),
    (row(-1, "epoch", np.inf), r"history\.rows has a number in the column “epoch”"),
    (row(1, "updates", 1e300), r"history\.rows has a number in the column “updates”"),
    (row(0, "best_epoch", np.nan), r"history\.rows has a number in the column “best_epoch”"),
    (row(0, "best_epoch", 0.5), r"history\.rows has a number in the column “best_epoch”"),
    (row(0, "best_epoch", 2), r"history\.rows has a best epoch that was still to come"),
    (row(0, "epoch", -5), r"history\.rows has a number in the column “epoch”"),
    (row(0, "epoch", 0), r"history\.rows has epochs that do not rise"),
    (row(0, "epoch", 2), r"history\.rows has epochs that do not rise"),
    (row(-1, "epoch", 3), r"history\.rows ends with epoch 3, which is not state\.epoch"),
    (row(0, "updates", 15), r"history\.rows has updates that do not rise to state\.updates"),
    (row(-1, "updates", 18), r"history\.rows has updates that do not rise to state\.updates"),
    (at("state", None), r"history\.rows ends with epoch 2, which is not state\.epoch"),
    (at("history.names", ["epoch"]), r"history\.names are not the columns"),
    (at("history.rows.shape", [2, 3]), r"history\.rows has the shape \[2, 3\]"),
    (at("history.rows.shape", [2**31, 12]), r"history\.rows has the shape \[2147483648, 12\]"),
]


@pytest.mark.parametrize(("change", "message"), WRONG, ids=[message for _, message in WRONG])
def test_wrong_field(change: Change, message: str, changed_file: ChangedFile) -> None:
    with pytest.raises(SessionError, match=message) as refusal:
        read_session(changed_file(change))
    assert str(refusal.value).startswith("“changed.ffnn” cannot be opened. ")
    assert "Look for another copy" in refusal.value.advice


def test_the_session_is_fine_unchanged(changed_file: ChangedFile) -> None:
    assert read_session(changed_file(lambda body: None)).session.state is not None


class Compared(str):
    """A key that counts how often one is compared with another."""

    comparisons = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Compared.comparisons += 1
        assert Compared.comparisons < 1_000_000, "each key is looked at a few times"
        return super().__eq__(other)


def test_a_field_twice_is_found_in_one_pass() -> None:
    keys = [Compared(i) for i in range(200_000)]
    with pytest.raises(SessionError, match="“199999” occurs twice"):
        strict_json._unique([(key, 0) for key in [*keys, keys[-1], Compared(199_999)]])


BODY_AT = len(with_header(b"")) - 2
NOT_SESSIONS: list[tuple[bytes, str]] = [
    (b"", r"empty \(0 bytes\)"),
    (b"PK\x03\x04", "not a session file"),
    (b"\0" * 5000, "not a session file"),
    (b'{"format":"other","version":1}', "not a session file"),
    (b'{"format":"ffnn-session","version":1,', "header .* is damaged"),
    (b'{"format": "ffnn-session", "version": 7, "body": {}}', "format version 7; this one reads up to 1"),
    (with_header(b"{}")[:-3], f"breaks off at byte {BODY_AT + 1}"),
    (with_header(b"{}").replace(b'"body":{}', b'"body":[]'), r"checksum \(sha256\)"),
    (with_header(b"[]"), "body is not an object"),
    (with_header(b'{"notes":"\xc3\xa9"}'), f"damaged at byte {BODY_AT + 10}: not an ASCII"),
    (with_header(b'{"notes":}'), f"damaged at byte {BODY_AT + 9}: Expecting value"),
    (with_header(b'{"notes":"","notes":""}'), "“notes” occurs twice"),
    (with_header(b'{"elapsed":NaN}'), "holds NaN"),
    (with_header(b'{"elapsed":-Infinity}'), "holds -Infinity"),
    (with_header(b'{"elapsed":1e999}'), "holds 1e999"),
    (with_header(b'{"elapsed":' + b"1" * 5000 + b"}"), "whole number of 5,000 digits"),
    (with_header(b'{"elapsed":0.' + b"1" * 5000 + b"}"), "number of 5,002 characters"),
    (with_header(b"[" * 100_000 + b"]" * 100_000), "nested more deeply"),
    (with_header(b"[" + b"[]," * 300_000 + b"1]"), "has 600,001 parts"),
    (with_header(b'["' + b"a" * 2_000_000 + rb'\u00e9"]'), f"escaped character at byte {BODY_AT + 2_000_002:,}"),
    (with_header(b'{"notes":"\\ud800"}'), "Field required"),
]


@pytest.mark.parametrize(("data", "message"), NOT_SESSIONS, ids=[message for _, message in NOT_SESSIONS])
def test_not_a_session(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ffnn"
    path.write_bytes(data)
    with pytest.raises(SessionError, match=message):
        read_session(path)


def test_missing_files_folders_and_pipes(tmp_path: Path) -> None:
    with pytest.raises(SessionError, match=r"“no\.ffnn” cannot be opened. There is no such file"):
        read_session(tmp_path / "no.ffnn")
    with pytest.raises(SessionError, match="folder"):
        read_session(tmp_path)
    with pytest.raises(SessionError, match="null"):
        read_session(tmp_path / "a\0b")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(SessionError, match="device"):
            read_session(tmp_path / "pipe")


def test_large_files_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.ffnn"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(SessionError, match="67,108,865 bytes"):
        read_session(path)
    with pytest.raises(SessionError, match="larger than 64 MiB"):
        decoded(bytes(LARGEST_FILE + 1))


def test_parameter_cap(small_session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "MOST_PARAMETERS", 38)
    with pytest.raises(SessionError, match="39 parameters; at most 38"):
        decoded(encoded(small_session))
