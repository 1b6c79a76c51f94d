"""Hostile and damaged files: one sentence that names the file and the place, in less than 5 seconds and 190 MiB.

The benchmark of hostile files holds the same files to a second.
"""

import gzip
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ffnn_gui.data.importing import ImportProblem, importer_for
from ffnn_gui.data.importing.limits import FREE_TEXT, MOST_EXPANSION
from ffnn_gui.data.importing.problems import Cancelled
from ffnn_gui.data.importing.tables import rows
from tests.data.importing.conftest import cost, idx, write_images, write_mnist

HUGE = 7 * 2**40
LONGEST = 500
"""Characters of a refusal, which is read in the window."""


def npy(shape: tuple[int, ...], data: bytes = b"", descr: str = "'<f8'") -> bytes:
    text = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape!r}, }}".encode()
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(text)) + text + data


def npz(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.npy", data)
    return file.getvalue()


def npz_of_zeros(size: tuple[int, int], descr: str, last: bytes = b"") -> bytes:
    """An array of zeros but for its last bytes, a few hundred times smaller as a file."""
    left = size[0] * size[1] * np.dtype(descr).itemsize - len(last)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("X.npy", "w") as member:
            member.write(npy(size, descr=repr(descr)))
            for start in range(0, left, 2**20):
                member.write(bytes(min(2**20, left - start)))
            member.write(last)
        archive.writestr("y.npy", npy(size[:1], bytes(8 * size[0])))
    return file.getvalue()


def npz_that_claims(size: int) -> bytes:
    """An archive whose list says that the first of its members has so many bytes."""
    data = npz(X=npy((4,), bytes(32)), y=npy((4,), bytes(32)))
    place = data.index(b"PK\1\2") + 24
    return data[:place] + struct.pack("<I", size) + data[place + 4 :]


def png(width: int, height: int) -> bytes:
    """An image of zeros that is small as a file."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(width + 1)) for _ in range(min(height, 5000))) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def black(kind: str, mode: str, side: int, **options: object) -> bytes:
    """A black square, packed as this kind of file."""
    file = io.BytesIO()
    Image.new(mode, (side, side)).save(file, kind, **options)
    return file.getvalue()


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def images(folder: Path, data: bytes) -> Path:
    """A pair of IDX files of which the images are these bytes."""
    write_mnist(folder)
    return write(folder / "train-images-idx3-ubyte", data)


def packed_images(folder: Path, data: bytes, count: int = 9) -> Path:
    write(folder / "train-labels-idx1-ubyte.gz", gzip.compress(idx(np.zeros(count))))
    return write(folder / "train-images-idx3-ubyte.gz", data)


def picture(folder: Path, data: bytes) -> Path:
    (folder / "pets" / "cats").mkdir(parents=True)
    write(folder / "pets" / "cats" / "a.png", data)
    return folder / "pets"


SEVEN_TIB = struct.pack(">HBBIII", 0, 8, 3, 2**31, 60, 60)
GOOD = npy((4,), bytes(32))
NO_CHARACTERS = np.array([[65, 0], [0x10FFFF, 0xE000], [65, 0x110000], [2**31, 0]], "<u4").tobytes()
HALVES = np.array([0xD7FF, 0xE000, 0xDFFF, 0xD800], ">u4").tobytes()
EMPTY = b"\n" * (30 * 2**20)
ROW = b",".join([b"1.5"] * 200) + b"\n"
WIDE = b"1," * 500_000 + b"1\n"
MANY_MEMBERS = (b"PK\5\6", 0, 0, 65535, 65535, 2**26, 0, 0)
BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "idx of 7 TiB": (lambda d: images(d, SEVEN_TIB + bytes(99)), "announces 7,730,941,132,816 bytes, but it has 115"),
    "gzipped idx of 7 TiB": (lambda d: packed_images(d, gzip.compress(SEVEN_TIB + bytes(99))), "are to become"),
    "idx cut short": (lambda d: images(d, idx(np.zeros((30, 5, 4)))[:-7]), "but it has 609"),
    "idx with more": (lambda d: images(d, idx(np.zeros((30, 5, 4))) + b"more"), "but it has 620"),
    "idx of nothing": (lambda d: images(d, idx(np.zeros((0, 5, 4)))), "There is nothing in it"),
    "idx of floats": (lambda d: images(d, struct.pack(">HBBIII", 0, 13, 3, 1, 1, 1) + bytes(4)), "holds f4 numbers"),
    "idx header cut": (lambda d: images(d, idx(np.zeros((30, 5, 4)))[:9]), "ends at byte 9, within its header"),
    "gzip cut short": (
        lambda d: packed_images(d, gzip.compress(idx(np.random.default_rng(0).integers(0, 256, (9, 5, 4))))[:-60]),
        "break off after byte",
    ),
    "gzip bomb": (
        lambda d: packed_images(d, gzip.compress(SEVEN_TIB[:4] + struct.pack(">III", 10**6, 28, 28) + bytes(10**7))),
        "compressed bytes are to become 784,000,016",
    ),
    "gzip that fills the memory": (
        lambda d: packed_images(d, gzip.compress(idx(np.zeros((190_000, 28, 28), np.uint8)), 1), 190_000),
        "compressed bytes are to become 148,960,000",
    ),
    "npy of 7 TiB": (lambda d: write(d / "a.npy", npy((HUGE // 80, 10))), "announces an array of"),
    "npy larger than it is": (lambda d: write(d / "a.npy", npy((1000, 10), bytes(99))), "announces 80,000 bytes"),
    "npy of objects": (lambda d: write(d / "a.npy", npy((2, 2), b"cos\nsystem\n", "'|O'")), "no type of simple"),
    "npy of records": (lambda d: write(d / "a.npy", npy((2, 2), bytes(9), "[('a', '<f8')]")), "no type of simple"),
    "npy with endless header": (
        lambda d: write(d / "a.npy", b"\x93NUMPY\2\0" + struct.pack("<I", 2**31)), "length of 2,147,483,648 bytes",
    ),
    "npy of another kind": (lambda d: write(d / "a.npy", npy((5,), bytes(40))), "rows of numbers"),
    "npz of 7 TiB": (lambda d: write(d / "a.npz", npz(X=npy((HUGE // 80, 10)), y=GOOD)), "Array “X.npy”"),
    "npz bomb": (lambda d: write(d / "a.npz", npz_that_claims(2**32 - 16)), "are to become 4,294,967,280"),
    "npz that fills the memory": (
        lambda d: write(d / "a.npz", npz_of_zeros((15_000, 10_000), "|u1")), "are to become 150,000,000",
    ),
    "npz that fills it late": (
        lambda d: write(d / "a.npz", npz_of_zeros((2_000, 10_000), "<f8", b"\x01")), "are to become 160,000,000",
    ),
    "npz of labels that fills it": (
        lambda d: write(d / "a.npz", npz(X=npy((10,), bytes(80)), y=npy((36_000,), bytes(36 * 10**6), "'<U250'"))),
        "are to become 36,000,000",
    ),
    "npz of no characters": (
        lambda d: write(d / "a.npz", npz(X=GOOD, y=npy((4,), NO_CHARACTERS, "'<U2'"))),
        "Array “y.npy”: Its entry 3 is no text: its character 2 has the number 1,114,112",
    ),
    "npz of halves of characters": (
        lambda d: write(d / "a.npz", npz(X=GOOD, y=npy((4,), HALVES, "'>U1'"))), "character 1 has the number 57,343",
    ),
    "npz of wide rows": (
        lambda d: write(d / "a.npz", npz(X=npy((4, 2_000_000), bytes(64_000_000)), y=GOOD)), "2,000,000 features each",
    ),
    "npz of wide targets": (
        lambda d: write(d / "a.npz", npz(X=GOOD, y=npy((4, 2000), bytes(64_000)))), "2,000 targets an example",
    ),
    "npz of pickles": (lambda d: write(d / "a.npz", npz(X=npy((4,), b"....", "'|O'"), y=GOOD)), "no type of simple"),
    "npz cut short": (lambda d: write(d / "a.npz", npz(X=GOOD, y=GOOD)[:-40]), "no list of members"),
    "npz with an endless name": (
        lambda d: write(d / "a.npz", (data := npz(X=GOOD, y=npy((999,), os.urandom(7992))))[:26] + b"\0\2" + data[28:]),
        "damaged archive: File name in directory",
    ),
    "npz without targets": (lambda d: write(d / "a.npz", npz(X=GOOD, other=GOOD)), "is called as targets"),
    "npz of different lengths": (lambda d: write(d / "a.npz", npz(X=npy((5, 1), bytes(40)), y=GOOD)), "has 5 examples"),
    "npz of a million members": (
        lambda d: write(d / "a.npz", npz(X=GOOD)[:-22] + struct.pack("<4s4H2IH", *MANY_MEMBERS)),
        "claims 65,535 members",
    ),
    "folder without classes": (lambda d: d, "It has no sub-folders"),
    "folder of no images": (lambda d: picture(d, b"hello"), "cats/a.png”, it is damaged, or not an image"),
    "image of a billion pixels": (lambda d: picture(d, png(40_000, 40_000)), "40,000×40,000 pixels, more than"),
    "image that expands": (lambda d: picture(d, png(4_100, 4_000)), "4,100×4,000 pixels, more than"),
    "progressive image of many pixels": (
        lambda d: picture(d, black("JPEG", "RGB", 6300, progressive=True, subsampling=0)),
        "its 6,300×6,300 pixels take 239 MB of memory, more than 150",
    ),
    "progressive image of many pixels of four inks": (
        lambda d: picture(d, black("JPEG", "CMYK", 6300, progressive=True)), "pixels take 320 MB of memory",
    ),
    "webp of many pixels": (
        lambda d: picture(d, black("WEBP", "RGBA", 4000, lossless=True)), "4,000×4,000 pixels take 256 MB of memory",
    ),
    "image cut short": (lambda d: picture(d, png(300, 300)[:60]), "it is damaged, or not an image"),
    "binary as table": (lambda d: write(d / "a.csv", os.urandom(40) + b"\0" * 9), "It is not text"),
    "one endless line": (lambda d: write(d / "a.csv", b"1," * 3_000_000), "Line 1 is longer than"),
    "table of wide lines": (lambda d: write(d / "a.csv", WIDE * 24), "Line 1 has 500,001 columns"),
    "table with wide lines further down": (
        lambda d: write(d / "a.csv", b"1,2\n" * 70 + WIDE * 24), "Line 71 has 500,001 columns",
    ),
    "table with wide lines of texts": (
        lambda d: write(d / "a.csv", b"1,a\n" * 70 + b'"b",' * 200_000 + b"2\n" + WIDE * 24), "has 200,001 columns",
    ),
    "table with an endless quotation": (
        lambda d: write(d / "a.csv", b'1,2\n3,"4\n' + b"5,6\n" * 4_000_000), "begins in line 2 does not end",
    ),
    "gzipped table bomb": (
        lambda d: write(d / "a.csv.gz", gzip.compress(b"1,2\n" * 40_000_000, 1)), "compressed bytes are to become",
    ),
    "gzipped table bomb with a ragged end": (
        lambda d: write(d / "a.csv.gz", gzip.compress(ROW * (120 * 2**20 // len(ROW)) + b"1,2\n", 1)), "are to become",
    ),
    "gzipped table bomb of empty lines": (
        lambda d: write(d / "a.csv.gz", gzip.compress(b"a,b\n" + EMPTY + b"1\n")), "compressed bytes are to become",
    ),
    "table of a million empty lines": (lambda d: write(d / "a.csv", b"a,b\n" + EMPTY + b"1\n"), "lines hold 0 rows"),
    "table of a million blank lines": (
        lambda d: write(d / "a.csv", b"a\tb\n1\t2\n" + b"  \n" * 9_000_000), "lines hold 1 row: the others are empty",
    ),
    "table of a million empty quotations": (lambda d: write(d / "a.csv", b'""\n' * 9_000_000), "100,001 lines hold 0"),
    "table of a million empty lines below a quotation": (
        lambda d: write(d / "a.csv", b'a,b\n"x",1\n"y",2\n' + EMPTY), "100,041 lines hold 2 rows",
    ),
    "unknown": (lambda d: write(d / "a.bin", b"\1\2\3\0"), "It is no kind of data that is known"),
    "not there": (lambda d: d / "nothing.csv", "There is no such file"),
}  # fmt: skip

COSTLY = ("TiB", "bomb", "fills", "pixels", "expands", "endless", "million", "wide")


@pytest.mark.parametrize("name", BAD)
def test_it_is_refused_in_words(name: str, tmp_path: Path) -> None:
    make, words = BAD[name]
    path = make(tmp_path)
    with pytest.raises(ImportProblem) as refused:
        importer_for(path).read(path)
    assert words in str(refused.value)
    assert f"“{path.name}” cannot be imported." in str(refused.value)
    assert refused.value.advice
    assert len(str(refused.value)) < LONGEST


@pytest.mark.parametrize("name", [name for name in BAD if set(COSTLY) & set(name.split())])
def test_it_costs_neither_time_nor_memory(name: str, tmp_path: Path) -> None:
    """A busy machine is given time: the benchmark tells what it really takes."""
    words, seconds, mebibytes = cost(BAD[name][0](tmp_path))
    assert "cannot be imported" in words
    assert mebibytes < 190
    assert seconds < 5


@pytest.mark.parametrize("row", [b"1,2\n", b'"1",2\n', b"x,2\n"])
def test_empty_lines_can_be_given_up(row: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_EMPTY", 10**9)
    path = write(tmp_path / "a.csv", b"a,b\n" + 3 * row + b"\n" * 400_000)
    heard: list[float] = []

    def progress(share: float) -> None:
        heard.append(share)
        if len(heard) == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        importer_for(path).read(path, progress)
    assert heard == sorted(heard)


def test_a_table_may_have_as_many_empty_lines_as_rows(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"a,b\n\n" + b"1,2\n\n3,4\n\n" * 70_000)
    assert len(importer_for(path).read(path)) == 140_000


def test_a_table_of_many_equal_rows_packs_tightly(tmp_path: Path) -> None:
    numbers = np.random.default_rng(0).integers(0, 9, (40_000, 2))
    data = b"\n".join(b"0," * 120 + b"%d,%d" % (a, b) for a, b in numbers.tolist())
    path = write(tmp_path / "a.csv.gz", gzip.compress(data))
    assert path.stat().st_size * MOST_EXPANSION < len(data) > FREE_TEXT
    assert len(importer_for(path).read(path)) == 40_000


LARGE: dict[str, Callable[[], bytes]] = {
    "greys of 32 bits": lambda: black("TIFF", "I", 4000, compression="tiff_lzw"),
    "greys of 16 bits": lambda: black("PNG", "I;16", 4000),
    "four inks in one strip": lambda: black("TIFF", "CMYK", 4000, compression="tiff_lzw", tiffinfo={278: 4000}),
    "palette with transparency": lambda: black("PNG", "P", 4000, transparency=0),
    "transparent": lambda: black("PNG", "RGBA", 4000),
    "as a phone takes it": lambda: black("JPEG", "RGB", 4000),
    "as a phone takes two": lambda: black("MPO", "RGB", 4100, save_all=True, append_images=[Image.new("RGB", (8, 8))]),
    "as a camera takes it": lambda: black("JPEG", "RGB", 4900, subsampling=0),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_images_are_read_within_the_memory(name: str, tmp_path: Path) -> None:
    words, _, mebibytes = cost(picture(tmp_path, LARGE[name]()))
    assert words == ""
    assert mebibytes < 190


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    with pytest.raises(ImportProblem, match="not a file"):
        importer_for(tmp_path / "a.csv").read(tmp_path / "a.csv")


def test_a_pipe_among_images_is_left_alone(tmp_path: Path) -> None:
    folder = write_images(tmp_path / "pets")
    os.mkfifo(folder / "cats" / "a.png")
    assert len(importer_for(folder).read(folder)) == 6


def test_a_name_cannot_disturb_the_sentence(tmp_path: Path) -> None:
    path = write(tmp_path / "a\nb\x1b[31m.csv", b"")
    with pytest.raises(ImportProblem) as refused:
        importer_for(path).read(path)
    assert "“a·b·[31m.csv”" in str(refused.value)


def test_a_damaged_archive_is_told_in_a_line(tmp_path: Path) -> None:
    """The name of its first member is said to be 700 bytes long, all of which zipfile would quote."""
    data = npz(X=npy((200,), os.urandom(1600)), y=npy((200,), bytes(1600)))
    path = write(tmp_path / "a.npz", data[:26] + struct.pack("<H", 700) + data[28:])
    with pytest.raises(ImportProblem, match="It is a damaged archive: File name in directory") as refused:
        importer_for(path).read(path)
    assert len(str(refused.value)) < 200
