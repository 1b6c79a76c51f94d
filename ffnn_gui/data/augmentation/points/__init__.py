"""How points are changed; a new file with a kind in it is a new strength in the form."""

from typing import TYPE_CHECKING

from ffnn_gui.data.augmentation.base import Augmentation, Stage, found_in, with_fields
from ffnn_gui.data.augmentation.point_stage import PointStage
from ffnn_gui.data.augmentation.points.base import PointKind

if TYPE_CHECKING:
    from ffnn_gui.data.prepare import PreparedData

KINDS = found_in(__name__, PointKind)


class _Points(Augmentation):
    """The strengths of what is done to training points."""

    kinds = KINDS

    def stage(self, data: "PreparedData") -> Stage:
        return PointStage(data, KINDS)


if TYPE_CHECKING:
    PointAugmentation = _Points
else:
    PointAugmentation = with_fields(_Points, "PointAugmentation", KINDS)
