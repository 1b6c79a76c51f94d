"""Choices: every file of a family's package is a kind, found by itself and told apart by its name."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from ffnn_gui.schema import Choice, Config, kinds_of, knob, knobs_of, one_of
from tests.schema.sample import AnyPace, Fast, Slow

BASE = """
from typing import ClassVar, Literal
from ffnn_gui.schema import Choice, knob

class Fruit(Choice):
    weight: float = knob(1.0, "Weight", "How heavy.", ge=0)
"""
KIND = """
from typing import ClassVar, Literal
from {package}.base import Fruit
from ffnn_gui.schema import knob

class {name}(Fruit):
    kind: Literal["{kind}"] = "{kind}"
    label: ClassVar[str] = "{name}"
    help: ClassVar[str] = "A fruit."
    order: ClassVar[float] = {order}
"""
Plant = Callable[..., str]


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plant]:
    """Writes a family's package with a file a kind; returns its name."""
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)

    def write(*kinds: tuple[str, str, int]) -> str:
        package = f"orchard_{tmp_path.name.rstrip('0123456789').replace('-', '_')}"
        folder = tmp_path / package
        folder.mkdir()
        (folder / "__init__.py").write_text("")
        (folder / "base.py").write_text(BASE)
        for name, kind, order in kinds:
            text = KIND.format(package=package, name=name, kind=kind, order=order)
            (folder / f"{name.lower()}.py").write_text(text)
        return package

    yield write
    for name in set(sys.modules) - before:
        if name.startswith("orchard_"):
            del sys.modules[name]


def family(package: str, default: str) -> Any:
    __import__(f"{package}.base")
    return one_of(package, sys.modules[f"{package}.base"].Fruit, default=default)


def names(union: Any) -> list[str]:
    return [kind.model_fields["kind"].default for kind in kinds_of(union)]


def test_every_file_is_a_kind_in_its_order(plant: Plant) -> None:
    union = family(plant(("Pear", "pear", 2), ("Apple", "apple", 3), ("Fig", "fig", 1)), "apple")
    assert names(union) == ["fig", "pear", "apple"]


def test_a_new_file_is_found_without_any_other_change(plant: Plant) -> None:
    package = plant(("Pear", "pear", 2), ("Apple", "apple", 1))
    assert names(family(package, "apple")) == ["apple", "pear"]
    place = Path(sys.modules[package].__file__).parent / "plum.py"
    place.write_text(KIND.format(package=package, name="Plum", kind="plum", order=1.5))
    assert names(family(package, "apple")) == ["apple", "plum", "pear"]


def test_values_are_told_apart_by_their_kind(plant: Plant) -> None:
    adapter = TypeAdapter(family(plant(("Pear", "pear", 2), ("Apple", "apple", 1)), "apple"))
    assert adapter.validate_python({"kind": "pear", "weight": 2.0}).weight == 2.0
    assert adapter.validate_python("pear").kind == "pear"
    assert adapter.validate_python({}).kind == "apple"
    assert adapter.validate_python({"weight": 3.0}).kind == "apple"
    made = adapter.validate_python("pear")
    assert adapter.validate_python(made) is made
    for wrong in ("plum", {"kind": "plum"}, 3, None, ["pear"], {"kind": None}):
        with pytest.raises(ValidationError):
            adapter.validate_python(wrong)


def test_one_kind_alone_is_a_family_too(plant: Plant) -> None:
    union = family(plant(("Pear", "pear", 1)), "pear")
    assert names(union) == ["pear"]
    assert TypeAdapter(union).validate_python("pear").kind == "pear"
    with pytest.raises(ValidationError):
        TypeAdapter(union).validate_python("apple")


def test_two_kinds_of_one_name_are_an_error(plant: Plant) -> None:
    package = plant(("Pear", "pear", 1), ("Nashi", "pear", 2))
    with pytest.raises(TypeError, match="kinds must be unique"):
        family(package, "pear")


def test_a_default_that_is_none_of_them_is_an_error(plant: Plant) -> None:
    package = plant(("Pear", "pear", 1))
    with pytest.raises(TypeError, match="contain 'plum'"):
        family(package, "plum")


def test_a_family_may_be_asked_for_its_kinds_through_a_field(plant: Plant) -> None:
    union = family(plant(("Pear", "pear", 2), ("Apple", "apple", 1)), "apple")

    class Basket(Config):
        fruit: union = knob(kinds_of(union)[0](), "Fruit", "What is in it.")

    assert kinds_of(knobs_of(Basket)["fruit"].annotation) == kinds_of(union)
    assert kinds_of(AnyPace) == (Slow, Fast)
    assert kinds_of(Slow) == (Slow,)


def test_a_kind_is_frozen_and_compared_by_value() -> None:
    assert Slow(speed=2.0) == Slow(speed=2.0) != Slow(speed=3.0)
    assert issubclass(Slow, Choice)
    with pytest.raises(ValidationError, match="frozen"):
        Slow().speed = 3.0
