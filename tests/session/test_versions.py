"""Files of other versions: older ones are brought up to date, newer ones refused, or opened but not saved over."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest

from ffnn_gui.session import SessionError, migrate, read_session
from ffnn_gui.session.header import VERSION
from ffnn_gui.session.migrate import STEPS, migrated
from tests.session.conftest import file_of


def versioned(body: dict[str, Any], version: int, reader: int, path: Path) -> Path:
    head = f'"version":{version},"app":"9.8.7","reader":{reader},'.encode()
    data, found = re.subn(rb'"version":\d+,"app":"[^"]+","reader":\d+,', head, file_of(body), count=1)
    assert found
    path.write_bytes(data)
    return path


def test_needs_a_newer_reader(small_body: dict[str, Any], tmp_path: Path) -> None:
    path = versioned(small_body, VERSION + 2, VERSION + 1, tmp_path / "a.ffnn")
    with pytest.raises(SessionError, match=rf"9\.8\.7.*reads format version {VERSION + 1}.*Update"):
        read_session(path)


def test_newer_but_readable_is_read_only(small_body: dict[str, Any], tmp_path: Path) -> None:
    body = copy.deepcopy(small_body)
    body["from_the_future"] = {"a": 1}
    body["state"]["more"] = [1]
    body["config"]["optimizer"]["more"] = 0.5
    body["config"]["optimizer"]["adam"] = {"called like the kind": 1}
    body["config"]["data"]["circle"] = [1]
    body["config"]["network"]["hidden"][0]["activation"]["tanh"] = 2
    body["config"]["network"]["hidden"][1]["more"] = True
    opened = read_session(versioned(body, VERSION + 1, VERSION, tmp_path / "a.ffnn"))
    assert opened.read_only
    assert opened.session.state is not None
    assert opened.session.config.model_dump(mode="json") == small_body["config"]


def test_newer_and_wrong_is_refused(small_body: dict[str, Any], tmp_path: Path) -> None:
    body = copy.deepcopy(small_body)
    body["more"] = 1
    body["config"]["seed"] = -1
    with pytest.raises(SessionError, match=r"config\.seed: Seed must be"):
        read_session(versioned(body, VERSION + 1, VERSION, tmp_path / "a.ffnn"))


def test_older_is_migrated(small_body: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A planted version 0 in which the notes were called remarks."""

    def rename(body: dict[str, Any]) -> dict[str, Any]:
        return {**{k: v for k, v in body.items() if k != "remarks"}, "notes": body["remarks"]}

    body = {k: v for k, v in small_body.items() if k != "notes"} | {"remarks": "old"}
    path = versioned(body, 0, 0, tmp_path / "a.ffnn")
    with pytest.raises(SessionError, match="version 0 is none that ever was"):
        read_session(path)
    monkeypatch.setitem(migrate.STEPS, 0, rename)
    opened = read_session(path)
    assert opened.session.notes == "old"
    assert not opened.read_only
    with pytest.raises(SessionError, match="cannot be brought from format version 0 to 1: KeyError"):
        read_session(versioned({}, 0, 0, path))


def test_steps_follow_each_other() -> None:
    steps = {1: lambda body: body | {"a": 1}, 2: lambda body: body | {"b": body["a"] + 1}}
    before: dict[str, Any] = {}
    assert migrated(before, 1, steps, target=3) == {"a": 1, "b": 2}
    assert migrated({"x": 1}, 5, steps, target=3) == {"x": 1}
    assert before == {}, "steps are pure"
    assert all(version < VERSION for version in STEPS)
