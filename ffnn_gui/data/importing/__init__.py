"""Brings data of one's own in: tables, NumPy files, IDX files and folders of images become arrays. No Qt.

`importer_for(path).read(path)` does it all; what goes wrong is an ImportProblem with a sentence for people.
"""

from ffnn_gui.data.importing.base import Importer, Progress
from ffnn_gui.data.importing.formats import AnyImporter, importer_for, looks_like_data
from ffnn_gui.data.importing.problems import Cancelled, ImportProblem
from ffnn_gui.data.importing.result import ImportedArrays

__all__ = [
    "AnyImporter",
    "Cancelled",
    "ImportProblem",
    "ImportedArrays",
    "Importer",
    "Progress",
    "importer_for",
    "looks_like_data",
]
