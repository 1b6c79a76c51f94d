"""NumPy's own files: several named arrays in one `.npz`, or a single one in a `.npy`. No pickles, ever.

Of several arrays the inputs and the targets are found by their names, and may be chosen.
"""

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from ffnn_gui.data.importing.arrays import check_inputs, check_targets, features_of, targets_of, usable
from ffnn_gui.data.importing.base import Importer, Progress
from ffnn_gui.data.importing.npy import MAGIC, Header, read_array, read_header
from ffnn_gui.data.importing.opening import Stream, first_bytes, opened, size_of
from ffnn_gui.data.importing.problems import ImportProblem, shown
from ffnn_gui.data.importing.result import ImportedArrays
from ffnn_gui.data.importing.tables.pixels import Pixels, label_at, pixels_knob
from ffnn_gui.data.importing.targets import Scale, TaskChoice, scale_knob, task_knob
from ffnn_gui.data.importing.zips import members_of

INPUTS = ("x_train", "train_images", "train_x", "x", "images", "data", "features", "inputs", "arr_0")
TARGETS = ("y_train", "train_labels", "train_y", "y", "labels", "label", "targets", "target", "classes", "arr_1")

Check = Callable[[tuple[int, ...], np.dtype[Any]], None]


class NumpyFiles(Importer):
    """Arrays saved by np.save, np.savez or np.savez_compressed."""

    kind: Literal["numpy"] = "numpy"
    label: ClassVar[str] = "NumPy arrays (.npz, .npy)"
    help: ClassVar[str] = "One array of inputs and one of targets; a single array has the targets as its last column."
    order: ClassVar[float] = 3
    suffixes: ClassVar[tuple[str, ...]] = (".npz", ".npy")

    inputs: str = Field("", max_length=200)
    target: str = Field("", max_length=200)
    task: TaskChoice = task_knob()
    target_values: Scale = scale_knob()
    pixels: Pixels = pixels_knob("arrays of several axes, and rows of whole numbers from 0 to 255, a square of them,")

    def idle_for(self, arrays: ImportedArrays) -> frozenset[str]:
        no_images = self.pixels == "auto" and arrays.image_shape is None
        return frozenset({"target_values"} if arrays.classes else ()) | frozenset({"pixels"} if no_images else ())

    def takes(self, path: Path) -> bool:
        """Whether it is called like one of them, or begins as one."""
        if path.name.lower().endswith(self.suffixes):
            return True
        start = first_bytes(path, len(MAGIC))
        return start.startswith(MAGIC) or (start.startswith(b"PK") and path.suffix.lower() == ".zip")

    def arrays(self, path: Path, progress: Progress) -> ImportedArrays:
        """Inputs and targets, examples with missing numbers left out."""
        with opened(path) as file:
            start = file.read(len(MAGIC))
            file.seek(0)
            if start.startswith(b"PK"):
                return self._from_archive(file, progress)
            _check_start(start)
            source = Stream(file.read)
            header = read_header(source)
            _check_size(header, size_of(file))
            _check_single(header.shape, header.dtype)
            array = read_array(source, header, progress)
        return self._from_single(array)

    def _from_single(self, array: NDArray[Any]) -> ImportedArrays:
        """The target is the last column, or the first where it is the class before the pixels of images."""
        first = label_at(list(array.T)) == 0
        place = "first" if first else "last"
        notes = [f"The {place} of {array.shape[1]:,} columns was taken as the target."]
        inputs, target = (array[:, 1:], array[:, 0]) if first else (array[:, :-1], array[:, -1])
        return self._joined(inputs, target, notes, f"{place} column")

    def _from_archive(self, file: BinaryIO, progress: Progress) -> ImportedArrays:
        with members_of(file) as (archive, members):
            _check_members([member.filename for member in members])
            named = {member.filename.removesuffix(".npy"): member for member in members}
            only = next(iter(named)) if len(named) == 1 else ""
            if only and self.inputs in ("", only) and not self.target:
                return self._from_single(_member(archive, named[only], progress, _check_single))
            inputs = _chosen(self.inputs or only, tuple(named), INPUTS, "inputs")
            target = _chosen(self.target, tuple(named), [name for name in TARGETS if name != inputs.lower()], "targets")
            _check_different(inputs, target, tuple(named))
            rest = [name for name in named if name != inputs]
            X = _member(archive, named[inputs], lambda share: progress(0.9 * share), check_inputs)
            y = _member(archive, named[target], lambda share: progress(0.9 + 0.1 * share), check_targets)
        _check_lengths(X, y, inputs, target)
        others = [f"“{shown(name)}”" for name in rest if name != target][:6]
        notes = [f"Inputs are “{shown(inputs)}”, targets “{shown(target)}”."]
        notes += [f"Not used: {', '.join(others)}."] if others else []
        return self._joined(X, y, notes, target, tuple(named), (inputs,))

    def _joined(
        self, inputs: NDArray[Any], targets: NDArray[Any], notes: list[str], target: str,
        columns: tuple[str, ...] = (), used: tuple[str, ...] = (),
    ) -> ImportedArrays:  # fmt: skip
        good = usable(inputs, targets)
        if not good.any():
            raise ImportProblem("Every example has a missing or infinite number.", "Choose another array.")
        if not good.all():
            bad = np.flatnonzero(~good)
            were = "was" if len(bad) == 1 else "were"
            notes.append(
                f"{len(bad):,} of {len(good):,} examples {were} left out because of a missing or infinite number, the "
                f"first of them example {bad[0] + 1:,}."
            )
            inputs, targets = inputs[good], targets[good]
        found = features_of(inputs, images=self.pixels == "auto")
        y = targets_of(targets, self.task, self.target_values, images=found.image_shape is not None)
        return ImportedArrays(
            found.X, y.y, y.classes, (), target, found.image_shape, found.channels, found.max_pixel,
            (*notes, *found.notes, *y.said), columns, used, y.scaled,
        )  # fmt: skip


def _chosen(wanted: str, names: tuple[str, ...], usual: Iterable[str], what: str) -> str:
    found = {name.lower(): name for name in reversed(names)}
    if wanted and wanted not in names:
        problem = f"There is no array “{shown(wanted)}” for the {what} in it."
        raise ImportProblem(problem, _listed(names), choices=names)
    name = wanted or next((found[name] for name in usual if name in found), "")
    if not name:
        raise ImportProblem(f"None of its arrays is called as {what} usually are.", _listed(names), choices=names)
    return name


def _listed(names: Iterable[str]) -> str:
    known = ", ".join(f"“{shown(name)}”" for name in list(names)[:8])
    return f"It has {known}: choose, or call them X and y." if known else "Save two arrays, called X and y."


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, progress: Progress, check: Check) -> NDArray[Any]:
    with archive.open(member) as file:
        source = Stream(file.read)
        try:
            header = read_header(source)
            _check_size(header, member.file_size)
            check(header.shape, header.dtype)
            return read_array(source, header, progress, member.compress_size)
        except ImportProblem as problem:
            raise ImportProblem(f"Array “{shown(member.filename)}”: {problem.what}", problem.advice) from problem


def _check_start(start: bytes) -> None:
    """Raise ImportProblem when a file does not begin as one of NumPy's, whatever it is called."""
    if not start:
        raise ImportProblem("It is empty.", "Get the file once more, or choose another.")
    if start != MAGIC:
        raise ImportProblem(
            f"It is no NumPy file: its first bytes are {start.hex(' ')}, where arrays have {MAGIC.hex(' ')}.",
            "Save it anew with np.save or np.savez, or choose another.",
        )


def _check_members(names: list[str]) -> None:
    """Raise ImportProblem when an archive is one of other files than arrays."""
    files = [name for name in names if not name.endswith("/")]
    if not any(name.endswith(".npy") for name in files):
        found = f"It is an archive of other files, such as “{shown(files[0])}”." if files else "There is nothing in it."
        raise ImportProblem(found, "Unpack it first, and import what was in it." if files else "Choose another file.")


def _check_different(inputs: str, target: str, names: tuple[str, ...]) -> None:
    if inputs == target:
        raise ImportProblem(
            f"“{shown(target)}” would be predicted from itself: it is both the inputs and the target.",
            "Choose another array as one of them."
            if len(names) > 1
            else "Choose no target, and the last of its columns is taken as one.",
            choices=names,
        )


def _check_lengths(X: NDArray[Any], y: NDArray[Any], inputs: str, target: str) -> None:
    if X.ndim > 1 and y.ndim and len(X) != len(y):
        raise ImportProblem(
            f"“{shown(inputs)}” has {len(X):,} examples, but “{shown(target)}” has {len(y):,}.",
            "Choose two arrays that belong together.",
        )
    if not X.ndim or not y.ndim or len(X) != len(y):
        raise ImportProblem(f"“{shown(inputs)}” and “{shown(target)}” are not one row an example each.")


def _check_single(shape: tuple[int, ...], dtype: np.dtype[Any]) -> None:
    if len(shape) != 2 or shape[1] < 2 or dtype.kind in "US":
        raise ImportProblem(
            f"A single array must have rows of numbers, the last one the target, but its shape is {shape}.",
            "Put inputs and targets into one file: np.savez(name, X=…, y=…).",
        )
    check_inputs((shape[0], shape[1] - 1), dtype)


def _check_size(header: Header, available: int) -> None:
    if header.offset + header.size != available:
        raise ImportProblem(
            f"Its header announces {header.size:,} bytes of data after byte {header.offset:,}, but it has "
            f"{max(available - header.offset, 0):,}.",
            "It is damaged or was not copied whole: get the file once more.",
        )
