"""A new seed for the die: another one than now, and short enough to be read out to a class."""

import secrets

SEEDS = 10_000
"""Drawn seeds are below this."""


def another_seed(current: int) -> int:
    """A random seed of at most four digits that is not `current`, which would look as if nothing had happened."""
    return (current + 1 + secrets.randbelow(SEEDS - 1)) % SEEDS
