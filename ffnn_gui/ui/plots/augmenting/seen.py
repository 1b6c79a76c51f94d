"""What augmentation makes of some training examples, in this epoch and the next ones."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.engine import Trainer

IMAGES, VARIANTS = 12, 4
POINTS = 300


@dataclass(frozen=True, eq=False)
class Augmented:
    """examples: raw features (1 + epochs, examples, features), the originals first, then as each of `epochs` (counted
    from 1) sees them; without augmentation there is no epoch. y: class indices or values; warnings: why labels break;
    cost: the share of training's time that it takes, 0…1, None when none was measured.
    """

    examples: NDArray[Any]
    epochs: tuple[int, ...]
    y: NDArray[Any]
    warnings: tuple[str, ...]
    cost: float | None = None


def augmented(trainer: Trainer, ahead: int = 0) -> Augmented:
    """The first training examples as they are, and as this epoch and the next see them, or those `ahead` of it."""
    data, augmentation = trainer.data, trainer.config.data.augments
    images = data.task.image_shape is not None
    most, variants = (IMAGES, VARIANTS) if images else (POINTS, 1)
    inputs, epochs = [data.train.X[:most]], range(0)
    warnings: tuple[str, ...] = ()
    cost = None
    if augmentation is not None and augmentation.active:
        epochs = range(trainer.epoch + ahead, trainer.epoch + ahead + variants)
        inputs += [trainer.augmenter.glimpse(augmentation, epoch, most) for epoch in epochs]
        warnings = augmentation.warnings(trainer.config.data.label_hazards)
        cost = trainer.augmenter.cost_of(augmentation)
    features = data.scaling.undone(np.stack(inputs))[..., : data.task.n_features]
    return Augmented(features, tuple(epoch + 1 for epoch in epochs), data.train.y[:most].copy(), warnings, cost)
