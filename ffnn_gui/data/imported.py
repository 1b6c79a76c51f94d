"""From a file to the settings that name it, and back.

The arrays go to the shelf, where the data set finds them; a session's file is opened again only when somebody says so.
"""

from pathlib import Path

from ffnn_gui.data.importing import ImportedArrays, Importer, ImportProblem
from ffnn_gui.data.importing.base import Progress, no_progress
from ffnn_gui.data.importing.problems import shown
from ffnn_gui.data.importing.shelf import SHELF
from ffnn_gui.data.sets.base import DataSet
from ffnn_gui.data.sets.from_file import FromFile
from ffnn_gui.data.sets.imported import Imported
from ffnn_gui.data.sets.imported_images import ImportedImages
from ffnn_gui.schema import ConfigError, validated

__all__ = ["FromFile", "file_name", "placed", "reread", "shelved"]


def shelved(arrays: ImportedArrays, recipe: Importer, path: Path) -> FromFile:
    """The settings for imported arrays, which are put on the shelf.

    Raises ImportProblem when no settings can describe them.
    """
    kind: type[FromFile] = ImportedImages if arrays.image_shape else Imported
    try:
        data = validated(kind, kind.fields_of(arrays, recipe, file_name(path)))
    except ConfigError as error:
        what = f"“{shown(file_name(path))}” cannot be used. {error.problems[0].message}"
        raise ImportProblem(what, "Choose another file.", named=True) from error
    SHELF.put(arrays, _located(path), data)
    return data


def reread(data: FromFile, path: Path, progress: Progress = no_progress) -> None:
    """Put the arrays of these settings on the shelf, read from a file once more.

    Raises ImportProblem when the file cannot be read or holds other data.
    """
    arrays = data.recipe.read(path, progress)
    if arrays.digest != data.digest:
        raise ImportProblem(
            f"“{shown(path.name)}” holds other data than “{data.source}” did when the session was made, or was then "
            "read in another way.",
            "Look for the file as it was then, or import this one as new data.",
            named=True,
        )
    SHELF.put(arrays, _located(path), data)


def placed(data: DataSet, folder: Path) -> DataSet:
    """Settings for a session in that folder: a file below it is named by its way there, any other by its name alone."""
    path = SHELF.path_of(data.digest) if isinstance(data, FromFile) else None
    if path is None or not isinstance(data, FromFile):
        return data
    folder = folder.resolve()
    below = path.is_relative_to(folder) and path != folder
    source = _plain("/".join(path.relative_to(folder).parts)) if below else file_name(path)
    return data.model_copy(update={"source": source})


def file_name(path: Path) -> str:
    """The file's name as settings may hold it."""
    return _plain(_located(path).name)


def _located(path: Path) -> Path:
    """Where a file is: its own name, in a folder that is named without "..", links and the working directory."""
    return path.resolve() if path.name in ("", "..") else path.parent.resolve() / path.name


def _plain(text: str) -> str:
    """Without signs that no setting's path may have; a file whose name has them must be located by hand."""
    plain = "".join("_" if sign in "\\:" or not sign.isprintable() else sign for sign in text)
    return plain[-500:].lstrip("/") or "data"
