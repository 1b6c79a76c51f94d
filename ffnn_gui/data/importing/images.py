"""One image file as pixels of a given size.

Files of strangers may claim billions of pixels, or not be images at all.
"""

import warnings
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from ffnn_gui.data.importing.opening import opened
from ffnn_gui.data.importing.problems import ImportProblem

Fit = Literal["crop", "pad", "stretch"]

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".pgm", ".ppm")
FORMATS = ("PNG", "JPEG", "BMP", "GIF", "WEBP", "PPM")
MOST_PIXELS, MOST_JPEG_PIXELS = 16_000_000, 40_000_000
"""JPEG may have more, since it is decoded at a fraction of its size."""

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What brings an image upright, by the camera's note."""


class NotAnImage(Exception):
    """A file is no image that can be used; the message is a part of a sentence that says why."""


def pixels_of(path: Path, side: int, colour: bool, fit: Fit) -> NDArray[np.uint8]:
    """The pixels of an image file brought to side × side, row by row; raises NotAnImage."""
    try:
        with opened(path) as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large images, which are refused below
            with Image.open(file, formats=FORMATS) as image:
                most = MOST_JPEG_PIXELS if image.format == "JPEG" else MOST_PIXELS
                if image.width * image.height > most:
                    raise NotAnImage(f"it has {image.width:,}×{image.height:,} pixels, more than {most:,}")
                image.draft("RGB" if colour else "L", (2 * side, 2 * side))
                return pixels(image, side, colour, fit)
    except NotAnImage:
        raise
    except ImportProblem as problem:
        raise NotAnImage(problem.what.rstrip(".")) from problem
    except Image.DecompressionBombError as error:
        raise NotAnImage("it claims more pixels than any image has") from error
    except Exception as error:  # a damaged file can make a decoder raise almost anything
        raise NotAnImage("it is damaged, or not an image") from error


def pixels(image: Any, side: int, colour: bool, fit: Fit) -> NDArray[np.uint8]:
    """The pixels of a Pillow image brought to side × side, on black where it is transparent, upright."""
    turn = TURNS.get(image.getexif().get(ORIENTATION))
    # Made smaller first, since every further step makes a copy. A square from the middle can be turned afterwards.
    factor = min(image.width, image.height) // (4 * side)
    image = _opaque(image.reduce(factor) if factor > 1 and image.mode in ("L", "RGB", "RGBA", "LA") else image)
    image = image.convert("RGB" if colour else "L")
    size = (side, side)
    if fit == "crop":
        image = ImageOps.fit(image, size)
    elif fit == "pad":
        image = ImageOps.pad(image, size)
    else:
        image = image.resize(size)
    return np.asarray(image.transpose(turn) if turn is not None else image, np.uint8).reshape(-1)


def _opaque(image: Any) -> Any:
    """Without transparency, and with 8 bits a value: Pillow would only cut 16-bit greys off."""
    if image.mode.startswith("I") or image.mode == "F":
        values = np.asarray(image, np.float32)
        return Image.fromarray((values * (255 / max(float(values.max()), 255))).clip(0, 255).astype(np.uint8))
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA"):
        layered = image.convert("RGBA")
        black = Image.new("RGBA", layered.size, (0, 0, 0, 255))
        black.alpha_composite(layered)
        return black
    return image
