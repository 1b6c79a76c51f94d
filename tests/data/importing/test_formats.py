"""IDX files, NumPy files and folders of images: what they become, and how the parts of a pair find each other."""

import gzip
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of
from PIL import Image

from ffnn_gui.data.importing import Cancelled, ImportProblem, importer_for
from ffnn_gui.data.importing.formats.folder import Folder
from ffnn_gui.data.importing.formats.idx import Idx
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.data.importing.idx_names import labels_beside
from tests.data.importing.conftest import idx, write_images, write_mnist


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("named", ["images", "labels"])
def test_idx_pairs_find_each_other(tmp_path: Path, packed: bool, named: str) -> None:
    images = write_mnist(tmp_path, packed=packed)
    path = images.with_name(images.name.replace("images-idx3", "labels-idx1")) if named == "labels" else images
    importer = importer_for(path)
    assert isinstance(importer, Idx)
    read = importer.read(path)
    assert read.X.shape == (30, 20)
    assert (read.image_shape, read.max_pixel, read.classes) == ((5, 4), 255, tuple("0123456789"))
    assert read.y.tolist() == [i % 10 for i in range(30)]
    np.testing.assert_array_equal(read.X, np.random.default_rng(0).integers(0, 256, (30, 5, 4)).reshape(30, 20))


def test_a_packed_file_finds_a_plain_partner(tmp_path: Path) -> None:
    images = write_mnist(tmp_path)
    packed = images.with_name(images.name + ".gz")
    packed.write_bytes(gzip.compress(images.read_bytes()))
    images.unlink()
    assert len(Idx().read(packed)) == 30


def test_a_missing_partner_is_named(tmp_path: Path) -> None:
    images = write_mnist(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").unlink()
    with pytest.raises(ImportProblem, match=r"Put “train-labels-idx1-ubyte” \(or .gz\) into the same folder"):
        Idx().read(images)


def test_fashion_and_emnist_have_their_class_names(tmp_path: Path) -> None:
    (tmp_path / "fashion").mkdir()
    assert Idx().read(write_mnist(tmp_path / "fashion")).classes[:2] == ("T-shirt/top", "Trouser")
    emnist = write_mnist(tmp_path, prefix="emnist-letters-train")
    (tmp_path / "emnist-letters-mapping.txt").write_text("".join(f"{i} {97 + i} 0\n" for i in range(26)))
    read = Idx().read(emnist)
    assert read.classes == tuple("abcdefghijklmnopqrstuvwxyz")
    assert read.image_shape == (4, 5)
    plain = Idx(turned="no", names="numbers").read(emnist)
    np.testing.assert_array_equal(read.X[3].reshape(4, 5), plain.X[3].reshape(5, 4).T)
    assert any("lie on their side" in note for note in read.notes)


@pytest.mark.parametrize("named", ["EMNIST-Digits-Train-Images-IDX3-ubyte", "emnist-digits-train-LABELS-idx1-ubyte"])
def test_capitals_in_names_make_no_difference(named: str, tmp_path: Path) -> None:
    images = write_mnist(tmp_path).rename(tmp_path / "EMNIST-Digits-Train-Images-IDX3-ubyte")
    labels = tmp_path / "emnist-digits-train-LABELS-idx1-ubyte"
    (tmp_path / "train-labels-idx1-ubyte").rename(labels)
    (tmp_path / "EMNIST-digits-TEST-images-idx3-ubyte").write_bytes(images.read_bytes())
    (tmp_path / "emnist-digits-mapping.txt").write_text("".join(f"{i} {97 + i} 0\n" for i in range(10)))
    read = Idx().read(tmp_path / named)
    assert (len(read), read.classes) == (30, tuple("abcdefghij"))
    assert any(f"come from “{labels.name}”" in note for note in read.notes)
    assert any("Not used: “EMNIST-digits-TEST-images-idx3-ubyte”" in note for note in read.notes)


def test_a_missing_partner_is_named_with_the_capitals_of_the_other(tmp_path: Path) -> None:
    (tmp_path / "Train-Images-idx3-ubyte.GZ").write_bytes(b"")
    with pytest.raises(ImportProblem, match=r"Put “Train-Labels-idx1-ubyte” \(or .gz\) into the same folder"):
        labels_beside(tmp_path / "Train-Images-idx3-ubyte.GZ")


@pytest.mark.parametrize("chosen", [True, False])
def test_class_names_that_do_not_fit_are_told(chosen: bool, tmp_path: Path) -> None:
    folder = tmp_path / ("plain" if chosen else "fashion")
    folder.mkdir()
    images = write_mnist(folder)
    (folder / "train-labels-idx1-ubyte").write_bytes(idx(np.arange(30) % 12 + 5))
    read = Idx(names="fashion" if chosen else "auto").read(images)
    assert read.classes == tuple(str(label) for label in range(5, 17))
    assert "Classes are called by their labels, since Fashion-MNIST's list has no name for 10." in read.notes


def test_images_and_labels_must_be_equally_many(tmp_path: Path) -> None:
    images = write_mnist(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx(np.zeros(29)))
    with pytest.raises(ImportProblem, match="30 images, but 29 labels"):
        Idx().read(images)


@given(arrays_of.arrays(np.float64, (7, 3), elements=st.floats(-1e9, 1e9)))
def test_arrays_come_back_exactly(tmp_path_factory: pytest.TempPathFactory, X: np.ndarray) -> None:
    path = tmp_path_factory.mktemp("npz") / "a.npz"
    np.savez(path, X=X, y=np.arange(7) % 2)
    read = NumpyFiles().read(path)
    np.testing.assert_array_equal(read.X, X)
    assert read.classes == ("0", "1")


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
@pytest.mark.parametrize("names", [("x_train", "y_train"), ("X", "y"), ("images", "labels"), ("data", "target")])
def test_usual_names_are_found(tmp_path: Path, save: object, names: tuple[str, str]) -> None:
    path = tmp_path / "a.npz"
    save(path, **{names[1]: np.arange(6) % 3, names[0]: np.ones((6, 4, 4), np.uint8), "x_test": np.ones(3)})  # type: ignore[operator]
    read = importer_for(path).read(path)
    assert (read.X.shape, read.image_shape, read.target) == ((6, 16), (4, 4), names[1])
    assert "Not used: “x_test”." in read.notes


@pytest.mark.parametrize(
    ("shape", "image_shape", "channels"),
    [((6, 4, 5), (4, 5), 1), ((6, 4, 5, 1), (4, 5), 1), ((6, 4, 5, 3), (4, 5), 3), ((6, 3, 4, 5), (4, 5), 3)],
)
def test_images_are_known_by_their_axes(
    tmp_path: Path, shape: tuple[int, ...], image_shape: tuple[int, int], channels: int
) -> None:
    images = np.arange(np.prod(shape)).reshape(shape) % 251
    np.savez(tmp_path / "a.npz", X=images.astype(np.uint8), y=np.arange(6))
    read = NumpyFiles().read(tmp_path / "a.npz")
    assert (read.image_shape, read.channels, read.X.shape[1]) == (image_shape, channels, 20 * channels)
    pixel = images[2, :, 1, 2] if shape == (6, 3, 4, 5) else images[2, 1, 2]
    np.testing.assert_array_equal(read.X[2].reshape(4, 5, channels)[1, 2], np.atleast_1d(pixel))


@pytest.mark.parametrize(
    ("y", "kind", "classes"),
    [
        (np.eye(3)[[0, 2, 1, 0]], "classification", ("0", "1", "2")),
        (np.array(["b", "a", "b", "a"]), "classification", ("a", "b")),
        (np.array([[1], [0], [1], [1]]), "classification", ("0", "1")),
        (np.array([0.5, 1, 2, 3]), "regression", ()),
        (np.array([0, 5e-324, 1e-320, 2e-320]), "regression", ()),
        (np.array([[0.5, 1], [2, 3], [4, 5], [6, 7]]), "regression", ()),
    ],
)
def test_targets_of_every_form(tmp_path: Path, y: np.ndarray, kind: str, classes: tuple[str, ...]) -> None:
    np.savez(tmp_path / "a.npz", X=np.eye(4), y=y)
    read = NumpyFiles().read(tmp_path / "a.npz")
    assert (read.task.kind, read.classes) == (kind, classes)
    assert len(read) == 4


def test_a_single_array_and_gaps(tmp_path: Path) -> None:
    array = np.arange(20.0).reshape(5, 4)
    array[2, 1], array[3, 0] = np.nan, np.inf
    np.save(tmp_path / "a.npy", np.asfortranarray(array))
    read = NumpyFiles(target_values="none").read(tmp_path / "a.npy")
    assert read.X.tolist() == [[0, 1, 2], [4, 5, 6], [16, 17, 18]]
    assert read.y[:, 0].tolist() == [3, 7, 19]
    assert (
        "2 of 5 examples were left out because of a missing or infinite number, the first of them example 3."
        in read.notes
    )


def test_arrays_can_be_chosen(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", here=np.eye(4), there=np.arange(4) % 2, far=np.arange(4))
    with pytest.raises(ImportProblem, match="It has “"):
        NumpyFiles().read(tmp_path / "a.npz")
    assert NumpyFiles(inputs="here", target="there").read(tmp_path / "a.npz").classes == ("0", "1")


@pytest.mark.parametrize("fit", ["crop", "pad", "stretch"])
@pytest.mark.parametrize("colour", ["grey", "colour"])
def test_folders_of_images(tmp_path: Path, fit: str, colour: str) -> None:
    folder = write_images(tmp_path / "pets")
    read = Folder(side=8, fit=fit, colour=colour).read(folder)  # type: ignore[arg-type]
    assert importer_for(folder).kind == "folder"
    assert read.X.shape == (6, 64 * (3 if colour == "colour" else 1))
    assert (read.classes, read.y.tolist()) == (("cats", "dogs"), [0, 0, 0, 1, 1, 1])
    assert (read.X.reshape(6, 8, 8, -1)[:, 0] == 0).all() == (fit == "pad")


def test_what_is_no_image_is_left_out_and_named(tmp_path: Path) -> None:
    folder = write_images(tmp_path / "pets")
    (folder / "cats" / "note.png").write_bytes(b"hello")
    (folder / "cats" / "note.txt").write_bytes(b"hello")
    (folder / "empty").mkdir()
    read = Folder().read(folder)
    assert len(read) == 6
    assert "1 file was left out: “cats/note.png”, it is damaged, or not an image." in read.notes
    assert "Without any image, and no class: “empty”." in read.notes


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_mode_of_image(tmp_path: Path, mode: str) -> None:
    folder = tmp_path / "pets" / "a"
    folder.mkdir(parents=True)
    white = Image.new("L", (9, 9), 255)
    image = Image.fromarray(np.full((9, 9), 65535, np.uint16)) if mode == "I;16" else white.convert(mode)
    image.save(folder / ("a.jpg" if mode == "CMYK" else "a.png"))
    assert Folder(side=4).read(folder.parent).X.min() > 250


CORNERS = np.array([[0, 80], [160, 240]], np.uint8)
SCENE = CORNERS.repeat(20, axis=0).repeat(40, axis=1)
HELD = {
    1: SCENE,
    2: SCENE[:, ::-1],
    3: SCENE[::-1, ::-1],
    4: SCENE[::-1],
    5: SCENE.T,
    6: SCENE[:, ::-1].T,
    7: SCENE[::-1, ::-1].T,
    8: SCENE[::-1].T,
}
"""By the camera's note, which sides of the scene an image's first row and column are (Exif 2.32, Orientation)."""


@pytest.mark.parametrize("note", HELD)
def test_the_camera_may_be_held_in_any_way(note: int, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    image = Image.fromarray(np.ascontiguousarray(HELD[note]))
    exif = image.getexif()
    exif[0x0112] = note
    image.save(tmp_path / "a" / "a.jpg", exif=exif, quality=95)
    pixels = Folder(side=4, fit="stretch").read(tmp_path).X.reshape(4, 4)
    np.testing.assert_allclose(pixels[::3, ::3].astype(int), CORNERS, atol=20)


@pytest.mark.parametrize("importer", [Idx(), Table(), Folder(), NumpyFiles()], ids=lambda importer: importer.kind)
def test_every_import_can_be_cancelled(importer: object, tmp_path: Path, iris: Path) -> None:
    np.savez(tmp_path / "a.npz", X=np.eye(4), y=np.arange(4))
    paths = {
        "idx": write_mnist(tmp_path),
        "table": iris,
        "folder": write_images(tmp_path / "p"),
        "numpy": tmp_path / "a.npz",
    }

    def stop(share: float) -> None:
        assert 0 <= share <= 1
        raise Cancelled

    with pytest.raises(Cancelled):
        importer.read(paths[importer.kind], stop)  # type: ignore[attr-defined]


def test_the_same_file_gives_the_same_digest(iris: Path) -> None:
    assert Table().read(iris).digest == Table().read(iris).digest
    assert Table().read(iris).digest != Table(target="width").read(iris).digest
    assert Table(most=39).read(iris).digest != Table().read(iris).digest
