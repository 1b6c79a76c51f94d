"""Images and points to augment, and what an augmentation makes of them."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ffnn_gui.data import Part, PreparedData, Task, prepare
from ffnn_gui.data.augmentation import (
    Augmentation,
    FeatureAugmentation,
    ImageAugmentation,
    PointAugmentation,
    images,
    points,
)
from ffnn_gui.data.augmentation.resampling import Images, Resampler
from ffnn_gui.data.sets.circle import Circle
from ffnn_gui.data.sets.digits import Digits
from ffnn_gui.data.sets.sine import Sine
from ffnn_gui.schema import knobs_of

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
