"""What the preview says in numbers: as people write them."""

import numpy as np

from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.ui.importing.summary import summary_of


def test_a_summary_of_images_has_no_table() -> None:
    X = np.arange(60, dtype=np.uint8).reshape(10, 6)
    summary = summary_of(ImportedArrays(X, np.arange(10) % 2, ("a", "b"), image_shape=(2, 3), max_pixel=255))
    assert (summary.headings, summary.cells) == ([], [])
    assert [(name, images.shape) for name, images in summary.wall] == [("a", (5, 2, 3, 1)), ("b", (5, 2, 3, 1))]


def test_the_notes_end_with_what_will_make_learning_odd() -> None:
    arrays = ImportedArrays(np.eye(3), np.zeros(3, np.int64), ("a",), notes=("Read.",))
    read, one_class, few = summary_of(arrays).notes
    assert read == "Read."
    assert one_class.startswith("All examples are of one class")
    assert few.startswith("There are only 3 examples")
