"""The whole experiment as one frozen tree: data, network, loss, optimizer, rate, batching, regularization.

It is the single source of truth: the window edits it, the session file holds it, the trainer runs it.
"""

from typing import Any, Literal, Self

from pydantic import model_validator

from ffnn_gui.data import AnyDataSet, Task
from ffnn_gui.data.sets.spirals import Spirals
from ffnn_gui.engine.activations import AnyActivation
from ffnn_gui.engine.activations.tanh import Tanh
from ffnn_gui.engine.batching import AnyBatching
from ffnn_gui.engine.batching.mini_batch import MiniBatch
from ffnn_gui.engine.initializers import AnyInitializer
from ffnn_gui.engine.initializers.xavier_uniform import XavierUniform
from ffnn_gui.engine.losses import AnyLoss, default_loss
from ffnn_gui.engine.losses.mse import MeanSquaredError
from ffnn_gui.engine.optimizers import AnyOptimizer
from ffnn_gui.engine.optimizers.adam import Adam
from ffnn_gui.engine.schedules import AnySchedule
from ffnn_gui.engine.schedules.constant import Constant
from ffnn_gui.schema import Config, knob, replaced

Precision = Literal["float32", "float64"]


class HiddenLayer(Config):
    """One hidden layer: a dense part, batch normalisation where wanted, the activation, dropout where wanted."""

    units: int = knob(8, "Units", "The number of neurons in this layer.", ge=1, le=1024)
    activation: AnyActivation = knob(Tanh.default(), "Activation", "What a unit makes of its pre-activation z.")
    init: AnyInitializer = knob(XavierUniform.default(), "Initialization", "How the weights of this layer start.")
    bias: float = knob(
        0.0, "Start bias", "Every bias of this layer starts here; a little above 0 keeps ReLUs alive.", ge=-100, le=100,
        formula="b = value", step=0.1,
    )  # fmt: skip
    batch_norm: bool = knob(
        False, "Batch normalization", "Normalizes each unit's pre-activation over the mini-batch, then rescales it.",
        formula="z ← γ (z − μ) / √(σ² + ε) + β",
    )  # fmt: skip
    dropout: float = knob(
        0.0, "Dropout", "The share of units switched off at random in each training step.", ge=0, le=0.95,
        formula="a ← a · mask / (1 − rate)", live=True, editor="slider", step=0.05,
    )  # fmt: skip


class OutputLayer(Config):
    """The output layer; its size follows from the data and the loss, its activation is part of the loss."""

    init: AnyInitializer = knob(XavierUniform.default(), "Initialization", "How the weights of the output layer start.")
    bias: float = knob(
        0.0, "Start bias", "Every bias of the output layer starts here.", ge=-100, le=100, formula="b = value", step=0.1
    )


class NetworkConfig(Config):
    """The layers between the inputs, which the data gives, and the outputs, which the loss gives."""

    hidden: tuple[HiddenLayer, ...] = knob(
        (HiddenLayer.default(),) * 2, "Hidden layers", "The layers between inputs and outputs, at most 12."
    )
    output: OutputLayer = knob(
        OutputLayer.default(), "Output layer", "The last layer, whose outputs the loss looks at."
    )

    @model_validator(mode="after")
    def _limit_depth(self) -> Self:
        if len(self.hidden) > MAX_HIDDEN:
            raise ValueError(f"A network has at most {MAX_HIDDEN} hidden layers, not {len(self.hidden)}.")
        return self


MAX_HIDDEN = 12


class LearningRate(Config):
    """How far each update goes: a base rate and a schedule over the epochs."""

    base: float = knob(
        0.01, "Learning rate η", "How far each update goes along the step that the optimizer proposes.",
        ge=1e-6, le=100, formula="θ ← θ − η · step", editor="log",
    )  # fmt: skip
    schedule: AnySchedule = knob(Constant.default(), "Schedule", "How the learning rate changes over the epochs.")

    def rate(self, epoch: int) -> float:
        """The learning rate in the given epoch, counted from 0."""
        return self.base * self.schedule.factor(epoch)


class EarlyStopping(Config):
    """Stops when the validation loss has not improved for a while, and can bring the best weights back."""

    enabled: bool = knob(False, "Early stopping", "Stops when the validation loss no longer improves.")
    patience: int = knob(
        50, "Patience", "How many epochs without improvement are waited for.", ge=1, le=100_000, unit="epochs"
    )
    min_delta: float = knob(
        0.0,
        "Least improvement",
        "By how much the validation loss must fall to count as better.",
        ge=0,
        le=10,
        step=0.001,
    )
    restore_best: bool = knob(True, "Restore best weights", "Brings back the weights of the best epoch at the stop.")


class Regularization(Config):
    """What keeps the network from learning its training examples by heart (dropout sits on the layers)."""

    l2: float = knob(
        0.0, "L2 λ", "Weight decay: a penalty on squared weights, not on biases.", ge=0, le=10,
        formula="L + (λ/2) Σ W²", editor="log",
    )  # fmt: skip
    l1: float = knob(
        0.0, "L1 λ", "A penalty on the size of weights, which drives many of them to 0.", ge=0, le=10,
        formula="L + λ Σ |W|", editor="log",
    )  # fmt: skip
    early_stopping: EarlyStopping = knob(
        EarlyStopping.default(), "Early stopping", "Stops when the validation loss no longer improves."
    )


class ExperimentConfig(Config):
    """All that determines a run; `model_validate({})` is the default, and any part may be left out."""

    data: AnyDataSet = knob(Spirals.default(), "Data", "What the network learns.")
    network: NetworkConfig = knob(NetworkConfig.default(), "Network", "The layers of the network.")
    loss: AnyLoss = knob(
        default_loss(Spirals.default().task), "Loss", "How wrong an output is: what training makes small.",
        factory=lambda valid: default_loss(valid["data"].task) if "data" in valid else MeanSquaredError.default(),
    )  # fmt: skip
    optimizer: AnyOptimizer = knob(Adam.default(), "Optimizer", "What to do with the gradient.", live=True)
    learning_rate: LearningRate = knob(LearningRate.default(), "Learning rate", "How far each update goes.", live=True)
    batching: AnyBatching = knob(MiniBatch.default(), "Batch", "How many examples make one update.", live=True)
    regularization: Regularization = knob(
        Regularization.default(), "Regularization", "What keeps the network from learning by heart.", live=True
    )
    seed: int = knob(0, "Seed", "Where the random numbers start: same seed, same run.", ge=0, le=2**32 - 1)
    epochs: int = knob(
        10_000, "Stop at epoch", "Training stops by itself after this epoch.", ge=1, le=100_000_000, live=True,
    )  # fmt: skip
    precision: Precision = knob(
        "float32", "Precision", "How many digits the numbers have: float32 about 7, float64 about 16.",
        labels={"float32": "float32 (fast)", "float64": "float64 (exact)"},
    )  # fmt: skip

    @model_validator(mode="before")
    @classmethod
    def _short_rate(cls, raw: Any) -> Any:
        """A bare number stands for the base rate."""
        if isinstance(raw, dict) and isinstance(raw.get("learning_rate"), int | float):
            return {**raw, "learning_rate": {"base": raw["learning_rate"]}}
        return raw

    @model_validator(mode="after")
    def _loss_fits(self) -> Self:
        if not self.loss.fits(self.data.task):
            task: Task = self.data.task
            what = f"{len(task.classes)} classes" if task.kind == "classification" else "values (regression)"
            raise ValueError(f"The loss “{self.loss.label}” does not fit data with {what}.")
        return self

    @model_validator(mode="after")
    def _early_stopping_has_what_it_watches(self) -> Self:
        if self.regularization.early_stopping.enabled and not self.data.validation_fraction:
            raise ValueError(
                "Early stopping watches the validation loss: give the data a validation part, or switch it off."
            )
        return self

    @property
    def n_outputs(self) -> int:
        """How many outputs the network has for this data and loss."""
        return self.loss.n_outputs(self.data.task)

    def with_value(self, path: str, value: Any) -> "ExperimentConfig":
        """A copy with the field at the dotted path set; when the data change, the loss follows where it must.

        Raises KeyError when the path names nothing, ConfigError when the value is refused.
        """
        if path.split(".")[0] != "data":
            return replaced(self, path, value)
        # Squared error fits every task, so that the new data can be looked at before the loss is chosen.
        changed = replaced(self.model_copy(update={"loss": MeanSquaredError()}), path, value)
        chosen = self.loss != default_loss(self.data.task) and self.loss.fits(changed.data.task)
        return changed.model_copy(update={"loss": self.loss if chosen else default_loss(changed.data.task)})
