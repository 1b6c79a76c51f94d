"""The first bytes of a session file: what it is, which version wrote it, who may read it, and a checksum.

They are fixed byte for byte, so that they serve as MIME magic and everything about them is known before any JSON is
parsed.
"""

import hashlib
import re
from dataclasses import dataclass

from ffnn_gui import __version__
from ffnn_gui.session.errors import SessionError

VERSION = 1
OLDEST_READER = 1
"""The oldest version that can read what this one writes."""

APP = "FFNN Playground"
START = re.compile(rb'\s{0,99}\{\s{0,99}"format"\s{0,9}:\s{0,9}"ffnn-session"\s{0,9},\s{0,99}"version"\s{0,9}:')
HEADER = re.compile(
    rb'\{"format":"ffnn-session","version":(\d{1,9}),"app":"([\w.+-]{1,40})","reader":(\d{1,9}),'
    rb'"sha256":"([0-9a-f]{64})","body":'
)
END = re.compile(rb"\}\n?\Z")


@dataclass(frozen=True)
class Header:
    """version: of the file's format; app: the version of the program; reader: the format version a reader must know."""

    version: int
    app: str
    reader: int
    sha256: str


def with_header(body: bytes) -> bytes:
    """The whole file for a body of compact ASCII JSON."""
    digest = hashlib.sha256(body).hexdigest()
    head = (
        f'{{"format":"ffnn-session","version":{VERSION},"app":"{__version__}","reader":{OLDEST_READER},'
        f'"sha256":"{digest}","body":'
    )
    return b"".join([head.encode("ascii"), body, b"}\n"])


def split_header(data: bytes) -> tuple[Header, slice]:
    """The header and where the body is; raises SessionError when it is no session, or one that we may not read."""
    if not data:
        raise SessionError("The file is empty (0 bytes).")
    if not START.match(data):
        raise SessionError(
            'It is not a session file: it does not begin with {"format":"ffnn-session".', "Choose another file."
        )
    found = HEADER.match(data)
    if not found:
        raise _strange_header(data)
    header = Header(int(found[1]), found[2].decode(), int(found[3]), found[4].decode())
    if header.reader > VERSION:
        raise _too_new(header.version, f"it was saved by {APP} {header.app}, and ", header.reader)
    end = END.search(data, max(found.end(), len(data) - 2))
    if not end:
        raise SessionError(f"It is incomplete: it breaks off at byte {len(data):,}.")
    return header, slice(found.end(), end.start())


def check_sum(header: Header, body: memoryview) -> None:
    """Raise SessionError when the body is not what was written."""
    if hashlib.sha256(body).hexdigest() != header.sha256:
        raise SessionError(
            "It is damaged, or was changed by another program: the checksum (sha256) in its header does not fit its "
            "body."
        )


def _strange_header(data: bytes) -> SessionError:
    start = START.match(data)
    number = re.compile(rb"\s{0,9}(\d{1,9})\b").match(data, start.end() if start else 0)
    if number and int(number[1]) > VERSION:
        return _too_new(int(number[1]), "", int(number[1]))
    return SessionError("Its header (the first 200 bytes) is damaged, or was changed by another program.")


def _too_new(version: int, origin: str, reader: int) -> SessionError:
    return SessionError(
        f"It comes from a newer version: {origin}its format is version {version:,}. It needs an {APP} that reads "
        f"format version {reader:,}; this one reads up to {VERSION}.",
        "Update the playground, then open it again.",
    )
