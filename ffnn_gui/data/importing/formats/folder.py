"""A folder of images with one sub-folder a class: every image is brought to one size, grey or in colour.

What is not an image is left out and named; nothing outside the folder is looked at.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.base import Importer, Progress
from ffnn_gui.data.importing.images import SUFFIXES, Fit, NotAnImage, pixels_of
from ffnn_gui.data.importing.labels import unlike
from ffnn_gui.data.importing.limits import MOST_CLASSES, check_amount
from ffnn_gui.data.importing.problems import ImportProblem, shown
from ffnn_gui.data.importing.result import ImportedArrays
from ffnn_gui.schema import knob

MOST_FILES = 200_000
HOW_TO = "Make a sub-folder for each class and put its images into it."
SHOWN = 3


class Folder(Importer):
    """Images of several classes, a sub-folder each."""

    kind: Literal["folder"] = "folder"
    label: ClassVar[str] = "Folder of images"
    help: ClassVar[str] = "One sub-folder a class, named like it; images of any size are brought to one."
    order: ClassVar[float] = 1

    side: int = knob(
        28, "Size", "The width and height that all images are brought to.", ge=4, le=128, unit="pixels", step=4,
        editor="slider",
    )  # fmt: skip
    colour: Literal["grey", "colour"] = knob(
        "grey", "Colour", "Whether pixels are a grey value or red, green and blue, three times as many inputs.",
        labels={"grey": "Grey", "colour": "Red, green, blue"},
    )  # fmt: skip
    fit: Fit = knob(
        "crop", "Other shapes", "What is done with images that are not square.",
        labels={"crop": "Cut the longer sides", "pad": "Black borders", "stretch": "Stretch"},
    )  # fmt: skip

    def takes(self, path: Path) -> bool:
        """Whether it is a folder."""
        return path.is_dir()

    def arrays(self, path: Path, progress: Progress) -> ImportedArrays:
        """All images of all sub-folders, in the order of their names."""
        folders = _sub_folders(path)
        files = [(label, file) for label, folder in enumerate(folders) for file in _images_in(folder)]
        channels = 3 if self.colour == "colour" else 1
        if not files:
            raise ImportProblem("There is no image in its sub-folders.", f"Put images ({_endings()}) into them.")
        if len(files) > self.most:
            files = [files[i] for i in np.linspace(0, len(files) - 1, self.most).round().astype(int)]
        check_amount(len(files), self.side**2 * channels)
        X, y, refused = self._read(files, channels, progress)
        if not len(X):
            raise ImportProblem(f"None of its {len(files):,} files is an image: {refused[0]}.", "Choose other images.")
        found = [label for label in range(len(folders)) if (y == label).any()]
        classes = unlike(shown(folders[label].name) for label in found)
        notes = _notes(refused, [folders[i].name for i in range(len(folders)) if i not in found])
        return ImportedArrays(
            X, np.searchsorted(found, y).astype(np.int64), classes, target="sub-folder",
            image_shape=(self.side, self.side), channels=channels, max_pixel=255, notes=notes,
        )  # fmt: skip

    def _read(
        self, files: list[tuple[int, Path]], channels: int, progress: Progress
    ) -> tuple[NDArray[np.uint8], NDArray[np.int64], list[str]]:
        X = np.empty((len(files), self.side**2 * channels), np.uint8)
        y, refused, done = np.empty(len(files), np.int64), [], 0
        for number, (label, file) in enumerate(files):
            try:
                X[done] = pixels_of(file, self.side, self.colour == "colour", self.fit)
                y[done] = label
                done += 1
            except NotAnImage as error:
                refused.append(f"“{shown(file.parent.name)}/{shown(file.name)}”, {error}")
            progress((number + 1) / len(files))
        return X[:done], y[:done], refused


def _sub_folders(path: Path) -> list[Path]:
    with os.scandir(path) as entries:
        folders = sorted(Path(entry.path) for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    if not folders:
        raise ImportProblem("It has no sub-folders.", HOW_TO)
    if len(folders) > MOST_CLASSES:
        raise ImportProblem(f"It has {len(folders):,} sub-folders; at most {MOST_CLASSES:,} are possible.", HOW_TO)
    return folders


def _images_in(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.name.lower().endswith(SUFFIXES) and entry.is_file())
    if len(names) > MOST_FILES:
        raise ImportProblem(f"“{shown(folder.name)}” has {len(names):,} images; {MOST_FILES:,} are possible.", HOW_TO)
    yield from (folder / name for name in names)


def _notes(refused: list[str], empty: list[str]) -> tuple[str, ...]:
    notes = []
    if refused:
        more = f" and {len(refused) - SHOWN:,} more" if len(refused) > SHOWN else ""
        files = "file was" if len(refused) == 1 else "files were"
        notes.append(f"{len(refused):,} {files} left out: {'; '.join(refused[:SHOWN])}{more}.")
    if empty:
        names = ", ".join(f"“{shown(name)}”" for name in empty[:SHOWN])
        notes.append(f"Without any image, and no class: {names}{' and more' if len(empty) > SHOWN else ''}.")
    return tuple(notes)


def _endings() -> str:
    return ", ".join(SUFFIXES)
