"""Which files are taken for images, and how they are brought to one size: what is known without a decoder."""

from typing import Literal

Fit = Literal["crop", "pad", "stretch"]

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".pgm", ".ppm", ".tif", ".tiff")

MOST_PIXELS, MOST_JPEG_PIXELS = 16_000_000, 40_000_000
"""JPEG may have more, since it is decoded at a fraction of its size."""
MOST_BYTES = 150_000_000
"""What reading one image may take of the memory, whatever its pixels are."""


class NotAnImage(Exception):
    """A file is no image that can be used; the message is a part of a sentence that says why."""
