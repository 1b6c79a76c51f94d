"""Run by the benchmark in a process of its own: the memory that training on imported data takes, as JSON.

In units of what the network's inputs take as float32, from the highest point before to the highest point of the first
epoch. A table comes as float32 and images as bytes; of both, training needs the inputs once, normalized, as float32.
"""

import json
import re
import sys
from pathlib import Path

import numpy as np

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.engine import ExperimentConfig, Trainer

EXAMPLES, FEATURES = 60_000, 784


def most() -> int:
    """The most memory that this process has had, in bytes; what `getrusage` says may be its parent's."""
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found
    return int(found[1]) * 1024


def main() -> None:
    """Train one epoch and print the answer; arguments: the normalization, "table" or "images", the augmentation."""
    normalization, what, augmentation = sys.argv[1:]
    rng, y, classes = np.random.default_rng(0), np.arange(EXAMPLES) % 10, tuple("0123456789")
    if what == "table":
        arrays = ImportedArrays(rng.random((EXAMPLES, FEATURES), np.float32), y, classes)
    else:
        pixels = rng.integers(0, 256, (EXAMPLES, FEATURES), np.uint8)
        arrays = ImportedArrays(pixels, y, classes, image_shape=(28, 28), max_pixel=255)
    data = shelved(arrays, NumpyFiles(), Path("a.npz"))
    config = ExperimentConfig().with_value("data", data).with_value("data.normalization", normalization)
    config = config.with_value("data.augmentation", json.loads(augmentation))
    config = config.with_value("network.hidden", [{"units": 16}]).with_value("batching.size", 512)
    before = most()
    next(Trainer(config).run())
    print(json.dumps({"extra": (most() - before) / (4 * EXAMPLES * FEATURES)}))


if __name__ == "__main__":
    main()
