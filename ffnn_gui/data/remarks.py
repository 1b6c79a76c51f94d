"""What makes learning odd, each in the same words wherever it is found: on import, on the command line, on a plot.

`kind` is empty, or says which examples are meant: "training ".
"""

from collections.abc import Sequence

FEW = 10
"""What is learned from fewer examples says little about others."""

NAMED = 5
"""Names that are listed; the rest are counted."""


def few(count: int, kind: str = "") -> list[str]:
    """Too few examples to learn more than themselves."""
    if count == 1:
        return [f"There is a single {kind}example: it can only be learned by heart."]
    if count < FEW:
        return [f"There are only {count:,} {kind}examples: what is learned from so few says little about others."]
    return []


def one_class(kind: str = "") -> str:
    """A single class among the examples."""
    return f"All {kind}examples are of one class, so that there is nothing to tell apart: any answer will be right."


def many_classes(classes: int, examples: int) -> list[str]:
    """So many classes that most come once: what is no class was probably taken for one."""
    if examples < FEW or 2 * classes <= examples:
        return []
    return [
        f"There are {classes:,} classes among {examples:,} examples, too few of each to learn from: choose another "
        "target or, if these are numbers, regression or other decimals."
    ]


def one_target(kind: str = "") -> str:
    """Values to predict that are all the same."""
    return f"All {kind}targets are the same, so that there is nothing to tell apart: this one answer is always right."


def without_examples(classes: Sequence[str], kind: str = "") -> str:
    """Classes of which there are none."""
    return f"Without {kind}examples, never learned: {listed(classes)}."


def constant(names: Sequence[str], among: str = "") -> list[str]:
    """Features of one value; among: which examples were looked at, where not all."""
    return [f"Always the same{among}, so of no use: {listed(names)}."] if names else []


def listed(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED:,} more" if len(names) > NAMED else "")
