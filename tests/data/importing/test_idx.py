"""IDX files: every image and label comes back as it was written, all of them or those that were asked for."""

import gzip
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from ffnn_gui.data.importing import ImportProblem, importer_for, limits
from ffnn_gui.data.importing.formats.idx import Idx
from ffnn_gui.data.importing.opening import PIECE
from ffnn_gui.data.importing.result import subsampled
from tests.data.importing.conftest import idx, write_mnist

OPEN = Path("/proc/self/fd")
shapes = st.tuples(st.integers(1, 40), st.integers(1, 9), st.integers(1, 9))


def write_pair(folder: Path, images: np.ndarray, labels: np.ndarray, *, packed: bool = False) -> Path:
    path = folder / f"t-images-idx3-ubyte{'.gz' if packed else ''}"
    path.write_bytes(gzip.compress(idx(images), 1) if packed else idx(images))
    (folder / "t-labels-idx1-ubyte").write_bytes(idx(labels))
    return path


@given(shapes.flatmap(lambda shape: arrays_of.arrays(np.uint8, shape)), st.booleans(), st.data())
def test_pairs_come_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, images: np.ndarray, packed: bool, data: st.DataObject
) -> None:
    labels = data.draw(arrays_of.arrays(np.uint8, len(images)))
    read = Idx().read(write_pair(tmp_path_factory.mktemp("idx"), images, labels, packed=packed))
    np.testing.assert_array_equal(read.X.reshape(images.shape), images)
    assert [int(read.classes[i]) for i in read.y] == labels.tolist()
    assert images.max() <= read.max_pixel


@given(st.integers(1, 50), st.integers(1, 60), st.booleans())
def test_some_images_are_those_of_all(
    tmp_path_factory: pytest.TempPathFactory, count: int, most: int, packed: bool
) -> None:
    path = write_mnist(tmp_path_factory.mktemp("idx"), count, packed=packed)
    some, expected = Idx(most=most).read(path), subsampled(Idx().read(path), most)
    np.testing.assert_array_equal(some.X, expected.X)
    np.testing.assert_array_equal(some.y, expected.y)
    assert some.classes == expected.classes
    assert any(f"{most:,} of {count:,} images were taken" in note for note in some.notes) == (most < count)


@pytest.mark.parametrize("packed", [False, True])
def test_parts_of_long_files_are_passed_over(tmp_path: Path, packed: bool) -> None:
    """Several pieces, of which most have nothing that was chosen."""
    images = np.random.default_rng(0).integers(0, 256, (90, PIECE // 16, 1), dtype=np.uint8)[:, :40_000]
    path = write_pair(tmp_path, images, np.arange(90) % 3, packed=packed)
    read = Idx(most=3).read(path)
    np.testing.assert_array_equal(read.X, images[[0, 44, 89], :, 0])
    assert read.y.tolist() == [0, 2, 2]


def test_as_many_are_taken_as_are_possible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_VALUES", 7 * 20)
    read = Idx().read(write_mnist(tmp_path))
    assert read.X.shape == (7, 20)
    assert "7 of 30 images were taken, spread evenly over the file." in read.notes


@pytest.mark.skipif(not OPEN.exists(), reason="only Linux lists what is open")
def test_what_is_refused_is_closed(tmp_path: Path) -> None:
    (tmp_path / "a-labels-idx1-ubyte").mkdir()
    path = write_mnist(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").unlink()
    (tmp_path / "train-labels-idx1-ubyte").symlink_to(tmp_path / "a-labels-idx1-ubyte")
    before = len(list(OPEN.iterdir()))
    with pytest.raises(ImportProblem):
        Idx().read(path)
    assert len(list(OPEN.iterdir())) == before


def test_more_images_than_can_be_counted_are_refused_at_once(tmp_path: Path) -> None:
    """Files that take no room on the disk: nothing of them is read."""
    for name, sizes in (("images-idx3", (20_000_000, 5, 5)), ("labels-idx1", (20_000_000,))):
        with (tmp_path / f"t-{name}-ubyte").open("wb") as file:
            header = idx(np.empty((0, *sizes[1:]), np.uint8))
            file.write(header[:4] + sizes[0].to_bytes(4, "big") + header[8:])
            file.truncate(len(header) + int(np.prod(sizes)))
    with pytest.raises(ImportProblem, match="20,000,000 images; at most 10,000,000"):
        Idx().read(tmp_path / "t-images-idx3-ubyte")


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"\x12\x34\x56\x78", "its first bytes are 12 34 56 78, where images have 00 00 08 03 and labels 00 00 08 01"),
        (b"\x00\x00\x08", "its first bytes are 00 00 08, where"),
        (b"", "it is empty, where"),
    ],
)
@pytest.mark.parametrize("name", ["m-images-idx3-ubyte", "m-labels-idx1-ubyte", "M.IDX"])
def test_a_file_that_is_only_called_like_one_is_told_its_bytes(
    name: str, start: bytes, words: str, packed: bool, tmp_path: Path
) -> None:
    data = start + bytes(1000) if len(start) == 4 else start
    path = tmp_path / f"{name}{'.gz' if packed else ''}"
    path.write_bytes(gzip.compress(data) if packed else data)
    with pytest.raises(ImportProblem) as refused:
        importer_for(path).read(path)
    assert words in refused.value.what


def test_a_file_that_is_not_there_is_not_taken_for_one_without_labels(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="There is no such file"):
        Idx().read(tmp_path / "train-images-idx3-ubyte")


@pytest.mark.parametrize(("prefix", "other"), [("train", "t10k"), ("emnist-digits-test", "emnist-digits-train")])
def test_another_part_beside_it_is_named(prefix: str, other: str, tmp_path: Path) -> None:
    path = write_mnist(tmp_path, prefix=prefix)
    assert not any("Not used" in note for note in Idx().read(path).notes)
    write_mnist(tmp_path, prefix=other)
    assert any(f"Not used: “{other}-images-idx3-ubyte”" in note for note in Idx().read(path).notes)
    assert len(Idx().read(path)) == 30


@pytest.mark.parametrize(
    ("folder", "names"),
    [
        ("FashionMNIST/raw", True),
        ("fashion/RAW", True),
        ("fashion", True),
        ("MNIST/raw", False),
        ("fashion/sub", False),
    ],
)
def test_names_of_clothes_are_found_where_torchvision_puts_its_files(
    folder: str, names: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "data" / folder
    place.mkdir(parents=True)
    path = write_mnist(place)
    monkeypatch.chdir(place)
    for way in (path, Path(path.name)):
        assert ("Trouser" in Idx().read(way).classes) == names
