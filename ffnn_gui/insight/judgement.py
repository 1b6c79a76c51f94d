"""How good answers are, in the measures that classification and regression are judged by.

All are pure functions of true and given answers; a share of nothing is NaN, not 0.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.engine.arrays import quiet

Classes = NDArray[np.int64]
Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ClassScores:
    """The measures of each class, and of all together.

    Attributes:
        precision: of the examples taken for the class, the share that is of it; NaN when none was (classes,)
        recall: of the class's examples, the share that is found; NaN when there are none (classes,)
        f1: the harmonic mean of both, 2·hits / (taken + there), NaN when nothing is of the class or taken for it
        examples: how many there are of each class (classes,)
        accuracy: the share of right answers
        macro_precision, macro_recall, macro_f1: means over the classes that are there or taken, NaN counted as 0
    """

    precision: Floats
    recall: Floats
    f1: Floats
    examples: Counts
    accuracy: float
    macro_precision: float
    macro_recall: float
    macro_f1: float


def confusion(truth: Classes, given: Classes, classes: int) -> Counts:
    """How many examples of each class (row) are taken for each class (column), (classes, classes)."""
    return np.bincount(truth * classes + given, minlength=classes * classes).reshape(classes, classes)


def class_scores(counts: Counts) -> ClassScores:
    """The measures that follow from a confusion matrix (true classes in rows)."""
    hits, there, taken = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)
    precision, recall, f1 = _shares(hits, taken), _shares(hits, there), _shares(2 * hits, taken + there)
    seen = (there + taken) > 0
    macro = [float(np.nan_to_num(part[seen]).mean()) if seen.any() else np.nan for part in (precision, recall, f1)]
    return ClassScores(precision, recall, f1, there, float(_shares(hits.sum(), counts.sum())), *macro)


def row_shares(counts: Counts) -> Floats:
    """Each count as a share of its row's examples, 0…1; zeros in a row without any."""
    return np.asarray(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1))


@dataclass(frozen=True)
class ValueScores:
    """How far values are from the true ones.

    Attributes: rmse: √ of the mean squared error; mae: the mean absolute error; bias: the mean of given − true;
    r2: 1 − Σ(y − ŷ)² / Σ(y − ȳ)², 0 for a constant truth that is not met exactly
    """

    rmse: float
    mae: float
    bias: float
    r2: float


def value_scores(truth: NDArray[Any], given: NDArray[Any]) -> ValueScores:
    """The measures of values (examples,); NaN without examples, infinite where outputs are too large to be squared."""
    y = np.asarray(truth, np.float64)
    if not y.size:
        return ValueScores(*[np.nan] * 4)
    with quiet():
        error = np.asarray(given, np.float64) - y
        squares, spread = float(error @ error), float(((y - y.mean()) ** 2).sum())
        # As the engine has it: a constant truth explains nothing, unless it is met. Its mean may be rounded.
        r2 = 1 - squares / spread if spread and np.ptp(y) > 0 else float(squares == 0)
        return ValueScores(float(np.sqrt(squares / y.size)), float(np.abs(error).mean()), float(error.mean()), r2)


def worst_first(losses: NDArray[Any], most: int | None = None) -> NDArray[np.intp]:
    """The places of the largest losses, the largest first, equals in order; what is not a number is the worst."""
    worst = np.argsort(-np.nan_to_num(losses, nan=np.inf, posinf=np.inf), kind="stable")
    return worst[:most]


def _shares(some: Any, of: Any) -> Floats:
    """some / of, NaN where there is nothing to share."""
    some, of = np.asarray(some, np.float64), np.asarray(of, np.float64)
    return np.asarray(np.divide(some, of, out=np.full(of.shape, np.nan), where=of > 0))
