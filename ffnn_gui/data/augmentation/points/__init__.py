"""How points are changed; a new file with a kind in it is a new strength in the form.

Some kinds make sense in the plane only, others for any number of features: so there are two families.
"""

from typing import TYPE_CHECKING

from ffnn_gui.data.augmentation.base import Augmentation, Stage, found_in, with_fields
from ffnn_gui.data.augmentation.point_stage import PointStage
from ffnn_gui.data.augmentation.points.base import PointKind

if TYPE_CHECKING:
    from ffnn_gui.data.prepare import PreparedData

KINDS = found_in(__name__, PointKind)
OF_ANY_FEATURES = tuple(kind for kind in KINDS if kind.features is None)


class _Features(Augmentation):
    """The strengths of what is done to training examples of any number of features."""

    kinds = OF_ANY_FEATURES

    def stage(self, data: "PreparedData", examples: int | None = None) -> Stage:
        return PointStage(data, OF_ANY_FEATURES, examples)


class _Points(Augmentation):
    """The strengths of what is done to training points in the plane."""

    kinds = KINDS

    def stage(self, data: "PreparedData", examples: int | None = None) -> Stage:
        return PointStage(data, KINDS, examples)


if TYPE_CHECKING:
    FeatureAugmentation = _Features
    PointAugmentation = _Points
else:
    FeatureAugmentation = with_fields(_Features, "FeatureAugmentation", OF_ANY_FEATURES)
    PointAugmentation = with_fields(_Points, "PointAugmentation", KINDS)
