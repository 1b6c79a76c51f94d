"""IDX files, the format of MNIST, Fashion-MNIST and EMNIST: a magic number, the sizes, then plain bytes.

Images and labels come in two files, which are found beside each other by their names. (Y. LeCun, C. Cortes,
C. J. C. Burges, The MNIST database.)
"""

import math
from itertools import pairwise
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.arrays import max_pixel_of
from ffnn_gui.data.importing.base import Importer, Progress
from ffnn_gui.data.importing.idx_names import (
    FASHION,
    class_names_of,
    labels_beside,
    looks_emnist,
    looks_fashion,
    other_part,
)
from ffnn_gui.data.importing.labels import as_classes
from ffnn_gui.data.importing.limits import FREE_KEPT, check_amount, check_expansion, most_examples
from ffnn_gui.data.importing.opening import PIECE, Unpacked, first_bytes, opened
from ffnn_gui.data.importing.problems import ImportProblem, explained, shown
from ffnn_gui.data.importing.result import ImportedArrays, evenly_spread, subsampling_note
from ffnn_gui.schema import knob

TYPES = {8: "u1", 9: "i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}
MOST_DIMENSIONS = 4
MOST_COUNTED = 10_000_000
"""Images that some may be taken of; the labels are read whole, so that no class is overlooked."""

IMAGES, LABELS = 0.9, 0.1
"""Shares of the progress."""


class Idx(Importer):
    """Images of MNIST's kind, plain or gzipped."""

    kind: Literal["idx"] = "idx"
    label: ClassVar[str] = "IDX images (MNIST, Fashion-MNIST, EMNIST)"
    help: ClassVar[str] = "Two files, one of images and one of their labels, plain or gzipped, found by their names."
    order: ClassVar[float] = 2
    suffixes: ClassVar[tuple[str, ...]] = ("-ubyte", "-ubyte.gz", ".idx", ".idx.gz", "idx1.gz", "idx3.gz")

    names: Literal["auto", "numbers", "fashion"] = knob(
        "auto", "Class names", "What the classes are called; those of EMNIST stand in its mapping file.",
        labels={"auto": "As found", "numbers": "The labels", "fashion": "Fashion-MNIST's"},
    )  # fmt: skip
    turned: Literal["auto", "yes", "no"] = knob(
        "auto", "Swap rows and columns",
        "EMNIST's images lie on their side, which their name tells; this puts them upright.",
        labels={"auto": "For EMNIST", "yes": "Yes", "no": "No"},
    )  # fmt: skip

    def rank(self, name: str) -> int:
        """Images before labels, and what is to be trained on first."""
        return 2 * ("labels" in name.lower()) + ("train" not in name.lower())

    def takes(self, path: Path) -> bool:
        """Whether it is called like an IDX file, or begins with the magic number of one."""
        if path.name.lower().endswith(self.suffixes):
            return True
        start = first_bytes(path, 4)
        return len(start) == 4 and start[:2] == b"\0\0" and start[2] in TYPES and 1 <= start[3] <= MOST_DIMENSIONS

    def arrays(self, path: Path, progress: Progress) -> ImportedArrays:
        """The images of one file with the labels of the other, whichever was named."""
        shape_of(path)  # what is wrong with the file itself is said before the other one is looked for
        images_path, labels_path = labels_beside(path)
        sizes = shape_of(images_path)
        _check_pair(sizes, shape_of(labels_path), images_path, labels_path)
        count, features = sizes[0], sizes[1] * sizes[2]
        taken = min(count, self.most, most_examples(features))
        check_amount(taken, features)
        chosen = evenly_spread(count, taken)
        images = read_idx(images_path, lambda share: progress(IMAGES * share), chosen)
        labels = read_idx(labels_path, lambda share: progress(IMAGES + LABELS * share))
        pixels, shape = self._upright(images, images_path)
        y, classes = as_classes(labels)
        classes, y, named = self._named(classes, y, labels, images_path)
        notes = [f"Labels come from “{shown(labels_path.name)}”, which stands beside the images.", *named]
        y = y[chosen]
        if taken < count:
            notes.append(subsampling_note(taken, count, "images"))
        if other := other_part(images_path):
            notes.append(
                f"Not used: “{shown(other.name)}”, which stands beside the images. Hold some of these back as test "
                "part, or import that file in their place."
            )
        if self._is_turned(images_path):
            notes.append("Rows and columns were swapped, since EMNIST's images lie on their side.")
        return ImportedArrays(
            pixels, y, classes, target="label", image_shape=shape, max_pixel=max_pixel_of(pixels),
            notes=tuple(notes),
        )  # fmt: skip

    def _upright(self, images: NDArray[np.uint8], path: Path) -> tuple[NDArray[np.uint8], tuple[int, int]]:
        rows, columns = images.shape[1:]
        if self._is_turned(path):
            return np.ascontiguousarray(images.transpose(0, 2, 1)).reshape(len(images), -1), (columns, rows)
        return images.reshape(len(images), -1), (rows, columns)

    def _is_turned(self, path: Path) -> bool:
        return self.turned == "yes" or (self.turned == "auto" and looks_emnist(path))

    def _named(
        self, classes: tuple[str, ...], y: NDArray[np.int64], labels: NDArray[np.uint8], path: Path
    ) -> tuple[tuple[str, ...], NDArray[np.int64], list[str]]:
        """Names, classes and notes: with names of their own, the labels themselves are the classes' indices."""
        if self.names == "numbers":
            return classes, y, []
        fashion = self.names == "fashion" or looks_fashion(path)
        names, source = (dict(enumerate(FASHION)), "Fashion-MNIST's list") if fashion else class_names_of(path)
        if not names:
            return classes, y, []
        known = np.array(sorted(names))
        nameless = labels[~np.isin(labels, known)]
        if len(nameless):
            note = f"Classes are called by their labels, since {source} has no name for {nameless.min()}."
            return classes, y, [note]
        y = np.searchsorted(known, labels).astype(np.int64)
        return tuple(names[label] for label in sorted(names)), y, [f"Class names come from {source}."]


def shape_of(path: Path) -> tuple[int, ...]:
    """The sizes in the header of an IDX file; raises ImportProblem when they do not agree with the file's own."""
    with explained(path), opened(path) as file:
        source = Unpacked(file)
        shape = _shape(source)
        _check_size(source, math.prod(shape))
        return shape


def read_idx(path: Path, progress: Progress, chosen: NDArray[np.intp] | None = None) -> NDArray[np.uint8]:
    """The array of bytes in an IDX file, or the chosen ones of its entries, in ascending order.

    Passes over what is not chosen, so that only as much is allocated as is taken.
    """
    with explained(path), opened(path) as file:
        source = Unpacked(file)
        count, *rest = _shape(source)
        size = math.prod(rest)
        chosen = np.arange(count) if chosen is None else chosen
        if source.packed:
            check_expansion(len(chosen) * size, source.size, FREE_KEPT)
        taken = np.empty((len(chosen), size), np.uint8)
        step = max(1, PIECE // size)
        for start in range(0, count, step):
            entries = min(step, count - start)
            first, last = np.searchsorted(chosen, (start, start + entries))
            if first == last:
                source.skip(entries * size, count * size)
            else:
                block = np.frombuffer(source.exactly(entries * size, count * size), np.uint8).reshape(entries, size)
                taken[first:last] = block[chosen[first:last] - start]
            progress((start + entries) / count)
        if source.read(1):
            raise ImportProblem(f"After its {count * size:,} bytes of data more follow, at byte {source.position:,}.")
        return taken.reshape(-1, *rest)


def _shape(source: Unpacked) -> tuple[int, ...]:
    head = source.read(4)
    if len(head) < 4 or head[:2] != b"\0\0" or head[2] not in TYPES or not 1 <= head[3] <= MOST_DIMENSIONS:
        found = f"its first bytes are {head.hex(' ')}" if head else "it is empty"
        raise ImportProblem(
            f"It is no IDX file: {found}, where images have 00 00 08 03 and labels 00 00 08 01.",
            "Get the file once more, or choose one such as train-images-idx3-ubyte.",
        )
    if head[2] != 8:
        raise ImportProblem(f"Byte 3 says that it holds {TYPES[head[2]].lstrip('>')} numbers; only bytes can be taken.")
    sizes = source.read(4 * head[3])
    if len(sizes) < 4 * head[3]:
        raise ImportProblem(f"It ends at byte {source.position:,}, within its header.", "Get the file once more.")
    return tuple(int.from_bytes(sizes[a:b], "big") for a, b in pairwise(range(0, len(sizes) + 1, 4)))


def _check_size(source: Unpacked, size: int) -> None:
    announced = source.position + size
    if source.packed:
        check_expansion(announced, source.size)
    elif announced != source.size:
        raise ImportProblem(
            f"Its header (bytes 5 to {source.position}) announces {announced:,} bytes, but it has {source.size:,}.",
            "It is damaged or was not copied whole: get the file once more.",
        )
    if not size:
        raise ImportProblem("There is nothing in it: a size in its header is 0.")


def _check_pair(images: tuple[int, ...], labels: tuple[int, ...], of_images: Path, of_labels: Path) -> None:
    if len(images) != 3:
        raise ImportProblem(f"“{shown(of_images.name)}” has {len(images)} dimensions; images have 3.")
    if len(labels) != 1:
        raise ImportProblem(f"“{shown(of_labels.name)}” has {len(labels)} dimensions; labels have 1.")
    if images[0] != labels[0]:
        raise ImportProblem(
            f"There are {images[0]:,} images, but {labels[0]:,} labels in “{shown(of_labels.name)}”.",
            "Put two files of the same part of the data beside each other.",
        )
    if images[0] > MOST_COUNTED:
        raise ImportProblem(f"It has {images[0]:,} images; at most {MOST_COUNTED:,} can be chosen from.")
