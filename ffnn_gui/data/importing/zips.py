"""The members of a zip file, as `.npz` files are, listed only when there are few of them.

A list of a million members, or one member that expands without end, would fill the memory before anything is read.
"""

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from ffnn_gui.data.importing.limits import check_expansion
from ffnn_gui.data.importing.opening import size_of
from ffnn_gui.data.importing.problems import ImportProblem, shown

MOST_MEMBERS = 200
LARGEST_LIST = 2**16
END = b"PK\5\6"
END_SIZE, LONGEST_COMMENT = 22, 2**16
OFTEN_FOUND = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@contextmanager
def members_of(file: BinaryIO) -> Iterator[tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]]:
    """The archive and its members; raises ImportProblem when it is none, or not one to be trusted."""
    _check_list(file)
    size = size_of(file)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            for member in members:
                _check(member, size)
            yield archive, members
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, struct.error) as error:
        raise ImportProblem(f"It is a damaged archive: {shown(str(error))}.", "Get the file once more.") from error


def _check_list(file: BinaryIO) -> None:
    tail_at = max(0, size_of(file) - END_SIZE - LONGEST_COMMENT)
    file.seek(tail_at)
    tail = file.read()
    place = tail.rfind(END)
    if place < 0 or len(tail) - place < END_SIZE:
        raise ImportProblem("It has no list of members at its end, as a .npz file has.", "It was not copied whole.")
    here, all_members, size = struct.unpack_from("<HHI", tail, place + 8)
    if max(here, all_members) > MOST_MEMBERS or size > LARGEST_LIST:
        raise ImportProblem(f"It claims {all_members:,} members; at most {MOST_MEMBERS} arrays can be in a file.")
    file.seek(0)


def _check(member: zipfile.ZipInfo, size: int) -> None:
    if member.flag_bits & 1:
        raise ImportProblem("It is protected by a password.", "Save it without one.")
    if member.compress_type not in OFTEN_FOUND:
        raise ImportProblem("It is compressed in a way that NumPy does not use.", "Save it with np.savez_compressed.")
    check_expansion(member.file_size, min(member.compress_size, size))
