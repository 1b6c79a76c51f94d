"""What is refused or left out is told by its own reason, and by the file or folder that has it."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ffnn_gui.data.importing import ImportProblem, images, importer_for
from ffnn_gui.data.importing.formats.folder import Folder
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
