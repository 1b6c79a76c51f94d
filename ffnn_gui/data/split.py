"""Which examples train the network, which tell when to stop, and which are kept for the final test.

Every part gets its share of every class, so that small sets keep all classes as far as there are examples.
"""

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]


def split(
    labels: NDArray[np.int64], validation_fraction: float, test_fraction: float, rng: np.random.Generator
) -> tuple[Indices, Indices, Indices]:
    """Indices of the training, validation and test examples: disjoint, and together all.

    labels: class indices (examples,); zeros where there are no classes. Changing one of the two fractions leaves the
    other held-out part as it is, since they are dealt from opposite ends. A validation fraction above 0 gives at least
    one example of two or more, since early stopping may watch it; the test part leaves at least one to train on.
    """
    n = len(labels)
    dealt = _dealt(labels, rng)
    n_validation, n_test = round(n * validation_fraction), round(n * test_fraction)
    if validation_fraction and n > 1:
        n_validation = max(1, n_validation)
    n_test = max(0, min(n_test, n - n_validation - 1))
    return dealt[n_validation : n - n_test], dealt[:n_validation], dealt[n - n_test :]


def _dealt(labels: NDArray[np.int64], rng: np.random.Generator) -> Indices:
    """A random order in which each class is spread evenly from end to end, so that any stretch has its share.

    A class of a few examples keeps to the middle, which is trained on.
    """
    shuffled = rng.permutation(len(labels))
    by_class = np.argsort(labels[shuffled], kind="stable")
    counts = np.bincount(labels)
    before = np.cumsum(counts) - counts  # examples of the classes that come first in by_class
    place = np.empty(len(labels))
    place[by_class] = (np.arange(len(labels)) - np.repeat(before, counts) + 0.5) / np.repeat(counts, counts)
    return shuffled[np.argsort(place, kind="stable")]
