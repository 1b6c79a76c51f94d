"""What the names of IDX files tell: where the other half of the pair is, and what the classes are called."""

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
    name = path.name
    backwards = "labels" in name or ("images" not in name and "idx1" in name)
    other = name
    for image, label in HALVES:
        other = other.replace(label, image) if backwards else other.replace(image, label)
    stem = other.removesuffix(".gz")
    candidates = [path.with_name(candidate) for candidate in dict.fromkeys((other, stem, f"{stem}.gz"))]
    found = next((candidate for candidate in candidates if candidate != path and candidate.is_file()), None)
    if found is None:
        what = "images" if backwards else "labels"
        raise ImportProblem(
            f"The file with its {what} is not beside it.",
            f"Put “{shown(stem)}” (or .gz) into the same folder."
            if stem != name.removesuffix(".gz")
            else "Name the two files as MNIST does: …-images-idx3-ubyte and …-labels-idx1-ubyte.",
        )
    return (found, path) if backwards else (path, found)


def other_part(images: Path) -> Path | None:
    """The images of another part beside these, to test on or to train on; None where there are none."""
    for part, other in permutations(PARTS, 2):
        candidate = images.with_name(images.name.replace(part, other))
        if candidate != images and candidate.is_file():
            return candidate
    return None


def looks_emnist(path: Path) -> bool:
    """Whether a file is named as EMNIST's are."""
    return path.name.lower().startswith("emnist-")


def looks_fashion(path: Path) -> bool:
    """Whether the file or its folder is called fashion; the files themselves are named like MNIST's."""
    return "fashion" in f"{path.parent.name}/{path.name}".lower() and not looks_emnist(path)


def class_names_of(path: Path) -> tuple[dict[int, str], str]:
    """The name of each label in EMNIST's mapping file, lines of "label code-point"; and where they stand.

    Empty when there is no such file. One that is not understood is as good as none: the labels are names enough.
    """
    if not looks_emnist(path):
        return {}, ""
    mapping = path.with_name("-".join(path.name.split("-")[:2]) + "-mapping.txt")
    try:
        with opened(mapping) as file:
            pairs = [line.split()[:2] for line in file.read(LARGEST_MAPPING).decode("ascii").splitlines() if line]
        signs = {int(label): chr(int(code)) for label, code in pairs}
    except (OSError, ValueError, OverflowError, ImportProblem):
        return {}, ""
    told_apart = len(set(signs.values())) == len(signs) and all(sign.isprintable() for sign in signs.values())
    return (signs, f"“{shown(mapping.name)}”") if told_apart else ({}, "")
