"""What a user installs: the wheel with its resources, the icons, and the files that the desktop reads."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import ffnn_gui
from ffnn_gui.resources import resource

ROOT = Path(__file__).resolve().parents[1]
APP_ID = "org.ffnn.Playground"
ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
DESKTOP = ROOT / "resources" / "desktop"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what is needed, with the build backend of this environment."""
    source = tmp_path_factory.mktemp("source")
    for name in ("ffnn_gui", "resources"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = "import sys, hatchling.build; print(hatchling.build.build_wheel(sys.argv[1]))"
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-c", build, target], cwd=source, check=True, capture_output=True)
    return next(target.glob("*.whl"))


def test_the_wheel_carries_every_resource(wheel: Path) -> None:
    root = ROOT / "resources"
    expected = {f"ffnn_gui/_resources/{p.relative_to(root).as_posix()}" for p in root.rglob("*") if p.is_file()}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("ffnn_gui/_resources/")}
        assert packed == expected
        assert not [name for name in archive.namelist() if name.startswith(("tests/", "run.py"))]


def test_the_unpacked_wheel_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = "from ffnn_gui.resources import resource; print(resource('icons', 'play.svg'))"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-c", code]
    found = subprocess.check_output(command, cwd=tmp_path, env=environment, encoding="utf-8")
    assert Path(found.strip()) == (tmp_path / "ffnn_gui" / "_resources" / "icons" / "play.svg").resolve()


def test_the_checkout_finds_its_resources() -> None:
    assert resource("icons", "play.svg") == ROOT / "resources" / "icons" / "play.svg"


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/nothing\.svg"):
        resource("icons", "nothing.svg")


def test_the_version_is_one() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", ffnn_gui.__version__)
    releases = ET.parse(DESKTOP / f"{APP_ID}.metainfo.xml").iter("release")
    assert next(releases).get("version") == ffnn_gui.__version__


def test_readme_opens_with_the_two_commands() -> None:
    top = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:10]
    commands = [line.split("#")[0].strip() for line in top if line.startswith("    ")]
    assert commands == ["python3 run.py", "python3 run.py test"]


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_can_be_coloured(path: Path) -> None:
    """A toolbar icon has one colour, #000, that the program replaces; only the app's own icon has more."""
    root = ET.parse(path).getroot()
    colours = {node.get(name) for node in root.iter() for name in ("stroke", "fill")} - {None, "none"}
    assert root.tag == f"{SVG}svg"
    if path.stem == APP_ID:
        assert root.get("viewBox") == "0 0 512 512"
        assert len(colours) > 1
    else:
        assert root.get("viewBox") == "0 0 24 24"
        assert colours == {"#000"}


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_draws_something(path: Path, qapp: object) -> None:
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(16, 16, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(path)).render(painter)
    painter.end()
    drawn = sum(image.pixelColor(x, y).alpha() > 127 for x in range(16) for y in range(16))
    assert drawn >= 3


def test_the_desktop_files_share_one_id() -> None:
    entry = (DESKTOP / f"{APP_ID}.desktop").read_text(encoding="utf-8")
    mime = ET.parse(DESKTOP / f"{APP_ID}.xml").find(f"{MIME}mime-type")
    metainfo = ET.parse(DESKTOP / f"{APP_ID}.metainfo.xml")
    assert mime is not None
    assert f"Icon={APP_ID}\n" in entry
    assert f"MimeType={mime.get('type')};\n" in entry
    assert metainfo.findtext("id") == APP_ID
    assert metainfo.findtext("provides/mediatype") == mime.get("type")
    assert metainfo.findtext("launchable") == f"{APP_ID}.desktop"
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert f"Exec={next(iter(scripts))} " in entry


def test_a_session_is_known_by_its_name_and_its_first_bytes() -> None:
    tree = ET.parse(DESKTOP / f"{APP_ID}.xml")
    glob, match = tree.find(f".//{MIME}glob"), tree.find(f".//{MIME}match")
    assert glob is not None
    assert match is not None
    assert glob.get("pattern") == "*.ffnn"
    assert match.get("offset") == "0"
    session = json.dumps({"format": "ffnn-session", "version": 1}, separators=(",", ":"))
    assert session.startswith(str(match.get("value")))


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("desktop-file-validate", [f"{APP_ID}.desktop"]),
        ("appstreamcli", ["validate", "--no-net", f"{APP_ID}.metainfo.xml"]),
    ],
)
def test_the_validators_agree(tool: str, arguments: list[str]) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    result = subprocess.run([tool, *arguments], cwd=DESKTOP, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr
