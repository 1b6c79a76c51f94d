"""How long data of one's own take to come in, and how much memory to train on beyond what they take themselves."""

import gzip
import json
import struct
import time
from pathlib import Path

import numpy as np

from ffnn_gui.data.importing import limits
from ffnn_gui.data.importing.formats.idx import Idx
from tests.benchmarks.children import answer_of
from tests.benchmarks.figures import Figures
from tests.data.importing.conftest import idx

IMAGES, EMNIST, SIDE, ROUNDS = 60_000, 697_932, 28, 5
GROUP = "import"


def _seconds(path: Path, most: int = IMAGES) -> float:
    """Reading so many images of a file and their digest, the best of some rounds."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        arrays = Idx(most=most).read(path)
        assert arrays.digest
        times.append(time.perf_counter() - started)
        assert len(arrays) == most
    return min(times)


def test_images_come_in_quickly(figures: Figures, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    # About as much ink as digits have, so that they pack as digits do.
    ink = rng.random((IMAGES, SIDE, SIDE)) < 0.2
    files = {
        "train-images-idx3-ubyte": idx(np.where(ink, rng.integers(0, 256, ink.shape), 0)),
        "train-labels-idx1-ubyte": idx(np.arange(IMAGES) % 10),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    figures.at_most(
        GROUP, "60,000 images of MNIST's kind, seconds", _seconds(tmp_path / next(iter(files))), 2, "{:.2f}"
    )
    packed = tmp_path / "packed"
    packed.mkdir()
    for name, data in files.items():
        (packed / f"{name}.gz").write_bytes(gzip.compress(data, 6))
    seconds = _seconds(packed / "train-images-idx3-ubyte.gz")
    figures.at_most(GROUP, "the same, gzipped, seconds", seconds, 2, "{:.2f}")


def test_more_images_than_fit_come_in_quickly(figures: Figures, tmp_path: Path) -> None:
    """As many as EMNIST ByClass has; of so many zeros the file has only the beginning and the length."""
    path = tmp_path / "train-images-idx3-ubyte"
    path.write_bytes(struct.pack(">HBBIII", 0, 8, 3, EMNIST, SIDE, SIDE))
    with path.open("r+b") as file:
        file.truncate(16 + EMNIST * SIDE**2)
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx(np.arange(EMNIST) % 62))
    for most in (limits.most_examples(SIDE**2), 10_000):
        figures.at_most(GROUP, f"{most:,} of {EMNIST:,} images, seconds", _seconds(path, most), 2, "{:.2f}")


def test_training_needs_little_more_than_the_data(figures: Figures) -> None:
    """The data are what training needs of them: the inputs as float32, which of bytes is four times the file."""
    for what in ("table", "images"):
        for normalization in ("min_max", "standard"):
            extra = answer_of("imported_memory.py", normalization, what, "{}")["extra"]
            text = f"memory to train on {what} of 60,000×784, {normalization}, times the inputs as float32"
            figures.at_most(GROUP, text, extra, 1.2, "{:.2f}")
    for augmentation in ({"shift": 2}, {"shift": 2, "flip": 0.5}, {"shift": 2, "flip": 0.5, "rotate": 15.0}):
        extra = answer_of("imported_memory.py", "min_max", "images", json.dumps(augmentation))["extra"]
        text = f"the same of images with {' and '.join(augmentation)}"
        figures.tell(GROUP, text, f"{extra:.2f}")
