"""One image file as pixels of a given size.

Files of strangers may claim billions of pixels, or not be images at all; few bytes can take much memory to decode.
"""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from ffnn_gui.data.importing.image_files import MOST_BYTES, MOST_JPEG_PIXELS, MOST_PIXELS, Fit, NotAnImage
from ffnn_gui.data.importing.opening import opened
from ffnn_gui.data.importing.problems import ImportProblem

# Images are decoded in a thread, where warnings cannot be silenced for a while: that would concern all threads.
warnings.filterwarnings("ignore", module=r"PIL\.")
Image.MAX_IMAGE_PIXELS = None  # the sizes are checked below, without a warning

FORMATS = ("PNG", "JPEG", "BMP", "GIF", "WEBP", "PPM", "TIFF")
JPEG = ("JPEG", "MPO")
"""MPO is a JPEG with more pictures behind it, as some phones write it."""
WHITE_OF_16_BITS = 2**16 - 1
ORIENTATION, BITS = 0x0112, 0x0102
BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16L": 2, "I;16B": 2, "I;16N": 2}
"""Bytes a pixel of the modes that have less than four, in which Pillow keeps all others."""
WEBP_BESIDES = 12
"""Bytes a pixel that the WEBP decoder takes besides the image: measured."""
TILE = 1024
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
            _check(image, size, colour)
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
    # Before its note is read: Pillow turns some kinds of images when it loads them, and takes the note away.
    image.load()
    note = image.getexif().get(ORIENTATION)
    turn = TURNS.get(note)
    # Made smaller first, since every further step makes a copy, and turned last.
    size = size[::-1] if note in SIDEWAYS else size
    image = _smaller(image, "RGB" if colour else "L", _factor(image, size))
    if fit == "crop":
        image = ImageOps.fit(image, size)
    elif fit == "pad":
        image = ImageOps.pad(image, size)
    else:
        image = image.resize(size)
    return np.asarray(image.transpose(turn) if turn is not None else image, np.uint8).reshape(-1)


def _check(image: Any, size: tuple[int, int], colour: bool) -> None:
    """Raise NotAnImage where decoding would take too much; a JPEG will be decoded at a fraction of its size."""
    width, height = int(image.width), int(image.height)
    count = width * height
    most = MOST_JPEG_PIXELS if image.format in JPEG else MOST_PIXELS
    if count > most:
        raise NotAnImage(f"it has {width:,}×{height:,} pixels, more than {most:,}")
    image.draft("RGB" if colour else "L", (2 * size[0], 2 * size[1]))
    decoded = BYTES.get(image.mode, 4) + 4 / _factor(image, size) ** 2
    need = image.width * image.height * decoded + count * _besides(image)
    if need > MOST_BYTES:
        megabytes = f"{need / 10**6:.0f} MB of memory, more than {MOST_BYTES // 10**6}"
        raise NotAnImage(f"its {width:,}×{height:,} pixels take {megabytes}")


def _besides(image: Any) -> float:
    """Bytes a pixel that the decoder of its format takes besides the image, at most."""
    if image.format in JPEG:
        # One that is not written from top to bottom is held as its coefficients, of two bytes.
        parts = [across * down for _, across, down, _ in image.layer]
        return float(2 * sum(parts) / max(parts))
    if image.format == "TIFF":
        # All of it can be a single strip, which is unpacked as a whole.
        return float(sum(image.tag_v2.get(BITS, (1,)))) / 8
    return WEBP_BESIDES if image.format == "WEBP" else 0


def _factor(image: Any, size: tuple[int, int]) -> int:
    """By how much an image is made smaller before it is brought to a size exactly."""
    return int(max(min(image.width // (4 * size[0]), image.height // (4 * size[1])), 1))


def _smaller(image: Any, mode: str, factor: int) -> Any:
    """An image in another mode, smaller by a factor; piece by piece, since the steps in between are large."""
    small = Image.new(mode, (-(-image.width // factor), -(-image.height // factor)))
    step = factor * max(TILE // factor, 1)
    for top in range(0, image.height, step):
        for left in range(0, image.width, step):
            tile = image.crop((left, top, min(left + step, image.width), min(top + step, image.height)))
            small.paste(_plain(tile, mode).reduce(factor), (left // factor, top // factor))
    return small


def _plain(image: Any, mode: str) -> Any:
    """In this mode, "L" or "RGB"."""
    try:
        # Pillow knows no way from LAB to grey, and one to colours only where it has its colour engine.
        return _opaque(image.convert("RGB") if image.mode == "LAB" else image).convert(mode)
    except (ValueError, ImportError) as error:
        raise NotAnImage(f"its colours ({image.mode}) cannot be read") from error


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
