"""Losses: how wrong the outputs are, and the gradient with which learning starts on its way back.

Each file is one loss on the network's outputs (logits); softmax and the logistic function are fused into theirs.
"""

from typing import TYPE_CHECKING, cast

from ffnn_gui.data import Task
from ffnn_gui.engine.losses.base import Loss
from ffnn_gui.schema import kinds_of, one_of

if TYPE_CHECKING:
    AnyLoss = Loss
else:
    AnyLoss = one_of(__name__, Loss, default="cross_entropy")


def loss_named(kind: str) -> Loss:
    """The loss of this kind with its defaults; KeyError when there is none."""
    losses = {str(cls.model_fields["kind"].default): cls for cls in kinds_of(AnyLoss)}
    return cast("Loss", losses[kind]())


def default_loss(task: Task) -> Loss:
    """The first loss, in the order of the combo box, that fits the task."""
    losses = [kind.default() for kind in kinds_of(AnyLoss)]
    return next(loss for loss in losses if isinstance(loss, Loss) and loss.fits(task))


__all__ = ["AnyLoss", "Loss", "default_loss", "loss_named"]
