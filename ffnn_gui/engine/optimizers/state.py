"""What an optimizer remembers between updates: the number of steps and its moments, one number a parameter.

Large parameter vectors are worked on in blocks that stay in the processor's cache, since several passes over the
whole vector would each fetch it from memory anew.
"""

from collections.abc import Iterable

import numpy as np

from ffnn_gui.engine.arrays import Array

BLOCK = 65_536
"""Parameters worked on at a time: five arrays of this length (float32) take 1.3 MiB, and the calls cost nothing yet."""

FLUSH_EVERY = 64
"""Steps between two sweeps for subnormal numbers: with a decay of 0.9, 1e-30 takes 175 steps to get there."""

TINY = 1e-30


class OptimizerState:
    """Moments by name, each of theta's shape and type, and the number of updates so far.

    A moment kept in a scaled form (an average's sum, before it is multiplied by 1 − β) has its factor in `factors`.
    """

    def __init__(self, theta: Array, moments: Iterable[str]) -> None:
        self.step = 0
        self.moments = {name: np.zeros_like(theta) for name in moments}
        self.factors: dict[str, float] = {}
        self._scratch = np.empty(min(theta.size, BLOCK), theta.dtype)
        self._bound: tuple[Array, Array] | None = None
        self._blocks: list[tuple[Array, ...]] = []

    def blocks(self, theta: Array, grad: Array) -> list[tuple[Array, ...]]:
        """Views of one block each: parameters, gradient, scratch, then the moments in their order."""
        if self._bound is None or self._bound[0] is not theta or self._bound[1] is not grad:
            self._bound = (theta, grad)
            self._blocks = [self._block(theta, grad, start) for start in range(0, theta.size, BLOCK)]
        return self._blocks

    def moment(self, name: str) -> Array:
        """The true moment as a new array: what the textbook calls v, Σg², m."""
        return np.asarray(self.moments[name] * self.factors.get(name, 1.0))

    def keep(self, name: str, factor: float) -> None:
        """Say that the moment is stored divided by `factor`; rescales it when β was changed in mid-run."""
        before = self.factors.get(name)
        if before != factor:
            if before is not None:
                self.moments[name] *= before / factor
            self.factors[name] = factor

    def restore(self, step: int, moments: dict[str, Array], factors: dict[str, float]) -> None:
        """Go on from what was once stored; raises ValueError when the moments are not this optimizer's."""
        if moments.keys() != self.moments.keys():
            raise ValueError(f"The optimizer remembers {sorted(self.moments)}, not {sorted(moments)}.")
        self.step, self.factors = step, dict(factors)
        for name, moment in moments.items():
            self.moments[name][...] = moment

    def flush(self) -> None:
        """Now and then set moments that are as good as 0 to 0: arithmetic on subnormal float32 is many times slower."""
        if self._scratch.dtype.itemsize == 4 and self.step % FLUSH_EVERY == 0:
            for moment in self.moments.values():
                moment[np.abs(moment) < TINY] = 0

    def _block(self, theta: Array, grad: Array, start: int) -> tuple[Array, ...]:
        part = slice(start, min(start + BLOCK, theta.size))
        scratch = self._scratch[: part.stop - part.start]
        return (theta[part], grad[part], scratch, *(moment[part] for moment in self.moments.values()))
