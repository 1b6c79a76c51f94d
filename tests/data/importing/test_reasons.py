"""What is refused or left out is told by its own reason, and by the file or folder that has it."""

import errno
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from ffnn_gui.data.importing import ImportProblem, images, importer_for
from ffnn_gui.data.importing.formats.folder import Folder
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.data.importing.opening import opened
from tests.data.importing.conftest import write_images


def refusal(path: Path, **options: object) -> str:
    with pytest.raises(ImportProblem) as refused:
        importer_for(path).model_copy(update=options).read(path)
    return str(refused.value)


def test_a_sub_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, scan = write_images(tmp_path / "pets"), os.scandir

    def guarded(path: Path) -> object:
        if Path(path).name == "dogs":
            raise PermissionError(errno.EACCES, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert refusal(folder).startswith("“dogs” cannot be imported. You are not allowed to read it.")


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EACCES, "you are not allowed to read it"), (errno.EIO, "the disk reports an error")]
)
def test_an_image_that_cannot_be_read_is_not_called_damaged(
    number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_images(tmp_path / "pets")

    @contextmanager
    def guarded(path: Path) -> Iterator[object]:
        if path.parent.name == "dogs":
            raise OSError(number, "no")
        with opened(path) as file:
            yield file

    monkeypatch.setattr(images, "opened", guarded)
    assert f"3 files were left out: “dogs/0.png”, {words};" in Folder().read(folder).notes[0]
    for number_of_cat in range(3):
        (folder / "cats" / f"{number_of_cat}.png").unlink()
    assert f"None of its 3 files can be read: “dogs/0.png”, {words}." in refusal(folder)


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [(("test", "train"), "train"), (("Test", "Validation"), "Validation"), (("VAL", "rest"), "VAL")],
)
def test_parts_above_the_classes_are_told_apart_from_classes(
    parts: tuple[str, ...], wanted: str, tmp_path: Path
) -> None:
    for part in parts:
        write_images(tmp_path / "pets" / part)
    words = refusal(tmp_path / "pets")
    assert words.endswith(
        f"Not looked at: {2 * len(parts)} × folder in a sub-folder. Import its sub-folder “{wanted}”."
    )
    assert len(Folder().read(tmp_path / "pets" / wanted)) == 6


@pytest.mark.parametrize("names", [("train", "test"), ("left", "right/deeper")])
def test_other_folders_without_images_are_to_be_filled(names: tuple[str, ...], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / "pets" / name).mkdir(parents=True)
    assert "Put images (" in refusal(tmp_path / "pets")


def test_a_link_in_a_circle_leads_nowhere(tmp_path: Path) -> None:
    try:
        (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    except (OSError, NotImplementedError):
        pytest.skip("no links here")
    assert "It is a link that leads nowhere." in refusal(tmp_path / "loop.csv")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "It is empty."),
        (b"\x80\x04\x95ab", "It is no NumPy file: its first bytes are 80 04 95 61 62, where arrays have 93 4e 55 4d"),
        (b"1,2\n3,4\n", "It is no NumPy file: its first bytes are 31 2c 32 0a 33 2c"),
    ],
)
@pytest.mark.parametrize("name", ["a.npy", "A.NPZ"])
def test_a_file_that_is_only_called_like_one_of_numpy_s(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert f"“{name}” cannot be imported. {words}" in refusal(tmp_path / name)


@pytest.mark.parametrize("name", ["data.csv.zip", "data.npz"])
def test_an_archive_of_a_table_is_to_be_unpacked(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.mkdir("data")
        archive.writestr("data/data.csv", "a,b\n1,2\n")
    assert refusal(tmp_path / name).endswith(
        "It is an archive of other files, such as “data/data.csv”. Unpack it first, and import what was in it."
    )


def test_an_archive_of_nothing_is_told(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz")
    assert "There is nothing in it." in refusal(tmp_path / "a.npz")


@pytest.mark.parametrize("name", ["data", "anything", "y"])
def test_a_single_array_in_an_archive_is_read_as_one_in_a_file(name: str, tmp_path: Path) -> None:
    array = np.arange(60.0).reshape(15, 4)
    np.save(tmp_path / "a.npy", array)
    np.savez(tmp_path / "a.npz", **{name: array})
    alone, packed = (NumpyFiles().read(tmp_path / file) for file in ("a.npy", "a.npz"))
    assert packed.digest == alone.digest
    assert packed.X.shape == (15, 3)
    assert packed.notes == alone.notes
    assert "The last of 4 columns was taken as the target." in packed.notes


def test_nothing_is_predicted_from_itself(tmp_path: Path) -> None:
    np.savez(tmp_path / "one.npz", anything=np.eye(4))
    np.savez(tmp_path / "two.npz", X=np.eye(4), y=np.arange(4))
    words = "would be predicted from itself: it is both the inputs and the target."
    alone, pair = refusal(tmp_path / "one.npz", target="anything"), refusal(tmp_path / "two.npz", target="X")
    assert f"“anything” {words} Choose no target, and the last of its columns is taken as one." in alone
    assert f"“X” {words} Choose another array as one of them." in pair


def test_a_single_array_of_images_lacks_targets(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", images=np.zeros((4, 8, 8)))
    assert "its shape is (4, 8, 8). Put inputs and targets into one file" in refusal(tmp_path / "a.npz")
