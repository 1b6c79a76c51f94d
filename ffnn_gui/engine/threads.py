"""How many processor cores the matrix products use: one for small networks, all for large ones.

A second thread makes a small product no faster, but it waits for the next one by spinning, and takes from the window
the core that it needs for drawing.
"""

from functools import lru_cache
from itertools import pairwise

from threadpoolctl import ThreadpoolController

LARGE = 5_000_000
"""Operations of a product from which a second thread helps (measured: 1.4 times as fast at 6 million)."""


def use_cores_for(widths: list[int], examples: int) -> None:
    """Set the threads of this process's matrix products for a network of these layer widths and batches of `examples`.

    The same network gets the same number everywhere, so that results are the same bits with a window and without.
    """
    largest = max(2 * fan_in * fan_out * examples for fan_in, fan_out in pairwise(widths))
    controller, cores = _controller()
    controller.limit(limits=cores if largest >= LARGE else 1, user_api="blas")


@lru_cache(maxsize=1)
def _controller() -> tuple[ThreadpoolController, int]:
    """What sets the threads, and how many there are without a limit. Looking for the libraries takes a millisecond."""
    controller = ThreadpoolController()
    return controller, max([library["num_threads"] for library in controller.info()], default=1)
