"""A folder of images with one sub-folder a class: every image is brought to one size, grey or in colour.

What is not an image is left out and named; nothing outside the folder is looked at, so links are not followed.
"""

import os
from collections import Counter
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.base import Importer, Progress
from ffnn_gui.data.importing.image_files import SUFFIXES, Fit, NotAnImage
from ffnn_gui.data.importing.labels import counted, unique_names
from ffnn_gui.data.importing.limits import MOST_CLASSES, check_amount, most_examples
from ffnn_gui.data.importing.problems import REASONS, ImportProblem, explained, shown
from ffnn_gui.data.importing.result import ImportedArrays, evenly_spread, subsampling_note
from ffnn_gui.schema import knob

MOST_FILES = 200_000
HOW_TO = "Make a sub-folder for each class and put its images into it."
HOW_TO_FILL = f"Put images ({', '.join(SUFFIXES)}) into them."
SHOWN, KINDS_SHOWN = 3, 6
LINK, DEEPER = "link, which is not followed", "folder in a sub-folder"
PARTS = ("train", "validation", "valid", "val", "test")
"""What folders above those of the classes are called, the one to be trained on first."""


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
        folders, others = _sub_folders(path)
        files = []
        for label, folder in enumerate(folders):
            images, besides = _images_in(folder)
            files += [(label, image) for image in images]
            others += besides
        notes = _left_alone(others)
        if not files:
            raise ImportProblem(" ".join(["There is no image in its sub-folders.", *notes]), _advice(folders, others))
        count, features = len(files), self.side**2 * (3 if self.colour == "colour" else 1)
        files = [files[i] for i in evenly_spread(count, min(self.most, most_examples(features)))]
        check_amount(len(files), features)
        if len(files) < count:
            notes.append(subsampling_note(len(files), count, "images", "folder"))
        X, y, refused = self._read(files, features, progress)
        if not len(X):
            raise ImportProblem(f"None of its {len(files):,} files can be read: {refused[0]}.", "Choose other images.")
        found = np.unique(y).tolist()
        classes = unique_names(shown(folders[label].name) for label in found)
        empty = [folder.name for label, folder in enumerate(folders) if label not in found]
        return ImportedArrays(
            X, np.searchsorted(found, y).astype(np.int64), classes, target="sub-folder",
            image_shape=(self.side, self.side), channels=features // self.side**2, max_pixel=255,
            notes=(*_notes(refused, empty), *notes),
        )  # fmt: skip

    def _read(
        self, files: list[tuple[int, Path]], features: int, progress: Progress
    ) -> tuple[NDArray[np.uint8], NDArray[np.int64], list[str]]:
        # The decoder is loaded when it is first needed, since loading it would hold up the start of the program.
        from ffnn_gui.data.importing.images import pixels_of

        X = np.empty((len(files), features), np.uint8)
        y, refused, done = np.empty(len(files), np.int64), [], 0
        for number, (label, file) in enumerate(files):
            try:
                X[done] = pixels_of(file, (self.side, self.side), self.colour == "colour", self.fit)
                y[done] = label
                done += 1
            except NotAnImage as error:
                refused.append(f"“{shown(file.parent.name)}/{shown(file.name)}”, {_why(error)}")
            progress((number + 1) / len(files))
        return X[:done], y[:done], refused


def _sub_folders(path: Path) -> tuple[list[Path], Counter[str]]:
    """The folders of the classes, and how many images and links beside them belong to no class."""
    with os.scandir(path) as entries:
        visible = [entry for entry in entries if not entry.name.startswith(".")]
    # By name, since paths compare without regard to case on some systems: classes must be the same everywhere.
    inside = sorted((entry for entry in visible if entry.is_dir(follow_symlinks=False)), key=lambda e: counted(e.name))
    folders = [Path(entry.path) for entry in inside]
    if not folders:
        raise ImportProblem("It has no sub-folders.", HOW_TO)
    if len(folders) > MOST_CLASSES:
        raise ImportProblem(f"It has {len(folders):,} sub-folders; at most {MOST_CLASSES:,} are possible.", HOW_TO)
    outside = [entry for entry in visible if _is_image(entry)]
    links = [entry for entry in visible if entry.is_symlink()]
    return folders, Counter({"image in no sub-folder": len(outside), LINK: len(links)})


def _images_in(folder: Path) -> tuple[list[Path], Counter[str]]:
    """The images of a class in the order of their names, and how many files of other kinds are beside them."""
    with explained(folder), os.scandir(folder) as entries:
        visible = [entry for entry in entries if not entry.name.startswith(".")]
    names = sorted(entry.name for entry in visible if _is_image(entry))
    if len(names) > MOST_FILES:
        raise ImportProblem(f"“{shown(folder.name)}” has {len(names):,} images; {MOST_FILES:,} are possible.", HOW_TO)
    return [folder / name for name in names], Counter(_kind(entry) for entry in visible if not _is_image(entry))


def _is_image(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(SUFFIXES) and entry.is_file(follow_symlinks=False)


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return LINK
    if entry.is_dir():
        return DEEPER
    return shown(Path(entry.name).suffix.lower()) or "file without an ending"


def _advice(folders: list[Path], others: Counter[str]) -> str:
    """What to do about folders of classes without an image: they may be parts of the data, with the classes in them."""
    parts = {folder.name.lower(): folder.name for folder in reversed(folders)}
    part = next((parts[name] for name in PARTS if name in parts), None)
    return f"Import its sub-folder “{part}”." if part and others[DEEPER] else HOW_TO_FILL


def _why(error: NotAnImage) -> str:
    """Why a file is not among the images: what the system says of it comes before what it might be."""
    cause = error.__cause__
    if isinstance(cause, OSError) and cause.errno in REASONS:
        words = REASONS[cause.errno][0].rstrip(".")
        return words[0].lower() + words[1:]
    return str(error)


def _left_alone(others: Counter[str]) -> list[str]:
    """A note on what was not looked at, most frequent kinds first."""
    kinds = [f"{count:,} × {kind}" for kind, count in (+others).most_common()]
    if not kinds:
        return []
    more = f" and {len(kinds) - KINDS_SHOWN:,} more kinds" if len(kinds) > KINDS_SHOWN else ""
    return [f"Not looked at: {', '.join(kinds[:KINDS_SHOWN])}{more}."]


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
