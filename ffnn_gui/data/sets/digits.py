"""Digits 8×8: 1,797 small handwritten digits, quick enough to watch every epoch.

Optical recognition of handwritten digits, Alpaydin & Kaynak 1998, UCI; CC BY 4.0.
"""

from typing import ClassVar, Literal

from ffnn_gui.data.sets.images import ImageSet, images_knob


class Digits(ImageSet):
    """Grey values from 0 to 16, counted from 4×4 blocks of scanned forms."""

    kind: Literal["digits"] = "digits"
    label: ClassVar[str] = "Digits 8×8"
    help: ClassVar[str] = "1,797 handwritten digits of 8×8 pixels: a real image task that trains in seconds."
    order: ClassVar[float] = 10

    file: ClassVar[str] = "digits8x8.npz"
    shape: ClassVar[tuple[int, int]] = (8, 8)
    max_pixel: ClassVar[int] = 16

    samples: int = images_knob(1797)
