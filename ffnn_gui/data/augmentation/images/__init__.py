"""How images are changed; a new file with a kind in it is a new strength in the form.

All that move pixels are composed into one map an image, so that it is resampled once and no more blurred than needed.
"""

from typing import TYPE_CHECKING

from ffnn_gui.data.augmentation.base import Augmentation, Stage, found_in, with_fields
from ffnn_gui.data.augmentation.image_stage import ImageStage
from ffnn_gui.data.augmentation.images.base import ImageKind

if TYPE_CHECKING:
    from ffnn_gui.data.prepare import PreparedData

KINDS = found_in(__name__, ImageKind)


class _Images(Augmentation):
    """The strengths of what is done to training images."""

    kinds = KINDS

    def stage(self, data: "PreparedData", examples: int | None = None) -> Stage:
        return ImageStage(data, KINDS, examples)


if TYPE_CHECKING:
    ImageAugmentation = _Images
else:
    ImageAugmentation = with_fields(_Images, "ImageAugmentation", KINDS)
