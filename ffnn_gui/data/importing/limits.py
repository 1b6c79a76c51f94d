"""How much an import may hold, checked on what a file claims before anything is allocated.

A file may claim 7 TiB in a hundred bytes; so that a compressed one cannot fill the memory either, it must not expand
much more than data do.
"""

from ffnn_gui.data.importing.problems import ImportProblem

MOST_EXAMPLES = 2_000_000
MOST_FEATURES = 50_000
MOST_VALUES = 2**28
"""Examples times features: 60,000 colour images of 32×32 pixels are 184 million."""

MOST_CLASSES = 1000
LARGEST = 1e30
"""Numbers beyond it are taken as missing: their squares are infinite in float32."""

FREE_BYTES, MOST_EXPANSION = 32 * 2**20, 30
"""A compressed file may expand to so many bytes in any case, and else to so many times its size: MNIST does to 5."""


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


def check_expansion(expanded: int, compressed: int) -> None:
    """Raise ImportProblem when a compressed part is to become suspiciously large."""
    if expanded > max(FREE_BYTES, MOST_EXPANSION * compressed):
        raise ImportProblem(
            f"Its {compressed:,} compressed bytes are to become {expanded:,}, which no real data do.",
            "Unpack it with another program, and import what comes out.",
        )
