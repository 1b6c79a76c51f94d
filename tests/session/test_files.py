"""Whatever fails or is killed while a session is saved: the old file or the new one is there, whole, and no other."""

import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ffnn_gui.session import Session, SessionError, atomic, read_session, write_session
from ffnn_gui.session.files import check_writable

KILLS = 40
unix = pytest.mark.skipif(os.name == "nt", reason="needs a Unix system")


@pytest.fixture
def old_file(small_session: Session, tmp_path: Path) -> Path:
    path = tmp_path / "a.ffnn"
    write_session(path, small_session)
    return path


def fault(number: int) -> Callable[..., Any]:
    def fail(*arguments: Any, **options: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


FAULTS = [
    ("write", errno.ENOSPC, "no room left on the disk.*Free some space"),
    ("write", errno.EDQUOT, "no room left"),
    ("write", errno.EIO, "reports an error"),
    ("fsync", errno.EIO, "reports an error"),
    ("fsync", errno.ENOSPC, "no room left"),
    ("replace", errno.EACCES, "does not allow it"),
    ("replace", errno.EXDEV, "The system says"),
    ("open", errno.EROFS, "can only be read"),
    ("open", errno.ENAMETOOLONG, "too long"),
    ("close", errno.EIO, "reports an error"),
]


@pytest.mark.parametrize(("call", "number", "message"), FAULTS)
def test_fault_leaves_the_old_file(
    call: str, number: int, message: str, old_file: Path, small_session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old_file.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, call, fault(number))
        with pytest.raises(SessionError, match=f"“a.ffnn” was not saved.*{message}"):
            write_session(old_file, replace(small_session, notes="new"))
    assert old_file.read_bytes() == before
    assert list(old_file.parent.iterdir()) == [old_file]


@pytest.mark.parametrize("results", [[0], [10, 0]], ids=str)
def test_nothing_written_is_a_fault(
    results: list[int], old_file: Path, small_session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old_file.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, "write", lambda file, data: results.pop(0))
        with pytest.raises(SessionError, match="not saved"):
            write_session(old_file, replace(small_session, notes="new"))
    assert old_file.read_bytes() == before
    assert list(old_file.parent.iterdir()) == [old_file]


def test_short_writes_are_continued(old_file: Path, small_session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(atomic.os, "write", lambda file, data: write(file, data[:100]))
    write_session(old_file, replace(small_session, notes="new"))
    assert read_session(old_file).session.notes == "new"


@unix
def test_folder_that_does_not_confirm(old_file: Path, small_session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = os.fsync

    def fail_on_folders(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(errno.EIO, "no")
        sync(file)

    monkeypatch.setattr(atomic.os, "fsync", fail_on_folders)
    with pytest.raises(SessionError, match="was written, but the disk did not confirm it"):
        write_session(old_file, replace(small_session, notes="new"))
    assert read_session(old_file).session.notes == "new"


def test_order_of_calls(old_file: Path, small_session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """All bytes, then the disk, then the name, then the folder: what a loss of power needs, which no test can cause."""
    calls: list[str] = []
    for name in ("write", "fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(atomic.os, name, lambda *a, name=name, real=real: (calls.append(name), real(*a))[1])
    write_session(old_file, small_session)
    assert calls == ["write", "fsync", "replace", *(["fsync"] if os.name != "nt" else [])]


@unix
def test_symlinks_and_mode_are_kept(old_file: Path, small_session: Session, tmp_path: Path) -> None:
    old_file.chmod(0o640)
    link = tmp_path / "links" / "b.ffnn"
    link.parent.mkdir()
    link.symlink_to(old_file)
    write_session(link, replace(small_session, notes="new"))
    assert link.is_symlink()
    assert read_session(old_file).session.notes == "new"
    assert stat.S_IMODE(old_file.stat().st_mode) == 0o640
    assert list(link.parent.iterdir()) == [link]


@unix
def test_new_files_follow_the_umask(small_session: Session, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_session(tmp_path / "a.ffnn", small_session)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.ffnn").stat().st_mode) == 0o640


def test_missing_folder_and_folder_as_file(small_session: Session, tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="no such file or folder"):
        write_session(tmp_path / "no" / "a.ffnn", small_session)
    with pytest.raises(SessionError, match="It is a folder"):
        write_session(tmp_path, small_session)


@unix
def test_pipes_are_not_replaced(small_session: Session, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(SessionError, match="not a file"):
        write_session(pipe, small_session)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    with pytest.raises(SessionError, match="not a file"):
        check_writable(pipe)


def test_check_writable_leaves_nothing(tmp_path: Path) -> None:
    check_writable(tmp_path / "a.ffnn")
    assert not list(tmp_path.iterdir())
    with pytest.raises(SessionError, match=r"cannot be written.* no such file"):
        check_writable(tmp_path / "no" / "a.ffnn")


def test_stale_files_are_swept(old_file: Path, small_session: Session) -> None:
    folder = old_file.parent
    dead = subprocess.Popen([sys.executable, "-c", "pass"])
    dead.wait()
    ours = folder / f".ffnn-{atomic.HOST}-{dead.pid}-0000.tmp"
    living = folder / f".ffnn-{atomic.HOST}-{os.getpid()}-0000.tmp"
    elsewhere = folder / f".ffnn-00000000-{dead.pid}-0000.tmp"
    old = folder / f".ffnn-00000001-{dead.pid}-0000.tmp"
    other = folder / ".other.tmp"
    for path in (ours, living, elsewhere, old, other):
        path.touch()
    os.utime(old, (time.time() - 2 * atomic.DAY,) * 2)
    write_session(old_file, small_session)
    assert set(folder.iterdir()) == {old_file, living, elsewhere, other}


FULL_DISK = """
import resource, sys
from pathlib import Path
from ffnn_gui.session import SessionError, read_session, write_session
path = Path(sys.argv[1])
session = read_session(path).session
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_session(path, session)
except SessionError as error:
    print(error)
"""


@unix
def test_real_limit_on_size(old_file: Path) -> None:
    before = old_file.read_bytes()
    command = [sys.executable, "-c", FULL_DISK, str(old_file)]
    assert "larger than this disk or account allows" in subprocess.check_output(command, encoding="utf-8")
    assert old_file.read_bytes() == before
    assert list(old_file.parent.iterdir()) == [old_file]


KILL_SAVERS = """
import os, random, signal, sys, time
from dataclasses import replace
from itertools import count
from pathlib import Path
from ffnn_gui.session import read_session, write_session
path, kills = Path(sys.argv[1]), int(sys.argv[2])
session = read_session(path).session
rng = random.Random(0)
for _ in range(kills):
    process = os.fork()
    if not process:
        for i in count():
            write_session(path, replace(session, notes=str(i) * 10_000))
    time.sleep(rng.uniform(0, 0.05))
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    print(len(read_session(path).session.notes), len(list(path.parent.iterdir())) - 1)
"""


@unix
def test_kills_leave_a_whole_file(old_file: Path, small_session: Session) -> None:
    """Processes are killed at random moments while they save again and again."""
    command = [sys.executable, "-c", KILL_SAVERS, str(old_file), str(KILLS)]
    kills = [line.split() for line in subprocess.check_output(command, encoding="utf-8").splitlines()]
    assert len(kills) == KILLS
    assert any(int(notes) >= 10_000 for notes, _ in kills), "they did save"
    write_session(old_file, small_session)
    assert list(old_file.parent.iterdir()) == [old_file]
