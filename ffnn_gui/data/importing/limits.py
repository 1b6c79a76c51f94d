"""How much an import may hold, checked on what a file claims before anything is allocated.

A file may claim 7 TiB in a hundred bytes, and a small compressed one may fill the memory.
"""

from ffnn_gui.data.importing.problems import ImportProblem

MOST_EXAMPLES = 2_000_000
MOST_FEATURES = 50_000
MOST_VALUES = 2**28
"""Examples times features: 60,000 colour images of 32×32 pixels are 184 million."""

MOST_CLASSES = 1000
MOST_TARGETS = 1000
"""Numbers that may be predicted at once."""

MOST_NAMES = 1000
"""Names of features that are kept with the settings; more features than that are numbered."""

LARGEST = 1e30
"""Numbers beyond it are taken as missing: float32 ends at 3.4e38, and sums over examples must stay below that."""

LARGEST_PIXEL = 2**31
"""Numbers beyond it are no pixels: 32 bits are the most that image files have."""

MOST_EXPANSION = 30
"""Compressed data may become so many times larger in any case: MNIST becomes 5 times larger."""

FREE_UNPACKED, FREE_KEPT = 512 * 2**20, 128 * 2**20
"""What packs more tightly, as black-and-white images do, may come to so many bytes, of which so many are kept."""

FREE_TEXTS = 32 * 2**20
"""… and of labels that are texts: sorting them takes three times their bytes."""
MOST_TEXT_EXPANSION, FREE_TEXT = 100, 8 * 2**20
"""The same for tables: sound ones of many equal rows become 40 times larger, and each byte takes longer to read."""


def most_examples(features: int) -> int:
    """How many examples of so many features are possible, at least 1."""
    return min(MOST_EXAMPLES, max(1, MOST_VALUES // features))


def check_amount(examples: int, features: int) -> None:
    """Raise ImportProblem when there are too many examples or features, or none."""
    if examples < 1 or features < 1:
        raise ImportProblem(
            "There is not a single example in it." if examples < 1 else "Its examples have no features."
        )
    if features > MOST_FEATURES:
        raise ImportProblem(
            f"Its examples have {features:,} features each; at most {MOST_FEATURES:,} are possible.",
            "Choose other columns, or smaller images.",
        )
    if examples > MOST_EXAMPLES or examples * features > MOST_VALUES:
        raise ImportProblem(
            f"It claims {examples:,} examples of {features:,} features; at most {MOST_EXAMPLES:,} examples and "
            f"{MOST_VALUES:,} numbers are possible.",
            "Choose a smaller part of the data.",
        )


def check_expansion(unpacked: int, compressed: int, free: int = FREE_UNPACKED, expansion: int = MOST_EXPANSION) -> None:
    """Raise ImportProblem when so few compressed bytes are to become suspiciously many, more than `free`."""
    if unpacked > max(free, expansion * compressed):
        raise ImportProblem(
            f"Its {compressed:,} compressed bytes are to become {unpacked:,}, far more than those of data usually do.",
            "Save it uncompressed, or unpack it with another program, and import that.",
        )
