"""The shape of the code, checked: layers, no Qt in the engine, sizes, docstrings, no machine's paths."""

import ast
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "ffnn_gui"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 45

QT_FREE = """
import sys

class NoQt:
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph", "superqt", "qtpy"}:
            raise ModuleNotFoundError(f"{name} is blocked")

sys.meta_path.insert(0, NoQt())
import ffnn_gui.data, ffnn_gui.engine, ffnn_gui.insight
trainer = ffnn_gui.engine.Trainer(ffnn_gui.engine.ExperimentConfig.model_validate({"epochs": 1}))
for report in trainer.run():
    pass
print("trained", len(ffnn_gui.insight.layer_health(trainer)))
"""

SIGN = "ffnn_gui/engine/optimizers/sign.py"
SIGN_DESCENT = """
from ffnn_gui.engine import ExperimentConfig, Trainer
config = ExperimentConfig.model_validate({"optimizer": {"kind": "sign"}, "epochs": 2})
print(type(config.optimizer).__name__, len(list(Trainer(config).run())))
"""


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sysconfig.get_path("scripts")) / "lint-imports"
    command = [str(program), "--no-cache", "--config", "pyproject.toml"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def copy_package(folder: Path) -> None:
    """The package with its configuration and resources, to be changed in a folder of the test's own."""
    for name in ("ffnn_gui", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked_files() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    names = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, encoding="utf-8").split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_imports_point_down_only() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("engine/__init__.py", "import ffnn_gui.session", "Imports point down only"),
        ("data/__init__.py", "import ffnn_gui.engine", "Imports point down only"),
        ("worker/__init__.py", "import ffnn_gui.ui", "Imports point down only"),
        ("insight/__init__.py", "import ffnn_gui.session", "Imports point down only"),
        ("engine/__init__.py", "import ffnn_gui.insight", "Imports point down only"),
        ("helpers.py", "import ffnn_gui.ui", "Imports point down only"),
        ("app.py", "import pyqtgraph", "Only the plots know pyqtgraph"),
        ("engine/__init__.py", "from PySide6 import QtCore", "What computes works without Qt"),
        ("insight/__init__.py", "from PySide6 import QtCore", "What computes works without Qt"),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, module: str, line: str, contract: str) -> None:
    copy_package(tmp_path)
    with (tmp_path / "ffnn_gui" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = lint_imports(tmp_path)
    output = re.sub(r"\s+", " ", result.stdout)
    assert result.returncode != 0
    assert f"{contract} BROKEN" in output
    name = "ffnn_gui." + module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    assert name in output


def test_the_engine_trains_and_is_looked_into_without_qt() -> None:
    result = subprocess.run([sys.executable, "-c", QT_FREE], capture_output=True, encoding="utf-8", check=False)
    assert result.stdout.strip() == "trained 3", result.stderr


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_says_what_it_means_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module opens with a docstring"
    assert text.count("\n") <= LONGEST_FILE
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > LONGEST_FUNCTION]
    assert long == [], f"longer than {LONGEST_FUNCTION} lines"


@pytest.fixture(scope="module")
def with_sign_descent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package and of its tests with the README's example laid in as the one new file."""
    folder = tmp_path_factory.mktemp("sign_descent")
    example = (ROOT / "README.md").read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    copy_package(folder)
    shutil.copytree(ROOT / "tests" / "engine", folder / "tests" / "engine")
    (folder / SIGN).write_text(example, encoding="utf-8")
    return folder


def run_in(folder: Path, *arguments: str) -> str:
    command, environment = [sys.executable, *arguments], {**os.environ, "PYTHONPATH": str(folder)}
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_one_file_adds_an_optimizer(with_sign_descent: Path) -> None:
    assert run_in(with_sign_descent, "-c", SIGN_DESCENT).split() == ["SignDescent", "2"]


@pytest.mark.parametrize(
    "check",
    [
        ["ruff", "check", "--no-cache", SIGN],
        ["ruff", "format", "--no-cache", "--check", SIGN],
        ["mypy", "--strict", SIGN],
        ["pytest", "-p", "no:cacheprovider", "tests/engine/test_optimizers.py", "-k", "sign or course"],
    ],
    ids=lambda check: " ".join(check[:2]),
)
def test_the_new_file_passes_every_check(with_sign_descent: Path, check: list[str]) -> None:
    """As it is printed, and without a change to any test."""
    run_in(with_sign_descent, "-m", *check)


def test_no_tracked_file_names_a_place_on_one_machine() -> None:
    # Written in pieces, so that this file does not find itself.
    places = re.compile(rb"(?<![\w.])/(?:work|root|tmp|home/[a-z]+)/[a-z]|[A-Z]:\\" + rb"Users")
    found = []
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" not in content and places.search(content):
            found.append(relative(path))
    assert found == []


@pytest.mark.parametrize("path", [path for path in MODULES if "ui" in path.parts], ids=relative)
def test_every_painter_ends_also_after_an_error(path: Path) -> None:
    """One that outlives an error in a paint event takes the process with it: `painting(self)` ends it."""
    allowed = {"painting.py": 1, "export.py": 1}
    assert path.read_text(encoding="utf-8").count("QPainter(") == allowed.get(path.name, 0)
