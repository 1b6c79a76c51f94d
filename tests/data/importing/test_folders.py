"""Folders of images: every pixel comes back, what is left out is named, and nothing outside is looked at."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of
from PIL import Image, ImageCms

from ffnn_gui.data.importing import ImportProblem, importer_for, limits
from ffnn_gui.data.importing.formats.folder import Folder
from tests.data.importing.conftest import write_images

LOSSLESS = ("png", "bmp", "tif", "gif")


def write_grey(path: Path, values: np.ndarray) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(values).save(path)
    return path


@settings(max_examples=30)
@given(
    st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(4, 9)).flatmap(
        lambda sizes: arrays_of.arrays(np.uint8, (*sizes, sizes[-1]))
    ),
    st.sampled_from(LOSSLESS),
)
def test_images_come_back_exactly(tmp_path_factory: pytest.TempPathFactory, images: np.ndarray, ending: str) -> None:
    """images: (classes, images a class, side, side)."""
    folder = tmp_path_factory.mktemp("folder")
    for label, several in enumerate(images):
        for number, image in enumerate(several):
            write_grey(folder / f"class {label}" / f"{number}.{ending}", image)
    read = Folder(side=images.shape[-1]).read(folder)
    np.testing.assert_array_equal(read.X.reshape(images.shape), images)
    assert read.classes == tuple(f"class {label}" for label in range(len(images)))
    np.testing.assert_array_equal(read.y, np.repeat(np.arange(len(images)), images.shape[1]))


class CaseBlind(type(Path())):  # type: ignore[misc]
    """A path as some systems compare it."""

    def __lt__(self, other: Path) -> bool:
        return str(self).lower() < str(other).lower()


def test_classes_stand_in_one_order_on_every_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("Bee", "Zebra", "ant", "class 9", "class 10")
    folder = write_images(tmp_path / "pets", names, count=1)
    read = Folder(side=4).read(folder)
    assert read.classes == names
    monkeypatch.setattr("ffnn_gui.data.importing.formats.folder.Path", CaseBlind)
    assert Folder(side=4).read(folder).digest == read.digest


def test_what_is_not_taken_is_counted(tmp_path: Path) -> None:
    folder = write_images(tmp_path / "pets")
    for name in ("cats/a.heic", "cats/b.HEIC", "dogs/list.txt", "dogs/README", "dogs/.hidden", "lone.png", "notes.md"):
        (folder / name).write_bytes(b"")
    (folder / "dogs" / "more").mkdir()
    read = Folder().read(folder)
    assert len(read) == 6
    note = next(note for note in read.notes if note.startswith("Not looked at: 2 × .heic, "))
    assert set(note[len("Not looked at: ") : -1].split(", ")) == {
        "2 × .heic", "1 × .txt", "1 × file without an ending", "1 × folder in a sub-folder",
        "1 × image in no sub-folder",
    }  # fmt: skip


def test_only_other_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "pets" / "cats").mkdir(parents=True)
    (tmp_path / "pets" / "cats" / "a.heic").write_bytes(b"")
    with pytest.raises(ImportProblem, match=r"no image in its sub-folders\. Not looked at: 1 × \.heic\. Put images \("):
        Folder().read(tmp_path / "pets")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = write_images(tmp_path / "elsewhere", ("private",))
    folder = write_images(tmp_path / "pets")
    (folder / "linked").symlink_to(secret / "private")
    (folder / "cats" / "linked.png").symlink_to(secret / "private" / "0.png")
    read = Folder().read(folder)
    assert (len(read), read.classes) == (6, ("cats", "dogs"))
    assert "Not looked at: 2 × link, which is not followed." in read.notes


def test_a_part_of_the_images_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_images(tmp_path / "pets")
    read = Folder(most=4).read(folder)
    assert (len(read), sorted(read.y)) == (4, [0, 0, 1, 1])
    assert "4 of 6 images were taken, spread evenly over the folder." in read.notes
    monkeypatch.setattr(limits, "MOST_VALUES", 5 * 28**2)
    assert "5 of 6 images were taken, spread evenly over the folder." in Folder().read(folder).notes


@pytest.mark.parametrize("ending", ["png", "tif", "pgm"])
def test_greys_of_16_bits_keep_their_brightness(tmp_path: Path, ending: str) -> None:
    """A dark image stays dark, whatever its own brightest pixel is."""
    levels = np.array([0, 257, 30 * 257, 100 * 257], np.uint16)
    write_grey(tmp_path / "a" / f"dark.{ending}", np.broadcast_to(levels, (4, 4)).copy())
    write_grey(tmp_path / "a" / f"light.{ending}", np.full((4, 4), 65535, np.uint16))
    X = Folder(side=4).read(tmp_path).X
    assert X[0].reshape(4, 4)[2].tolist() == [0, 1, 30, 100]
    assert (X[1] == 255).all()


@pytest.mark.parametrize(
    ("values", "words"),
    [(np.full((4, 4), 0.5, np.float32), "fractions"), (np.full((4, 4), 2**20, np.int32), "more than 16 bits")],
)
def test_pixels_without_a_known_white_are_left_out(tmp_path: Path, values: np.ndarray, words: str) -> None:
    write_grey(tmp_path / "a" / "good.png", np.zeros((4, 4), np.uint8))
    write_grey(tmp_path / "a" / "odd.tif", values)
    read = Folder().read(tmp_path)
    assert len(read) == 1
    assert any("“a/odd.tif”" in note and words in note for note in read.notes)


@pytest.mark.parametrize("colour", ["grey", "colour"])
def test_colours_of_other_kinds_are_read(colour: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    Image.new("LAB", (4, 4), (128, 128, 128)).save(tmp_path / "a" / "half.tif")
    X = Folder(side=4, colour=colour).read(tmp_path).X
    assert X.max() - X.min() <= 2
    assert abs(float(X.mean()) - 119) < 3  # sRGB of L* = 50


def test_colours_that_cannot_be_read_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_grey(tmp_path / "a" / "good.png", np.zeros((4, 4), np.uint8))
    Image.new("LAB", (4, 4)).save(tmp_path / "a" / "odd.tif")
    monkeypatch.setattr(ImageCms, "buildTransform", _no_engine)
    notes = Folder().read(tmp_path).notes
    assert "1 file was left out: “a/odd.tif”, its colours (LAB) cannot be read." in notes


def _no_engine(*profiles: object) -> None:
    raise ImportError


@pytest.mark.parametrize("ending", ["jpg", "tif", "png"])
def test_a_camera_s_note_turns_an_image_once(ending: str, tmp_path: Path) -> None:
    """Pillow heeds that of a TIFF by itself."""
    note = Image.Exif()
    note[0x0112] = 6  # to be turned by 90° clockwise: white above
    (tmp_path / "a").mkdir()
    white_at_the_left = np.zeros((4, 8), np.uint8)
    white_at_the_left[:, :4] = 255
    Image.fromarray(white_at_the_left).save(tmp_path / "a" / f"turned.{ending}", exif=note)
    image = Folder(side=8, fit="stretch").read(tmp_path).X.reshape(8, 8)
    assert (image[:3] > 200).all()
    assert (image[5:] < 50).all()


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "I;16", "CMYK", "1"])
def test_large_images_are_made_smaller_without_seams(mode: str, tmp_path: Path) -> None:
    """Larger than the pieces in which they are, and no multiple of them."""
    ramp = np.broadcast_to(np.linspace(0, 255, 2333).astype(np.uint8), (1501, 2333))
    image = Image.fromarray(ramp.astype(np.uint16) * 257) if mode == "I;16" else Image.fromarray(ramp).convert(mode)
    (tmp_path / "a").mkdir()
    image.save(tmp_path / "a" / "ramp.tif")
    read = Folder(side=16, fit="stretch").read(tmp_path).X.reshape(16, 16).astype(float)
    assert np.abs(read - (np.arange(16) + 0.5) * 255 / 16).max() < 4


@pytest.mark.parametrize(
    ("files", "named"),
    [
        (["t10k-images-idx3-ubyte", "train-labels-idx1-ubyte.gz", "train-images-idx3-ubyte.gz"], 2),
        (["notes.txt", "b.csv", "a.csv"], 2),
        (["z.csv", "a.npz"], 1),
    ],
)
def test_files_of_data_in_a_folder_without_sub_folders_are_named(files: list[str], named: int, tmp_path: Path) -> None:
    for name in [*files, ".hidden.csv"]:
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(ImportProblem) as refused:
        importer_for(tmp_path)
    assert all(f"“{name}”" in refused.value.what for name in files)
    assert "hidden" not in refused.value.what
    assert refused.value.advice == f"Choose one of them: {tmp_path / files[named]}"


def test_of_many_files_of_data_some_are_named(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.csv").write_bytes(b"")
    with pytest.raises(ImportProblem, match=r"“00\.csv”, “01\.csv”, “02\.csv”, “03\.csv” and 16 more\."):
        importer_for(tmp_path)


@pytest.mark.parametrize("name", ["README.txt", "readme.csv", "LICENSE.txt"])
def test_what_only_tells_about_data_is_not_offered(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"hello")
    assert isinstance(importer_for(tmp_path), Folder)
    (tmp_path / "z.csv").write_bytes(b"")
    with pytest.raises(ImportProblem) as refused:
        importer_for(tmp_path)
    assert name not in refused.value.what


@pytest.mark.parametrize("other", ["cats/", "lone.png", "README"])
def test_a_folder_that_may_hold_images_is_one_of_images(other: str, tmp_path: Path) -> None:
    if other != "README":
        (tmp_path / "labels.csv").write_bytes(b"")
    (tmp_path / other).mkdir() if other.endswith("/") else (tmp_path / other).write_bytes(b"")
    assert isinstance(importer_for(tmp_path), Folder)
