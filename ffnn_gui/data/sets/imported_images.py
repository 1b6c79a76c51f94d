"""Imported images: IDX files such as MNIST's, arrays of pixels, or folders of pictures, each with its class."""

from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ffnn_gui.data.augmentation import Hazard, ImageAugmentation
from ffnn_gui.data.importing import ImportedArrays, Importer
from ffnn_gui.data.importing.centring import far_from_black
from ffnn_gui.data.importing.limits import LARGEST_PIXEL
from ffnn_gui.data.normalization import AnyNormalization
from ffnn_gui.data.normalization.min_max import MinMax
from ffnn_gui.data.normalization.standard import Standard
from ffnn_gui.data.sets.common_knobs import augmentation_knob
from ffnn_gui.data.sets.from_file import COLOURS, FromFile, Side
from ffnn_gui.data.task import Task
from ffnn_gui.schema import knob


class ImportedImages(FromFile):
    """Images of one size; one scale holds for all pixels, so that an image stays that image."""

    kind: Literal["imported_images"] = "imported_images"
    label: ClassVar[str] = "Imported images"
    help: ClassVar[str] = "Images of your own, from files or a folder: File, Import data."
    order: ClassVar[float] = 21

    rows: Side
    columns: Side
    channels: Literal[1, 3] = 1
    max_pixel: int = Field(255, ge=1, le=LARGEST_PIXEL)
    normalization: AnyNormalization = knob(
        MinMax.default(), "Normalization", "How pixels are scaled, all alike, fitted on the training part only."
    )

    augmentation: ImageAugmentation = augmentation_knob(
        "Changes the images of the training part at random, anew each epoch.", ImageAugmentation.default()
    )

    @model_validator(mode="after")
    def _has_a_feature_for_each_pixel(self) -> Self:
        if self.rows * self.columns * self.channels != self.features:
            raise ValueError(f"Images of {self.rows}×{self.columns} pixels do not have {self.features:,} features.")
        return self

    @property
    def label_hazards(self) -> tuple[Hazard, ...]:
        """Those of all images, and what may be one of theirs."""
        flip = "Where left and right matter, as in letters and digits, a mirror image is something else."
        rotate = "Turned further than 45°, some things are taken for others, as a 6 for a 9."
        return (Hazard("flip", 0, flip), Hazard("rotate", 45, rotate), *super().label_hazards)

    @property
    def task(self) -> Task:
        """Name what an image shows, or give its values."""
        kind: Literal["classification", "regression"] = "classification" if self.classes else "regression"
        shape = (self.rows, self.columns)
        return Task(kind, self.features, self.classes, self.targets, shape, self.max_pixel, self.channels)

    @property
    def input_names(self) -> tuple[str, ...]:
        """Row and column of each pixel, counted from 1, and its colour."""
        places = ((row + 1, column + 1) for row in range(self.rows) for column in range(self.columns))
        return tuple(f"pixel {row},{column}{colour}" for row, column in places for colour in COLOURS[self.channels])

    @classmethod
    def fields_of(cls, arrays: ImportedArrays, recipe: Importer, source: str) -> dict[str, Any]:
        """The fields that an import fills."""
        assert arrays.image_shape is not None
        rows, columns = arrays.image_shape
        shape = {"rows": rows, "columns": columns, "channels": arrays.channels, "max_pixel": arrays.max_pixel}
        centred = {"normalization": Standard.default()} if far_from_black(arrays) else {}
        return {**super().fields_of(arrays, recipe, source), **shape, **centred}
