"""Files of every format changed at random: each is imported whole or refused with an ImportProblem, nothing else.

`--mutations 20000` tries as many for each format; by default some hundred are tried.
"""

import gzip
import io
import random
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ffnn_gui.data import prepare
from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportProblem, importer_for
from tests.data.importing.conftest import write_images, write_mnist
from tests.data.importing.test_hostile import LONGEST

SNIPPETS = [b"\0", b"\xff\xff\xff\xff", b"\n", b'"', b",", b";", b"nan", b"1e999", b"-", b"(", b"9" * 30, b"PK\5\6"]
PACKED = (".gz", ".npz")


def a_table(folder: Path) -> tuple[Path, Path]:
    path = folder / "a.csv"
    rows = (f"{i / 7:.3f},{('red', 'blue', '')[i % 3]},{i % 4},{'yes' if i % 2 else 'no'}" for i in range(30))
    path.write_text("length,colour,size,class\n" + "\n".join(rows))
    return path, path


def an_idx_pair(folder: Path) -> tuple[Path, Path]:
    path = write_mnist(folder, 12)
    return path, path


def a_packed_idx_pair(folder: Path) -> tuple[Path, Path]:
    path = write_mnist(folder, 12, packed=True)
    return path, path


def an_npz(folder: Path) -> tuple[Path, Path]:
    np.savez_compressed(folder / "a.npz", X=np.arange(60.0).reshape(12, 5), y=np.arange(12) % 3)
    return folder / "a.npz", folder / "a.npz"


def an_npz_of_images(folder: Path) -> tuple[Path, Path]:
    images = np.random.default_rng(0).random((12, 3, 4), np.float32) * 3
    images[2, 1, 1], images[5, 0, 0] = np.nan, np.inf
    np.savez(folder / "a.npz", images=images, labels=np.array(["left", "right", "neither"] * 4))
    return folder / "a.npz", folder / "a.npz"


def an_npy(folder: Path) -> tuple[Path, Path]:
    np.save(folder / "a.npy", np.arange(60.0).reshape(12, 5))
    return folder / "a.npy", folder / "a.npy"


def a_folder(folder: Path) -> tuple[Path, Path]:
    pets = write_images(folder / "pets", ("cats",), count=1)
    return pets, pets / "cats" / "0.png"


MAKERS = [a_table, an_idx_pair, a_packed_idx_pair, an_npz, an_npz_of_images, an_npy, a_folder]


def mutated(data: bytes, rng: random.Random) -> bytes:
    new = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 8])):
        start = rng.randrange(rng.choice([min(120, len(new) + 1), len(new) + 1]))
        match rng.randrange(4):
            case 0 if start < len(new):
                new[start] ^= 1 << rng.randrange(8)
            case 1:
                del new[start : start + rng.choice([1, 4, 1000])]
            case 2:
                new[start:start] = new[start : start + rng.choice([1, 8, 100])]
            case _:
                snippet = rng.choice(SNIPPETS)
                new[start : start + len(snippet)] = snippet
    return bytes(new)


def changed(whole: bytes, ending: str, rng: random.Random) -> bytes:
    """A file mutated somewhere; half of the packed ones within, where no checksum shields what is read."""
    if ending not in PACKED or rng.random() < 0.5:
        return mutated(whole, rng)
    return gzip.compress(mutated(gzip.decompress(whole), rng), 1) if ending == ".gz" else changed_within(whole, rng)


def changed_within(whole: bytes, rng: random.Random) -> bytes:
    """An archive with one of its members mutated."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(packed, "w") as new:
        victim = rng.choice(old.infolist())
        for member in old.infolist():
            data = old.read(member)
            new.writestr(member.filename, mutated(data, rng) if member is victim else data, member.compress_type)
    return packed.getvalue()


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_mutated_files_are_imported_or_refused(
    make: Callable[[Path], tuple[Path, Path]], tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    rng = random.Random(pytestconfig.getoption("mutations"))
    path, victim = make(tmp_path)
    whole = victim.read_bytes()
    refused = 0
    for _ in range(pytestconfig.getoption("mutations")):
        victim.write_bytes(changed(whole, victim.suffix, rng))
        refused += not is_sound(path, victim)
    assert refused
    victim.write_bytes(whole)
    assert is_sound(path, victim)


def is_sound(path: Path, victim: Path) -> bool:
    """Whether it could be imported; then everything fits together, is finite, and can be trained on."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            importer = importer_for(path)
            read = importer.read(path)
            ready = prepare(shelved(read, importer, path))
    except ImportProblem as problem:
        check_words(problem, {path.name, victim.name})
        return False
    task = read.task
    assert read.X.shape == (len(read), task.n_features)
    for numbers in (read.X, read.y, ready.train.X, ready.train.y, ready.validation.X):
        assert np.isfinite(numbers).all()
    if task.image_shape:
        assert 0 <= read.X.min() <= read.X.max() <= task.max_pixel
    if task.classes:
        assert len(set(task.classes)) == len(task.classes)
        assert 0 <= read.y.min() <= read.y.max() < len(task.classes)
    return True


def check_words(problem: ImportProblem, names: set[str]) -> None:
    """The refusal names the file, advises, and fits into the window."""
    assert any(f"“{name}" in str(problem) for name in names)
    assert problem.advice
    assert len(str(problem)) < LONGEST
