"""Images as pictures, and which data are images of classes."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from ffnn_gui.data import PreparedData, framing
from ffnn_gui.data.framing import LOOKED_AT, Framing, framing_of
from ffnn_gui.insight.remembered import once_for_data


def is_images(data: PreparedData) -> bool:
    """Whether the examples are images of classes."""
    return data.task.image_shape is not None and data.task.kind == "classification"


@once_for_data
def framing_in(data: PreparedData) -> Framing:
    """How the images of these data are framed, from the training part."""
    return framing_of(data.train.some(slice(LOOKED_AT)), data.task)


@once_for_data
def is_negative(data: PreparedData) -> bool:
    """Whether high values of grey images are shown dark: they are ink on black, which is shown as ink on paper."""
    return framing.is_negative(data.train.some(slice(LOOKED_AT)), data.task)


def pictures(raw: NDArray[np.generic], data: PreparedData) -> list[QImage]:
    """Images from their features (examples, features): ink dark on light, photographs and colours as they are."""
    assert data.task.image_shape is not None
    (rows, columns), channels = data.task.image_shape, data.task.channels
    pixels = raw.astype(float) * (255 / max(data.task.max_pixel, 1))
    layout = QImage.Format.Format_Grayscale8 if channels == 1 else QImage.Format.Format_RGB888
    levels = np.clip(255 - pixels if is_negative(data) else pixels, 0, 255).astype(np.uint8)
    return [QImage(image.tobytes(), columns, rows, channels * columns, layout).copy() for image in levels]
