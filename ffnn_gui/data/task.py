"""What a data set asks of a network: name the class of an example, or give a number for it.

The loss, the size of the output layer and the choice of plots follow from it.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Task:
    """What goes in and what is to come out.

    classes: the names of the classes, empty for regression. n_features: raw features of an example, before derived
    inputs. n_targets: numbers to predict, 1 for classification (the class index). image_shape: (rows, columns) where
    the features are the pixels of an image, row by row, of values from 0 to max_pixel. channels: numbers a pixel: 1 for
    grey; 3 for red, green and blue, which stand together.
    """

    kind: Literal["classification", "regression"]
    n_features: int
    classes: tuple[str, ...] = ()
    n_targets: int = 1
    image_shape: tuple[int, int] | None = None
    max_pixel: int = 0
    channels: int = 1
