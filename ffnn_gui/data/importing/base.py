"""An importer makes arrays of a file: a frozen config whose knobs are its options, with the reading as its behaviour.

It holds no state and knows no window; the same importer with the same options makes the same arrays of the same file.
"""

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from ffnn_gui.data.importing.limits import MOST_EXAMPLES
from ffnn_gui.data.importing.problems import explained
from ffnn_gui.data.importing.result import ImportedArrays, subsampled
from ffnn_gui.schema import Choice, knob

Progress = Callable[[float], None]
"""Is told the share that is done, 0…1, and may raise Cancelled."""


def no_progress(share: float) -> None:
    """The progress that nobody wants to know."""


class Importer(Choice):
    """One format of files. `suffixes`: how names of such files end, in lower case; none for folders."""

    suffixes: ClassVar[tuple[str, ...]] = ()

    most: int = knob(
        MOST_EXAMPLES, "At most", "How many examples are taken, spread evenly over the file.", ge=1, le=MOST_EXAMPLES,
        unit="examples",
    )  # fmt: skip

    @abstractmethod
    def takes(self, path: Path) -> bool:
        """Whether a file or folder looks like this format; never raises."""

    def rank(self, name: str) -> int:
        """Where a file so called stands among those of the format in a folder; the lowest is most likely meant."""
        return 0

    def idle_for(self, arrays: ImportedArrays) -> frozenset[str]:
        """The options that change nothing in what was read."""
        return frozenset()

    def read(self, path: Path, progress: Progress = no_progress) -> ImportedArrays:
        """Import a file or folder.

        Raises ImportProblem that names the file, the place and what to do, and what `progress` raises.
        """
        with explained(path):
            return subsampled(self.arrays(path, progress), self.most)

    @abstractmethod
    def arrays(self, path: Path, progress: Progress) -> ImportedArrays:
        """All examples, or `most` of them where that spares reading the others.

        Raises ImportProblem without the file's name, OSError or ValueError.
        """
