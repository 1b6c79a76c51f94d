"""Augmentation: what each kind does to images and points, and what holds for all of them."""

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ffnn_gui.data import AnyDataSet, Part, PreparedData, Task, prepare
from ffnn_gui.data.augmentation import (
    Augmentation,
    FeatureAugmentation,
    ImageAugmentation,
    PointAugmentation,
    images,
    point_stage,
    points,
)
from ffnn_gui.data.augmentation.images.base import after, identities
from ffnn_gui.data.augmentation.resampling import Blended, Images, Resampler
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

RNG = np.random.default_rng(7)
IMAGES = RNG.integers(0, 256, (5, 6, 9)).astype(np.uint8)
MOST = {kind.name: knobs_of(ImageAugmentation)[kind.name].high for kind in images.KINDS}
each_image_kind = pytest.mark.parametrize("kind", images.KINDS, ids=lambda kind: kind.name)
each_kind = pytest.mark.parametrize(
    ("family", "kind"),
    [
        *((ImageAugmentation, kind) for kind in images.KINDS),
        *((PointAugmentation, kind) for kind in points.KINDS),
        *((FeatureAugmentation, kind) for kind in points.OF_ANY_FEATURES),
    ],
    ids=lambda value: value.__name__,
)


def most(family: type[Augmentation], kind: Any, share: float = 1) -> Augmentation:
    """The kind at its greatest strength, or a share of it."""
    return family.model_validate({kind.name: kind.number(share * knobs_of(family)[kind.name].high)})


def data_for(family: type[Augmentation], **fields: Any) -> PreparedData:
    small: dict[str, Any] = {"samples": 100, **fields}
    sets: dict[Any, Any] = {PointAugmentation: Circle, FeatureAugmentation: Sine, ImageAugmentation: Digits}
    return prepare(sets[family](**small))


def made(augmentation: Augmentation, data: PreparedData, epoch: int = 0, only: Any = None) -> np.ndarray:
    """The network's inputs in an epoch: for all training examples, or for those at some indices."""
    stage = augmentation.stage(data)
    stage.begin(augmentation, np.random.SeedSequence(3, spawn_key=(3, epoch)))
    which = np.arange(len(data.train)) if only is None else np.asarray(only)
    out = np.full((len(which), data.n_inputs), np.nan, data.dtype)
    stage.take(which, out)
    return out


def images_of(pictures: np.ndarray, largest: int = 1, empty: int = 0) -> Images:
    """Read in two blocks."""
    return Images(pictures.shape, lambda: (pictures[:2], pictures[2:]), largest, empty)


def moved(maps: np.ndarray, pictures: np.ndarray = IMAGES, largest: int = 1, empty: int = 0) -> np.ndarray:
    resampler = Resampler(images_of(pictures, largest, empty))
    resampler.set_maps(maps)
    out = np.empty(pictures.shape)
    resampler.take(np.arange(len(pictures)), out)
    return out


def maps_of(matrix: list[list[float]], offset: tuple[float, float] = (0, 0)) -> np.ndarray:
    return np.column_stack([matrix, offset]).astype(float)[:, :, None].repeat(len(IMAGES), 2)


def slow(maps: np.ndarray) -> np.ndarray:
    """Bilinear resampling, written down pixel by pixel."""
    _, rows, columns = IMAGES.shape
    result = np.zeros(IMAGES.shape)
    for i, row, column in np.ndindex(IMAGES.shape):
        x, y = maps[..., i] @ (column - (columns - 1) / 2, row - (rows - 1) / 2, 1)
        x, y = x + (columns - 1) / 2, y + (rows - 1) / 2
        for r in (int(np.floor(y)), int(np.floor(y)) + 1):
            for c in (int(np.floor(x)), int(np.floor(x)) + 1):
                if 0 <= r < rows and 0 <= c < columns:
                    result[i, row, column] += (1 - abs(x - c)) * (1 - abs(y - r)) * IMAGES[i, r, c]
    return result


# Moving pixels


@given(seed=st.integers(0, 2**32 - 1))
def test_blending_is_bilinear(seed: int) -> None:
    rng = np.random.default_rng(seed)
    maps = identities(len(IMAGES)) + rng.uniform(-1, 1, (2, 3, len(IMAGES))) * [[1], [1], [4]]
    # Places are rounded to 1/256 of a pixel, between neighbours that differ by at most 255.
    np.testing.assert_allclose(moved(maps), slow(maps), atol=2.2)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_quarter_turns_are_exact(turns: int) -> None:
    square = IMAGES[:, :, :6]
    cosine, sine = [(0, 1), (-1, 0), (0, -1)][turns - 1]
    # From a place to the one it came from: clockwise, as y goes down.
    assert (moved(maps_of([[cosine, -sine], [sine, cosine]]), square) == np.rot90(square, turns, (1, 2))).all()


@pytest.mark.parametrize("offset", [(0, 0), (2, 0), (0, -1), (-3, 4), (8, 5), (9, 0), (-50, 50)])
@pytest.mark.parametrize("mirror", [1, -1])
def test_copying_is_blending_at_whole_places(offset: tuple[int, int], mirror: int) -> None:
    maps = maps_of([[mirror, 0], [0, 1]], offset)
    blended, out = Blended(images_of(IMAGES)), np.empty(IMAGES.shape)
    blended.set_maps(maps)
    blended.take(np.arange(len(IMAGES)), out)
    assert (moved(maps) == out * blended.unit).all()
    assert (moved(maps) == slow(maps)).all()


@pytest.mark.parametrize("empty", [0, 90, 255])
def test_a_shift_leaves_the_outside_empty(empty: int) -> None:
    expected = np.full(IMAGES.shape, empty)
    expected[:, 1:, :-2] = IMAGES[:, :-1, 2:]
    assert (moved(maps_of([[1, 0], [0, 1]], (2, -1)), empty=empty) == expected).all()


@pytest.mark.parametrize("empty", [0, 90, 255])
def test_turned_corners_are_empty(empty: int) -> None:
    """All that is blended is the background: nothing else, and no edge between inside and outside."""
    turned = moved(maps_of([[0.8, -0.6], [0.6, 0.8]]), np.full(IMAGES.shape, empty, np.uint8), empty=empty)
    assert (turned == empty).all()


def test_maps_are_composed_in_the_order_of_the_changes() -> None:
    """Shifted by two columns and then turned by a quarter: where was the pixel that is one row below the middle?"""
    shifted, turned = maps_of([[1, 0], [0, 1]], (-2, 0)), maps_of([[0, 1], [-1, 0]])
    assert after(shifted, turned)[..., 0] @ (0, 1, 1) == pytest.approx([1 - 2, 0])


def test_the_way_of_moving_can_change_from_epoch_to_epoch() -> None:
    resampler, out = Resampler(images_of(IMAGES)), np.empty(IMAGES.shape)
    for maps in (maps_of([[1, 0], [0, 1]]), maps_of([[0.9, 0], [0, 0.9]]), maps_of([[-1, 0], [0, 1]], (3, 0))):
        resampler.set_maps(maps)
        resampler.take(np.arange(len(IMAGES)), out)
        assert (out == moved(maps)).all()


# Every kind


@each_kind
@pytest.mark.parametrize("normalization", ["none", "min_max", "standard"])
def test_at_most_strength_all_is_finite_and_something_changes(family: Any, kind: Any, normalization: str) -> None:
    data = data_for(family, normalization={"kind": normalization})
    inputs = made(most(family, kind), data)
    assert np.isfinite(inputs).all()
    assert not np.array_equal(inputs, data.train.X)
    if family is ImageAugmentation:
        pixels = inputs * data.scaling.scale + data.scaling.offset
        assert pixels.min() > -1e-4
        assert pixels.max() < data.task.max_pixel + 1e-4


@each_kind
def test_at_strength_0_nothing_changes(family: Any, kind: Any) -> None:
    data = data_for(family)
    assert not family().active
    assert most(family, kind).active
    assert made(family(), data) == pytest.approx(data.train.X, abs=1e-5)


@each_kind
def test_the_seeds_decide_and_epochs_differ(family: Any, kind: Any) -> None:
    data, augmentation = data_for(family), most(family, kind, 0.5)
    assert (made(augmentation, data) == made(augmentation, data)).all()
    assert not np.array_equal(made(augmentation, data), made(augmentation, data, epoch=1))


@each_kind
def test_an_example_is_changed_alike_in_whatever_company(family: Any, kind: Any) -> None:
    """To the last bit, with all other kinds on too: a run goes on from the middle of an epoch."""
    data = data_for(family)
    everything = {k.name: k.number(knobs_of(family)[k.name].high) for k in family.kinds}
    for augmentation in (most(family, kind), family.model_validate(everything)):
        together = made(augmentation, data)
        few = [61, 3, 17]
        assert (made(augmentation, data, only=few) == together[few]).all()
        assert (made(augmentation, data, only=[40]) == together[[40]]).all()


@each_kind
def test_the_first_examples_are_changed_as_if_all_were(family: Any, kind: Any) -> None:
    data, augmentation = data_for(family), most(family, kind)
    stage, out = augmentation.stage(data, 9), np.empty((9, data.n_inputs), data.dtype)
    stage.begin(augmentation, np.random.SeedSequence(3, spawn_key=(3, 0)))
    stage.take(np.arange(9), out)
    assert (out == made(augmentation, data)[:9]).all()


@each_image_kind
def test_both_precisions_are_the_same(kind: Any) -> None:
    augmentation, config = most(ImageAugmentation, kind), Digits(samples=100)
    single, double = made(augmentation, prepare(config, "float32")), made(augmentation, prepare(config, "float64"))
    assert (single.dtype, double.dtype) == (np.float32, np.float64)
    np.testing.assert_allclose(single, double, atol=1e-5)


@each_kind
def test_another_kind_leaves_the_random_numbers_alone(family: Any, kind: Any) -> None:
    seeds = np.random.SeedSequence(1)
    first = [other.generator(seeds).random() for other in family.kinds]
    assert len(set(first)) == len(family.kinds)
    assert kind.generator(seeds).random() in first


# What the kinds do


def with_raw(part: Part, raw: np.ndarray) -> Part:
    """A part with other raw features, which is all that augmentation looks at."""
    return Part(part.X, part.y, raw)


def grey(
    value: float, shape: tuple[int, int] = (20, 30), channels: int = 1, n: int = 40, edge: float | None = None
) -> PreparedData:
    """Images of one colour, the edge perhaps of another, in bytes of which 255 is white, not normalized."""
    digits = data_for(ImageAugmentation, normalization={"kind": "none"})
    values = np.full((n, *shape, channels), round(255 * (value if edge is None else edge)), np.uint8)
    values[:, 1:-1, 1:-1] = round(255 * value)
    raw = values.reshape(n, -1)
    task = Task("classification", raw.shape[1], ("a", "b"), image_shape=shape, max_pixel=255, channels=channels)
    return replace(digits, task=task, train=Part(raw.astype(np.float32), np.zeros(n, np.int64), raw))


def test_noise_has_the_spread_it_says() -> None:
    inputs = made(ImageAugmentation(noise=0.1), grey(0.5)) / 255
    assert inputs.mean() == pytest.approx(0.5, abs=0.01)
    assert inputs.std() == pytest.approx(0.1, rel=0.05)
    # No two images, and no two pixels of an image, have the same noise.
    assert abs(np.corrcoef(inputs) - np.eye(len(inputs))).max() < 0.3


def test_brightness_is_one_factor_an_image() -> None:
    inputs = made(ImageAugmentation(brightness=0.5), grey(0.5)) / 255
    assert np.ptp(inputs, axis=1).max() < 1e-5
    factors = inputs[:, 0] / inputs.dtype.type(128 / 255)
    assert 0.5 <= factors.min() < 0.7
    assert 1.3 < factors.max() <= 1.5


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize(("value", "background"), [(0.4, 0), (0.6, 255)])
def test_a_square_becomes_background_in_all_channels(value: float, background: int, channels: int) -> None:
    """Photographs, of different tones, have no other background than black or white."""
    data = grey(value, channels=channels)
    tones = np.linspace(-0.2, 0.2, 40)[:, None] * np.ones(data.train.raw.shape[1])
    data = replace(data, train=with_raw(data.train, data.train.raw + np.rint(255 * tones)))
    inputs = made(ImageAugmentation(erase=0.25), data).reshape(40, 20, 30, channels)
    for image in inputs:
        empty = image == background
        rows, columns = np.flatnonzero(empty.any(axis=(1, 2))), np.flatnonzero(empty.any(axis=(0, 2)))
        assert (np.ptp(rows), np.ptp(columns), empty.sum()) == (4, 4, 25 * channels)
    corners = {int(np.flatnonzero(image.reshape(-1) == background)[0]) for image in inputs}
    assert len(corners) > 20


@pytest.mark.parametrize("augmentation", [{"shift": 3}, {"rotate": 45.0}, {"zoom": 0.5}, {"shear": 1.0}, {"shift": 9}])
@pytest.mark.parametrize(("stroke", "paper"), [(0, 1), (1, 0), (0, 0.6), (0, 0.4), (1, 0.6), (1, 0.2)])
def test_what_comes_in_from_outside_is_background(stroke: float, paper: float, augmentation: dict[str, Any]) -> None:
    """A white or a black blot in the middle: the edge stays as it was, whatever the paper's tone."""
    data = grey(paper, shape=(15, 15))
    raw = data.train.raw.reshape(-1, 15, 15).copy()
    raw[:, 7, 7] = 255 * stroke
    data = replace(data, train=with_raw(data.train, raw.reshape(len(raw), -1)))
    inputs = made(ImageAugmentation.model_validate(augmentation), data).reshape(raw.shape) / 255
    share_of_paper = (np.abs(inputs - paper) < 1e-5).mean(axis=(1, 2))
    assert share_of_paper.min() > 0.9


def test_light_images_are_the_dark_ones_inverted() -> None:
    dark = data_for(ImageAugmentation, normalization={"kind": "none"})
    light = replace(dark, train=with_raw(dark.train, (16 - dark.train.raw).astype(np.uint8)))
    augmentation = ImageAugmentation(shift=1, rotate=20.0, flip=0.5, erase=0.3)
    np.testing.assert_allclose(made(augmentation, light), 16 - made(augmentation, dark), atol=1e-4)


def test_about_so_many_are_mirrored() -> None:
    data = data_for(ImageAugmentation, samples=1000)
    images, mirrored = (X.reshape(-1, 8, 8) for X in (data.train.X, made(ImageAugmentation(flip=0.3), data)))
    same = (images == mirrored).all(axis=(1, 2))
    assert (mirrored[~same] == images[~same][:, :, ::-1]).all()
    assert np.mean(~same) == pytest.approx(0.3, abs=0.05)


def test_shifts_take_all_places_up_to_the_strength() -> None:
    data = grey(0, shape=(9, 9), n=500)
    raw = data.train.raw.copy()
    raw[:, 40] = 255
    inputs = made(ImageAugmentation(shift=2), replace(data, train=with_raw(data.train, raw)))
    rows, columns = np.divmod(inputs.argmax(axis=1), 9)
    assert set(zip(rows.tolist(), columns.tolist(), strict=True)) == {(r, c) for r in range(2, 7) for c in range(2, 7)}


def test_colours_move_together() -> None:
    data = grey(0, channels=3, n=6)
    shades = np.pad(RNG.integers(0, 120, (6, 18, 28, 1)), ((0, 0), (1, 1), (1, 1), (0, 0))) * np.array([1, 0.5, 0.25])
    raw = shades.astype(np.uint8).reshape(6, -1)
    augmentation = ImageAugmentation(rotate=30, shift=3, flip=0.5)
    colour = made(augmentation, replace(data, train=with_raw(data.train, raw))).reshape(6, 600, 3)
    for channel in range(3):
        single = grey(0, n=6)
        plane = with_raw(single.train, np.ascontiguousarray(raw.reshape(6, 600, 3)[:, :, channel]))
        assert (made(augmentation, replace(single, train=plane)) == colour[:, :, channel]).all()


def test_images_that_are_not_bytes_are_taken_too() -> None:
    data = grey(0.4)
    fractions = with_raw(data.train, data.train.raw / 255.0)
    data = replace(data, task=replace(data.task, max_pixel=1), train=fractions)
    assert made(ImageAugmentation(shift=1), data).max() == pytest.approx(0.4, abs=0.005)


def test_turned_points_keep_their_distance_from_the_origin() -> None:
    data = data_for(PointAugmentation, normalization={"kind": "none"})
    turned, before = made(PointAugmentation(rotate=90), data), data.train.X
    assert np.hypot(*turned.T) == pytest.approx(np.hypot(*before.T), rel=1e-5)
    angle = np.angle((turned @ (1, 1j)) / (before @ (1, 1j)), deg=True)
    assert abs(angle).max() <= 90
    assert np.ptp(angle) > 140


def test_jitter_is_relative_to_each_feature() -> None:
    data = data_for(PointAugmentation, samples=2000, normalization={"kind": "standard"})
    moves = made(PointAugmentation(jitter=0.2), data) - data.train.X
    assert moves.std(axis=0) == pytest.approx([0.2, 0.2], rel=0.1)


def test_jitter_after_a_turn_is_still_relative_to_the_originals() -> None:
    """Turned by all angles both features spread alike; the first one's noise stays a hundredth of the second's."""
    data = data_for(PointAugmentation, samples=2000, normalization={"kind": "none"})
    data = replace(data, train=with_raw(data.train, data.train.raw * (1, 100)))
    turned = made(PointAugmentation(rotate=180.0), data)
    moves = made(PointAugmentation(rotate=180.0, jitter=0.2), data) - turned
    assert moves.std(axis=0) == pytest.approx(0.2 * data.train.raw.std(axis=0), rel=0.1)


def test_many_points_are_moved_as_one_block_would_be(monkeypatch: pytest.MonkeyPatch) -> None:
    data, augmentation = data_for(PointAugmentation), PointAugmentation(rotate=30.0, jitter=0.2)
    whole = made(augmentation, data)
    monkeypatch.setattr(point_stage, "BLOCK", 7)
    assert (made(augmentation, data) == whole).all()


def test_derived_inputs_are_of_the_moved_points() -> None:
    data = data_for(PointAugmentation, normalization={"kind": "none"}, inputs={"x1_squared": True})
    inputs = made(PointAugmentation(jitter=0.3), data)
    assert inputs[:, 2] == pytest.approx(inputs[:, 0] ** 2, rel=1e-4)


# The config


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
def test_turned_imported_points_warn_as_drawn_ones_do(classes: tuple[str, ...], harmless: float) -> None:
    hazards = imported(2, classes).label_hazards
    assert PointAugmentation(rotate=harmless).warnings(hazards) == ()
    assert len(PointAugmentation(rotate=harmless + 5).warnings(hazards)) == 1
