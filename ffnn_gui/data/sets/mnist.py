"""MNIST: 10,000 handwritten digits of 28×28 pixels, the best-known test bed of image classification.

Y. LeCun, C. Cortes and C. J. C. Burges, The MNIST database of handwritten digits; CC BY-SA 3.0.
"""

from typing import ClassVar, Literal

from ffnn_gui.data.sets.images import ImageSet, images_knob


class Mnist(ImageSet):
    """Grey values from 0 to 255, the digit centred on its image."""

    kind: Literal["mnist"] = "mnist"
    label: ClassVar[str] = "MNIST 28×28"
    help: ClassVar[str] = "10,000 handwritten digits of 28×28 pixels, the best-known test bed of image classification."
    order: ClassVar[float] = 11

    file: ClassVar[str] = "mnist10k.npz"
    shape: ClassVar[tuple[int, int]] = (28, 28)
    max_pixel: ClassVar[int] = 255

    samples: int = images_knob(10_000, step=100)
