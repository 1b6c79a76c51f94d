"""What the names of IDX files tell: where the other half of the pair is, and what the classes are called.

Capitals make no difference, since some copies have them and others have not.
"""

import re
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

from ffnn_gui.data.importing.opening import opened
from ffnn_gui.data.importing.problems import ImportProblem, shown

FASHION = (
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)  # fmt: skip
"""Xiao, Rasul, Vollgraf: Fashion-MNIST, 2017."""

HALVES = (("images", "labels"), ("idx3", "idx1"))
PARTS = ("train", "t10k", "test")
LARGEST_MAPPING = 10_000  # bytes


def labels_beside(path: Path) -> tuple[Path, Path]:
    """The files of images and of labels, given either; raises ImportProblem when the other is not there."""
    name = path.name.lower()
    backwards = "labels" in name or ("images" not in name and "idx1" in name)
    other = path.name
    for image, label in HALVES:
        other = _replaced(other, label, image) if backwards else _replaced(other, image, label)
    stem = other[: -len(".gz")] if name.endswith(".gz") else other
    found = _beside(path, (other, stem, f"{stem}.gz"))
    if found is None:
        what = "images" if backwards else "labels"
        raise ImportProblem(
            f"The file with its {what} is not beside it.",
            f"Put “{shown(stem)}” (or .gz) into the same folder."
            if stem.lower() != name.removesuffix(".gz")
            else "Name the two files as MNIST does: …-images-idx3-ubyte and …-labels-idx1-ubyte.",
        )
    return (found, path) if backwards else (path, found)


def other_part(images: Path) -> Path | None:
    """The images of another part beside these, to test on or to train on; None where there are none."""
    return _beside(images, [_replaced(images.name, part, other) for part, other in permutations(PARTS, 2)])


def _replaced(name: str, old: str, new: str) -> str:
    """The name with one part in place of another; where that had a capital, the new part has one too."""
    return re.sub(re.escape(old), lambda found: new.capitalize() if found[0] != old else new, name, flags=re.IGNORECASE)


def _beside(path: Path, names: Iterable[str]) -> Path | None:
    """The first other file in a path's folder that is called so, exactly if there is one; None where there is none."""
    wanted = [name for name in dict.fromkeys(names) if name.lower() != path.name.lower()]
    exact = next((path.with_name(name) for name in wanted if path.with_name(name).is_file()), None)
    if exact is not None or not wanted:
        return exact
    try:
        files = {other.name.lower(): other for other in path.parent.iterdir()}
    except OSError:  # a folder need not be listed to read a file in it
        return None
    alike = [files[name.lower()] for name in wanted if name.lower() in files]
    return next((file for file in alike if file.is_file()), None)


def looks_emnist(path: Path) -> bool:
    """Whether a file is named as EMNIST's are."""
    return path.name.lower().startswith("emnist-")


def looks_fashion(path: Path) -> bool:
    """Whether the file or its folder is called fashion; the files themselves are named like MNIST's.

    A folder "raw" is called like the one that it is in, as torchvision places them.
    """
    *above, folder, name = path.absolute().parts
    named = [*above[-1:], folder, name] if folder.lower() == "raw" else [folder, name]
    return "fashion" in "/".join(named).lower() and not looks_emnist(path)


def class_names_of(path: Path) -> tuple[dict[int, str], str]:
    """The name of each label in EMNIST's mapping file, lines of "label code-point"; and where they stand.

    Empty when there is no such file. One that is not understood is as good as none: the labels are names enough.
    """
    if not looks_emnist(path):
        return {}, ""
    called = "-".join(path.name.split("-")[:2]) + "-mapping.txt"
    try:
        mapping = _beside(path, [called]) or path.with_name(called)
        with opened(mapping) as file:
            pairs = [line.split()[:2] for line in file.read(LARGEST_MAPPING).decode("ascii").splitlines() if line]
        signs = {int(label): chr(int(code)) for label, code in pairs}
    except (OSError, ValueError, OverflowError, ImportProblem):
        return {}, ""
    told_apart = len(set(signs.values())) == len(signs) and all(sign.isprintable() for sign in signs.values())
    return (signs, f"“{shown(mapping.name)}”") if told_apart else ({}, "")
