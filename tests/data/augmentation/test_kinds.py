"""What each kind does to images and points, measured on what it makes of them."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ffnn_gui.data.augmentation import (
    ImageAugmentation,
    PointAugmentation,
    point_stage,
)
from tests.data.augmentation.samples import RNG, data_for, grey, made, with_raw


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


def test_squares_are_erased_at_all_places() -> None:
    data = grey(0.2, shape=(6, 8), n=500)
    raw = data.train.raw + np.arange(500)[:, None] % 100  # photographs of different tones, on which black is empty
    inputs = made(ImageAugmentation(erase=0.5), replace(data, train=with_raw(data.train, raw)))
    rows, columns = np.divmod((inputs == 0).argmax(axis=1), 8)
    assert set(zip(rows.tolist(), columns.tolist(), strict=True)) == {(r, c) for r in range(4) for c in range(6)}


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
