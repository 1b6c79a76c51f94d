"""The formats that can be imported; a new file with an importer in it is a new format."""

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from ffnn_gui.data.importing.base import Importer
from ffnn_gui.data.importing.image_files import SUFFIXES
from ffnn_gui.data.importing.problems import ImportProblem, explained, shown
from ffnn_gui.schema import kinds_of, one_of

if TYPE_CHECKING:
    AnyImporter = Importer
else:
    AnyImporter = one_of(__name__, Importer, default="table")

WHAT_CAN_BE = (
    "Choose a table (.csv, .tsv), NumPy arrays (.npz, .npy), IDX files such as MNIST's, or a folder with one "
    "sub-folder of images a class."
)

FILES_SHOWN, LONGEST_PATH = 4, 300
"""Names that can be taken in at a glance, and the signs of a path that is to be copied out whole."""

EXPLAINING = ("readme", "license", "licence", "changelog")
"""What files are called that tell about data and hold none."""


def importers() -> tuple[Importer, ...]:
    """An importer of each format with its defaults."""
    made = (kind() for kind in kinds_of(AnyImporter))
    return tuple(importer for importer in made if isinstance(importer, Importer))


def importer_for(path: Path) -> Importer:
    """The importer whose format a file or folder has; raises ImportProblem when it is none of them."""
    with explained(path):
        if stat.S_ISDIR(path.stat().st_mode):
            _check_has_folders(path)
    for importer in importers():
        if importer.takes(path):
            return importer
    what = f"“{shown(path.name)}” cannot be imported. It is no kind of data that is known."
    raise ImportProblem(what, WHAT_CAN_BE, named=True)


def looks_like_data(path: Path) -> bool:
    """Whether a path is meant as data, going by its name alone: a folder, or a file with one of the known endings."""
    return path.is_dir() or _called_like(path.name) is not None


def _called_like(name: str) -> Importer | None:
    """The importer of files that are called so; None where no format has such a name."""
    return next((importer for importer in importers() if name.lower().endswith(importer.suffixes)), None)


def _check_has_folders(path: Path) -> None:
    """Raise ImportProblem when a folder has no sub-folders of images but files of data, one of which must be meant."""
    with os.scandir(path) as entries:
        visible = [entry for entry in entries if not entry.name.startswith(".")]
    if any(entry.is_dir() or entry.name.lower().endswith(SUFFIXES) for entry in visible):
        return
    data = [entry.name for entry in visible if not entry.name.lower().startswith(EXPLAINING)]
    known = [(importer, name) for name in data if (importer := _called_like(name))]
    names = [name for _, name in sorted(known, key=lambda each: (each[0].order, each[0].rank(each[1]), each[1]))]
    if names:
        more = f" and {len(names) - FILES_SHOWN:,} more" if len(names) > FILES_SHOWN else ""
        listed = ", ".join(f"“{shown(name)}”" for name in names[:FILES_SHOWN])
        raise ImportProblem(
            f"It has no sub-folders of images, but files of data: {listed}{more}.",
            f"Choose one of them: {shown(str(path / names[0]), LONGEST_PATH)}",
        )
