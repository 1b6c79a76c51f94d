"""One image file as pixels of a given size.

Files of strangers may claim billions of pixels, or not be images at all.
"""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from ffnn_gui.data.importing.image_files import MOST_JPEG_PIXELS, MOST_PIXELS, Fit, NotAnImage
from ffnn_gui.data.importing.opening import opened
from ffnn_gui.data.importing.problems import ImportProblem

# Images are decoded in a thread, where warnings cannot be silenced for a while: that would concern all threads.
warnings.filterwarnings("ignore", module=r"PIL\.")
Image.MAX_IMAGE_PIXELS = None  # the sizes are checked below, without a warning

FORMATS = ("PNG", "JPEG", "BMP", "GIF", "WEBP", "PPM", "TIFF")
WHITE_OF_16_BITS = 2**16 - 1
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
SIDEWAYS = range(5, 9)
"""The notes of images whose rows are columns when they are upright."""


def pixels_of(path: Path, size: tuple[int, int], colour: bool, fit: Fit) -> NDArray[np.uint8]:
    """The pixels of an image file brought to a size (width, height), row by row; raises NotAnImage."""
    try:
        with opened(path) as file, Image.open(file, formats=FORMATS) as image:
            most = MOST_JPEG_PIXELS if image.format == "JPEG" else MOST_PIXELS
            if image.width * image.height > most:
                raise NotAnImage(f"it has {image.width:,}×{image.height:,} pixels, more than {most:,}")
            image.draft("RGB" if colour else "L", (2 * size[0], 2 * size[1]))
            return pixels(image, size, colour, fit)
    except NotAnImage:
        raise
    except ImportProblem as problem:
        raise NotAnImage(problem.what.rstrip(".")) from problem
    except Exception as error:  # a damaged file can make a decoder raise almost anything
        raise NotAnImage("it is damaged, or not an image") from error


def pixels_from(rgba: NDArray[np.uint8], size: tuple[int, int], colour: bool, fit: Fit) -> NDArray[np.uint8]:
    """As `pixels_of`, of a picture in memory: red, green, blue and opacity (rows, columns, 4)."""
    return pixels(Image.fromarray(rgba), size, colour, fit)


def pixels(image: Any, size: tuple[int, int], colour: bool, fit: Fit) -> NDArray[np.uint8]:
    """The pixels of a Pillow image brought to a size (width, height), on black where it is transparent, upright."""
    note = image.getexif().get(ORIENTATION)
    turn = TURNS.get(note)
    # Made smaller first, since every further step makes a copy, and turned last.
    size = size[::-1] if note in SIDEWAYS else size
    factor = min(image.width // (4 * size[0]), image.height // (4 * size[1]))
    image = _opaque(image.reduce(factor) if factor > 1 and image.mode in ("L", "RGB", "RGBA", "LA") else image)
    image = image.convert("RGB" if colour else "L")
    if fit == "crop":
        image = ImageOps.fit(image, size)
    elif fit == "pad":
        image = ImageOps.pad(image, size)
    else:
        image = image.resize(size)
    return np.asarray(image.transpose(turn) if turn is not None else image, np.uint8).reshape(-1)


def _opaque(image: Any) -> Any:
    """Without transparency, and with 8 bits a value: Pillow would only cut 16-bit greys off."""
    if image.mode == "F":
        raise NotAnImage("its pixels are fractions, of which nothing says how large white is")
    if image.mode.startswith("I"):
        values = np.asarray(image)
        if values.min() < 0 or values.max() > WHITE_OF_16_BITS:
            raise NotAnImage("its greys have more than 16 bits")
        # One scale for all images, so that a dark one stays dark.
        return Image.fromarray(np.rint(values * np.float32(255 / WHITE_OF_16_BITS)).astype(np.uint8))
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA"):
        layered = image.convert("RGBA")
        black = Image.new("RGBA", layered.size, (0, 0, 0, 255))
        black.alpha_composite(layered)
        return black
    return image
