"""The training examples of each epoch, augmented: what an epoch sees follows from the run's seed and its number alone.

So the random numbers of start weights, shuffling and dropout are the same with augmentation and without, and a run
goes on bit for bit from the middle of an epoch with no state of its own to be saved.
"""

from collections.abc import Callable

import numpy as np

from ffnn_gui.data import PreparedData
from ffnn_gui.data.augmentation import Augmentation, Stage
from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.cost import Cost

Take = Callable[[Array, Array], None]
"""Writes the inputs of the training examples at some indices (m,) to an array (m, inputs)."""


class Augmenter:
    """Changes the training part of `data`; `seeds` is a stream of the run, of which each epoch has a child.

    Attribute: cost, which is to be told when training stands still and goes on, and when an epoch is over.
    """

    def __init__(self, data: PreparedData, seeds: np.random.SeedSequence) -> None:
        self._data, self._seeds = data, seeds
        self.cost = Cost()
        self._stage: Stage | None = None
        self._begun: tuple[Augmentation, int] | None = None
        self._sample: Stage | None = None
        self._glimpsed: tuple[type[Augmentation], int] | None = None

    def examples(self, augmentation: Augmentation | None, epoch: int) -> Take | None:
        """Where an epoch, counted from 0, takes its examples, from now on; None: from the originals."""
        if self._begun is None or self._begun[0] != augmentation:
            self.cost.forget()
        if augmentation is None or not augmentation.active:
            # What it holds of the images is not small.
            self._stage = self._begun = None
            return None
        if self._stage is None:
            # Once a run, whatever the epochs are: this is no part of their cost.
            self._stage = augmentation.stage(self._data)
        self.cost.go_on()
        if self._begun != (augmentation, epoch):
            self._begun = augmentation, epoch
            self.cost.begin()
            self._stage.begin(augmentation, self._of_epoch(epoch))
            self.cost.end()
        return self._take

    def cost_of(self, augmentation: Augmentation) -> float | None:
        """The share of training's time that this augmentation took lately, 0…1; None when nothing was measured yet."""
        return self.cost.share if self._begun is not None and self._begun[0] == augmentation else None

    def glimpse(self, augmentation: Augmentation, epoch: int, examples: int) -> Array:
        """The inputs (m, inputs) that an epoch sees of the first training examples; the epoch under way goes on."""
        examples = min(examples, len(self._data.train))
        if self._glimpsed != (type(augmentation), examples):
            self._glimpsed = type(augmentation), examples
            self._sample = augmentation.stage(self._data, examples)
        assert self._sample is not None
        out = np.empty((examples, self._data.n_inputs), self._data.dtype)
        self._sample.begin(augmentation, self._of_epoch(epoch))
        self._sample.take(np.arange(examples), out)
        return out

    def _take(self, examples: Array, out: Array) -> None:
        assert self._stage is not None
        self.cost.begin()
        self._stage.take(examples, out)
        self.cost.end()

    def _of_epoch(self, epoch: int) -> np.random.SeedSequence:
        return np.random.SeedSequence(self._seeds.entropy, spawn_key=(*self._seeds.spawn_key, epoch))
