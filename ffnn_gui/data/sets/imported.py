"""Imported data: a table or arrays of one's own, a class or a value to predict from any number of features."""

from typing import Any, ClassVar, Literal

from pydantic import ValidationInfo, field_validator

from ffnn_gui.data.augmentation import FeatureAugmentation, Hazard, PointAugmentation
from ffnn_gui.data.sets.common_knobs import augmentation_knob
from ffnn_gui.data.sets.from_file import FromFile


class Imported(FromFile):
    """Examples with a number for each feature."""

    kind: Literal["imported"] = "imported"
    label: ClassVar[str] = "Imported data"
    help: ClassVar[str] = "Data of your own, from a file: File, Import data."
    order: ClassVar[float] = 20

    augmentation: FeatureAugmentation | PointAugmentation = augmentation_knob(
        "Moves the examples of the training part at random, anew each epoch.", factory=lambda fields: _family(fields)()
    )

    @field_validator("augmentation", mode="before")
    @classmethod
    def _of_so_many_features(cls, raw: Any, info: ValidationInfo) -> Any:
        """Two features can be turned into each other, others not."""
        return _family(info.data).model_validate(raw) if isinstance(raw, dict) else raw

    @property
    def label_hazards(self) -> tuple[Hazard, ...]:
        """Already the smallest turn mixes the two features, whose units only the person knows."""
        mixed = "Turning about (0, 0) suits only two features of one unit, such as lengths, that lie around that point."
        own = (Hazard("rotate", 0, mixed),) if self.features == 2 else ()
        return (*own, *super().label_hazards)


def _family(fields: dict[str, Any]) -> type[FeatureAugmentation] | type[PointAugmentation]:
    return PointAugmentation if fields.get("features") == 2 else FeatureAugmentation
