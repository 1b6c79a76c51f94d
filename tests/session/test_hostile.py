"""Files made to cost time or memory: each is refused within a second and 200 MB, the program itself included."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.session import Session
from ffnn_gui.session.format import encoded
from ffnn_gui.session.header import with_header
from ffnn_gui.session.room import LARGEST_FILE

FULL = LARGEST_FILE - 3000
MANY = {f"k{i}": 0 for i in range(240_000)}


def body(**changes: Any) -> bytes:
    """The body of an untrained session after changes of its fields."""
    whole = json.loads(encoded(Session(ExperimentConfig())))["body"]
    return json.dumps(whole | changes, separators=(",", ":")).encode()


def config(**changes: Any) -> bytes:
    return body(config=ExperimentConfig().model_dump(mode="json") | changes)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "parts": lambda: b"[" + b"[]," * (FULL // 3) + b"1]",
    "wide characters": lambda: rb'["\ud83d\ude00' + b"a" * FULL + b'"]',
    "long text": lambda: b'{"notes":"' + b"a" * FULL + b'"}',
    "long number": lambda: b"[" + b"1" * FULL + b"]",
    "fields": lambda: b"{" + b",".join(b'"%d":1' % i for i in range(120_000)) + b"}",
    "a field twice": lambda: b"{" + b",".join(b'"%d":1' % (i % 239_999) for i in range(240_000)) + b"}",
    "fields of the body": lambda: body(**MANY),
    "moments": lambda: body(state={"moments": MANY}),
    "factors": lambda: body(state={"factors": MANY}),
    "moments without fields": lambda: body(state={"moments": {f"k{i}": {} for i in range(120_000)}}),
    "moments with fields": lambda: body(state={"moments": {f"k{i}": {"a": 0, "b": 0} for i in range(60_000)}}),
    "columns": lambda: body(history={"names": [0] * 100, "rows": MANY}),
    "settings": lambda: config(**{f"k{i}": 0 for i in range(49_000)}),
    "layers": lambda: config(network={"hidden": [{"a": 0, "b": 0, "init": {"x": 0, "y": 0}}] * 8_000}),
}
"""The body by what is too large in it."""

MEASURE = """
import sys, time
from pathlib import Path
from ffnn_gui.session import SessionError, read_session
start = time.process_time()
try:
    read_session(Path(sys.argv[1]))
except SessionError:
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(time.process_time() - start, int(peak.split()[1]) / 1000)
"""


def cost(path: Path) -> tuple[float, float]:
    """Seconds of processor time that refusing a file takes, and the peak of memory of the whole program in MB."""
    command = [sys.executable, "-c", MEASURE, str(path)]
    seconds, megabytes = map(float, subprocess.check_output(command, encoding="utf-8").split())
    return seconds, megabytes


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the peak of memory from /proc")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_cost_little(name: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.ffnn"
    path.write_bytes(with_header(HOSTILE[name]()))
    seconds, megabytes = cost(path)
    assert megabytes < 200
    assert seconds < 5, "a second on an idle machine; this is processor time on one that may be busy and slow"
