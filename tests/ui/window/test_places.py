"""Where data were the last time: newest first, the oldest forgotten, whatever their digests are called."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from ffnn_gui.ui.window.places import KEY, MOST_PLACES, last_folder, places, remember


@pytest.fixture
def settings(tmp_path: Path, qapp: QApplication) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def folder(tmp_path: Path, name: str) -> Path:
    (tmp_path / name).mkdir(exist_ok=True)
    return tmp_path / name


def test_the_last_folder_is_the_one_used_last(settings: QSettings, tmp_path: Path) -> None:
    assert last_folder(settings) == Path.home()
    for digest, name in (("ff", "one"), ("00", "two"), ("77", "three")):
        remember(settings, digest, folder(tmp_path, name) / "a.csv")
        assert last_folder(settings) == tmp_path / name
    remember(settings, "00", tmp_path / "two" / "a.csv")
    assert last_folder(settings) == tmp_path / "two"
    (tmp_path / "two").rmdir()
    assert last_folder(settings) == tmp_path / "three"


def test_the_place_used_longest_ago_is_forgotten(settings: QSettings, tmp_path: Path) -> None:
    digests = [f"{97 * i % 251:02x}" for i in range(MOST_PLACES + 2)]
    for digest in digests:
        remember(settings, digest, tmp_path / digest)
    assert list(places(settings)) == digests[:1:-1]
    remember(settings, digests[2], tmp_path / "moved")
    remember(settings, "new", tmp_path / "new")
    assert places(settings)[digests[2]] == tmp_path / "moved"
    assert digests[3] not in places(settings)


def test_places_outlive_the_program(settings: QSettings, tmp_path: Path) -> None:
    odd = tmp_path / "a, “b”; c=ä\\ %20.csv"
    remember(settings, "aa", odd)
    settings.sync()
    assert places(QSettings(settings.fileName(), settings.format())) == {"aa": odd}


@pytest.mark.parametrize("stored", ["", "{", "3", "[1]", '[["a", 1]]', '{"a": "b"}', ["a", "b"], 7])
def test_what_is_not_understood_is_nothing(settings: QSettings, stored: object) -> None:
    settings.setValue(KEY, stored)
    assert places(settings) == {}
