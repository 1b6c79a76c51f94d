"""What the preview says in numbers: as people write them."""

import numpy as np
import pytest

from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.ui.importing.summary import bars, number, summary_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.uint16(1950), "1950"), (np.int64(9999), "9999"), (np.int64(10_000), "10,000"),
        (np.int64(-12_345), "-12,345"), (np.float64(1950), "1950"), (np.float64(0.123456), "0.12346"),
        (np.float64(12_345.6), "12,346"),
    ],
)  # fmt: skip
def test_years_are_not_grouped(value: object, text: str) -> None:
    assert number(value) == text


def test_ranges_of_a_target_are_short() -> None:
    y = np.linspace(-1.52691234, 1.7876543, 240)[:, np.newaxis]
    names = [bar.name for bar in bars(ImportedArrays(np.zeros((240, 1)), y, target="rent"))]
    assert names[0] == "-1.53 … -1.25"
    assert max(map(len, names)) <= 17


def test_a_summary_of_images_has_no_table() -> None:
    X = np.arange(60, dtype=np.uint8).reshape(10, 6)
    summary = summary_of(ImportedArrays(X, np.arange(10) % 2, ("a", "b"), image_shape=(2, 3), max_pixel=255))
    assert (summary.headings, summary.cells) == ([], [])
    assert [(name, images.shape) for name, images in summary.wall] == [("a", (5, 2, 3, 1)), ("b", (5, 2, 3, 1))]
