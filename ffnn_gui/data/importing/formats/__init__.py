"""The formats that can be imported; a new file with an importer in it is a new format."""

from pathlib import Path
from typing import TYPE_CHECKING

from ffnn_gui.data.importing.base import Importer
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


def importers() -> tuple[Importer, ...]:
    """An importer of each format with its defaults."""
    made = (kind() for kind in kinds_of(AnyImporter))
    return tuple(importer for importer in made if isinstance(importer, Importer))


def importer_for(path: Path) -> Importer:
    """The importer whose format a file or folder has; raises ImportProblem when it is none of them."""
    with explained(path):
        path.stat()
    for importer in importers():
        if importer.takes(path):
            return importer
    what = f"“{shown(path.name)}” cannot be imported. It is no kind of data that is known."
    raise ImportProblem(what, WHAT_CAN_BE, named=True)


def looks_like_data(path: Path) -> bool:
    """Whether a path is meant as data, going by its name alone: a folder, or a file with one of the known endings."""
    name = path.name.lower()
    return path.is_dir() or any(name.endswith(suffix) for importer in importers() for suffix in importer.suffixes)
