"""What the network is asked on the pad, and its answer: the two stay together, since an answer may come late."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.engine import Trainer
from ffnn_gui.insight.asked import Asked, ask
from ffnn_gui.insight.places import Example
from ffnn_gui.ui.plots.examples import example_at


@dataclass(frozen=True, eq=False)
class Question:
    """One question.

    Attributes:
        raw: raw features (features,)
        example: the example or place that they are of; None for what is on the pad
        passing: whether it is a place that the pointer is only passing over
        drawn: whether there are strokes on it
    """

    raw: NDArray[Any]
    example: Example | None = None
    passing: bool = False
    drawn: bool = False

    def is_still(self, now: "Question") -> bool:
        """Whether its answer may be shown while `now` is asked: of the same example, or of the same hand at work."""
        if self.passing or now.passing:
            return self.passing and now.passing
        return self.example == now.example


class Reply(NamedTuple):
    """A question and its answer."""

    question: Question
    answer: Asked


def reply(trainer: Trainer, question: Question | None = None) -> Reply:
    """Ask the network; about its first example where there is no question, or one that does not fit its data."""
    if question is None or len(question.raw) != trainer.data.task.n_features:
        question = about(example_at(trainer.data, 0))
    return Reply(question, ask(trainer, question.raw))


def about(example: Example, *, passing: bool = False) -> Question:
    """The question about an example."""
    return Question(np.array(example.x), example, passing)
