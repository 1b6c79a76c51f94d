"""What every way of batching can do: say how large a batch is and whether an epoch is shuffled."""

from abc import abstractmethod
from typing import ClassVar

from ffnn_gui.schema import Choice


class Batching(Choice):
    """How the examples of an epoch are cut into batches; `shuffles` says whether each epoch has an order of its own."""

    shuffles: ClassVar[bool] = True

    @abstractmethod
    def batch_size(self, examples: int) -> int:
        """Examples in one batch, from 1 to `examples`; an epoch's last batch may be smaller."""
