"""Imported arrays that are at hand in this process, by their digest: settings name their data, and never open a file.

The least recently used ones go when there are too many; who still wants them is told to import the file again.
"""

from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from ffnn_gui.data.importing.result import ImportedArrays

MOST_SETS, MOST_BYTES = 12, 2 * 2**30


class NotAtHand(LookupError):
    """The data of these settings have not been imported; the message says what to do."""


class Kept(NamedTuple):
    """What lies on the shelf; settings: what describes it to the rest of the program, None where nobody has said."""

    arrays: ImportedArrays
    path: Path | None
    settings: object


class Shelf:
    """Arrays, the files they came from, and the settings that name them; from any thread."""

    def __init__(self, most_sets: int = MOST_SETS, most_bytes: int = MOST_BYTES) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._most = most_sets, most_bytes
        self._lock = Lock()

    def put(self, arrays: ImportedArrays, path: Path | None = None, settings: object = None) -> str:
        """Keep arrays; returns their digest."""
        digest = arrays.digest
        with self._lock:
            self._kept[digest] = Kept(arrays, path.absolute() if path else None, settings)
            self._kept.move_to_end(digest)
            while len(self._kept) > 1 and self._is_too_full():
                self._kept.popitem(last=False)
        return digest

    def has(self, digest: str) -> bool:
        """Whether the arrays are here."""
        return digest in self._kept

    def get(self, digest: str, source: str) -> ImportedArrays:
        """The arrays; raises NotAtHand naming the file that they come from."""
        with self._lock:
            if digest not in self._kept:
                raise NotAtHand(f"the data come from “{source}”, which is not open. Import that file again")
            self._kept.move_to_end(digest)
            return self._kept[digest].arrays

    def path_of(self, digest: str) -> Path | None:
        """The file that the arrays came from; None when they are not here, or came from none."""
        return self._kept[digest].path if digest in self._kept else None

    def settings(self) -> list[object]:
        """The settings of all that is here, in no order that means anything."""
        with self._lock:
            return [kept.settings for kept in self._kept.values() if kept.settings is not None]

    def _is_too_full(self) -> bool:
        sets, size = self._most
        return len(self._kept) > sets or sum(kept.arrays.X.nbytes for kept in self._kept.values()) > size


SHELF = Shelf()
"""The process's own: a config must find its arrays from wherever it is used, by name alone."""
