"""What data can be augmented with, what breaks their labels, and how a config says so."""

from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from ffnn_gui.data import AnyDataSet, prepare
from ffnn_gui.data.augmentation import (
    FeatureAugmentation,
    ImageAugmentation,
    PointAugmentation,
)
from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.data.sets.blobs import Blobs
from ffnn_gui.data.sets.circle import Circle
from ffnn_gui.data.sets.digits import Digits
from ffnn_gui.data.sets.drawn import Drawn
from ffnn_gui.data.sets.mnist import Mnist
from ffnn_gui.data.sets.sine import Sine
from ffnn_gui.data.sets.stretched import Stretched
from ffnn_gui.schema import kinds_of, knobs_of
from tests.data.augmentation.samples import MOST, RNG, made


def test_words_and_warnings() -> None:
    augmentation = ImageAugmentation(shift=2, flip=0.5, rotate=15.0)
    assert augmentation.in_words() == "Flip 0.5, Rotate 15 degrees, Shift 2 pixels"
    assert ImageAugmentation().in_words() == ""
    assert PointAugmentation(rotate=180.0).warnings(Circle().label_hazards) == ()
    mirrored, moved = augmentation.warnings(Digits().label_hazards)
    assert "mirrored" in mirrored
    assert "more than 1 pixel," in moved


def drawn(task: str) -> Drawn:
    return Drawn.model_validate({"task_kind": task})


@pytest.mark.parametrize(
    ("data", "harmless", "harmful"),
    [
        (Digits(), {"shift": 1}, {"shift": 2}),
        (Mnist(), {"shift": 5}, {"shift": 6}),
        (Mnist(), {"erase": 0.5}, {"erase": 0.55}),
        (Digits(), {"rotate": 45.0}, {"rotate": 50.0}),
        (Digits(), {}, {"flip": 0.1}),
        (drawn("classification"), {"rotate": 20.0}, {"rotate": 25.0}),
        (drawn("regression"), {"jitter": 0.5}, {"rotate": 5.0}),
        (Blobs(), {"rotate": 20.0}, {"rotate": 25.0}),
        (Stretched(), {}, {"rotate": 5.0}),
        (Sine(), {"jitter": 1.0}, None),
        (Circle(), {"rotate": 180.0}, None),
    ],
)
def test_what_breaks_labels_depends_on_the_data(data: Any, harmless: Any, harmful: Any) -> None:
    family = type(data.augments)
    assert family.model_validate(harmless).warnings(data.label_hazards) == ()
    if harmful is not None:
        assert len(family.model_validate(harmful).warnings(data.label_hazards)) == 1


@pytest.mark.parametrize("kind", kinds_of(AnyDataSet), ids=lambda kind: kind.model_fields["kind"].default)
def test_every_data_set_says_what_it_can_be_augmented_with(kind: Any) -> None:
    config = kind()
    assert (config.augments is None) == ("augmentation" not in knobs_of(kind))
    if config.augments is not None:
        assert not config.augments.active
        assert knobs_of(kind)["augmentation"].live
        assert {hazard.kind for hazard in config.label_hazards} <= {*knobs_of(type(config.augments))}
        assert config.augments.mild().warnings(config.label_hazards) == ()


class Plain(Sine):
    """A set without the field."""

    augmentation: ClassVar[None] = None  # type: ignore[misc]


def test_what_has_no_augmentation_says_so() -> None:
    assert (Plain().augments, Plain().label_hazards) == (None, ())
    assert "augmentation" not in knobs_of(Plain)


def test_only_two_features_are_turned() -> None:
    assert {*knobs_of(type(Sine().augments))} == {"jitter"}
    assert {*knobs_of(type(Circle().augments))} == {"rotate", "jitter"}


def test_a_config_of_before_has_none() -> None:
    config = TypeAdapter(AnyDataSet).validate_python({"kind": "digits"})
    assert config.augmentation == ImageAugmentation()
    assert MOST.keys() == {*config.model_dump()["augmentation"]}


def imported(features: int, classes: tuple[str, ...] = ("a", "b")) -> Any:
    X = RNG.normal(size=(30, features)).astype(np.float32)
    y = np.arange(30) % 2 if classes else RNG.normal(size=(30, 1))
    return shelved(ImportedArrays(X, y, classes), NumpyFiles(), Path("a.npz"))


@pytest.mark.parametrize(
    ("features", "family"), [(1, FeatureAugmentation), (2, PointAugmentation), (7, FeatureAugmentation)]
)
def test_imported_examples_are_jittered_and_turned_where_they_are_points(features: int, family: Any) -> None:
    data = imported(features)
    assert type(data.augments) is family
    on = data.model_validate({**data.model_dump(), "augmentation": {"jitter": 0.2}})
    assert on.augments == family(jitter=0.2)
    assert TypeAdapter(AnyDataSet).validate_json(on.model_dump_json()) == on
    ready = prepare(on)
    moves = made(on.augments, ready) - ready.train.X
    assert moves.std(axis=0) == pytest.approx([0.2] * features, rel=0.6)


def test_what_cannot_be_turned_is_refused() -> None:
    raw = imported(3).model_dump()
    with pytest.raises(ValidationError, match="rotate"):
        type(imported(3)).model_validate({**raw, "augmentation": {"rotate": 10.0}})


@pytest.mark.parametrize(("classes", "harmless"), [(("a", "b"), 20.0), ((), 0.0)])
def test_turned_imported_points_warn_as_drawn_ones_do_and_of_their_units(
    classes: tuple[str, ...], harmless: float
) -> None:
    hazards = imported(2, classes).label_hazards
    assert PointAugmentation(jitter=1.0).warnings(hazards) == ()
    of_units, *others = PointAugmentation(rotate=harmless + 5).warnings(hazards)
    assert "two features of one unit" in of_units
    assert len(others) == 1
    assert PointAugmentation(rotate=5.0).warnings(hazards)[0] == of_units


@pytest.mark.parametrize("features", [1, 3])
def test_imported_examples_that_are_no_points_have_no_hazards(features: int) -> None:
    assert imported(features).label_hazards == ()
