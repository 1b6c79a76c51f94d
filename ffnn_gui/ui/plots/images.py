"""Images as pictures, and which data are images of classes."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from ffnn_gui.data import PreparedData, Task


def is_images(data: PreparedData) -> bool:
    """Whether the examples are images of classes."""
    return data.task.image_shape is not None and data.task.kind == "classification"


def pictures(raw: NDArray[np.generic], task: Task) -> list[QImage]:
    """Images from their features (examples, features): grey ones dark on light as ink on paper, colours as they are."""
    assert task.image_shape is not None
    rows, columns = task.image_shape
    pixels = raw.astype(float) * (255 / max(task.max_pixel, 1))
    grey = task.channels == 1
    layout = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB888
    levels = np.clip(255 - pixels if grey else pixels, 0, 255).astype(np.uint8)
    return [QImage(image.tobytes(), columns, rows, task.channels * columns, layout).copy() for image in levels]
