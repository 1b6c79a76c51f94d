"""Small files of every format, and how much time and memory a hostile one may cost."""

import gzip
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

MEASURED = r"""
import re, sys, time
from pathlib import Path
from ffnn_gui.data.importing import ImportProblem, importer_for
def most():
    status = Path("/proc/self/status")  # what getrusage says may be the parent's
    return int(re.search(r"VmHWM:\s*(\d+)", status.read_text())[1]) if status.exists() else 0
before = most()
started = time.perf_counter()
try:
    importer_for(Path(sys.argv[1])).read(Path(sys.argv[1]))
except ImportProblem as problem:
    print(problem)
print(time.perf_counter() - started, (most() - before) // 1024)
"""


def idx(array: np.ndarray) -> bytes:
    """An array of bytes as an IDX file."""
    sizes = b"".join(struct.pack(">I", size) for size in array.shape)
    return struct.pack(">HBB", 0, 8, array.ndim) + sizes + array.astype(np.uint8).tobytes()


def write_mnist(folder: Path, count: int = 30, *, packed: bool = False, prefix: str = "train") -> Path:
    """A pair of IDX files; the path of the images."""
    rng = np.random.default_rng(0)
    ending = ".gz" if packed else ""
    images = folder / f"{prefix}-images-idx3-ubyte{ending}"
    for path, array in (
        (images, rng.integers(0, 256, (count, 5, 4))),
        (folder / f"{prefix}-labels-idx1-ubyte{ending}", np.arange(count) % 10),
    ):
        path.write_bytes(gzip.compress(idx(array)) if packed else idx(array))
    return images


def write_images(folder: Path, classes: tuple[str, ...] = ("cats", "dogs"), count: int = 3) -> Path:
    """A folder with a sub-folder of images for each class."""
    rng = np.random.default_rng(0)
    for name in classes:
        (folder / name).mkdir(parents=True)
        for i in range(count):
            Image.fromarray(rng.integers(0, 256, (20, 30, 3), dtype=np.uint8)).save(folder / name / f"{i}.png")
    return folder


@pytest.fixture
def iris(tmp_path: Path) -> Path:
    """A table of two numbers, a text and a class."""
    path = tmp_path / "iris.csv"
    rows = (f"{i / 10},{i % 7},{('red', 'blue', 'green')[i % 3]},{('yes', 'no')[i % 2]}" for i in range(40))
    path.write_text("length,width,colour,class\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def cost(path: Path) -> tuple[str, float, int]:
    """What importing a file says, and costs in seconds and in MiB beyond the program itself, in a new process.

    It says nothing where the file is good.
    """
    command = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    *sentence, figures = done.stdout.strip().split("\n")
    seconds, extra = figures.split()
    return "\n".join(sentence), float(seconds), int(extra)
