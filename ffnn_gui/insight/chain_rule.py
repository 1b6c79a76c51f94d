r"""The chain rule with today's numbers: what one weight's gradient is made of, for one example, in evaluation mode.

All is computed in float64 on a copy of the weights. Notation, as the course writes it: layers count from 1, the
last, L, is the output layer; units and inputs count from 1.

- x_i = a^{(0)}_i: input i; w^{(l)}_{i,j}: weight from unit i of layer l − 1 to unit j of layer l; b^{(l)}_j: its bias
- z^{(l)}_j: pre-activation; a^{(l)}_j = f(z^{(l)}_j): activation; the outputs are z^{(L)}
- with batch norm z^{(l)}_j is normalized from the sum s^{(l)}_j, and ∂z/∂s = γ_j / √(σ²_j + ε) is a factor of its own

∂L/∂w^{(l)}_{i,j} = ∂L/∂a^{(l)}_j · f′(z^{(l)}_j) · [∂z/∂s ·] a^{(l−1)}_i. As long as the layer above is one unit wide,
∂L/∂a^{(l)} is the product w^{(l+1)} · f′(z^{(l+1)}) · … itself, and is written out; where it is wider, ∂L/∂a is a sum
over many paths, whose parts are in `steps` (layer by layer) and in `paths` (the strongest ones).
"""

from dataclasses import dataclass
from math import prod

import numpy as np

from ffnn_gui.engine import Trainer
from ffnn_gui.engine.arrays import Array
from ffnn_gui.insight.factors import Factor, factors_of
from ffnn_gui.insight.paths import Paths, strongest_paths
from ffnn_gui.insight.places import Example, Weight
from ffnn_gui.insight.symbols import derivative, parameter
from ffnn_gui.insight.talk import Step, steps_to
from ffnn_gui.insight.trace import Trace, trace

SHOWN = 5


@dataclass(frozen=True, eq=False)
class ChainRule:
    """One weight's gradient for one example, taken apart.

    Attributes:
        weight, example: what it is about
        name: the weight in LaTeX, "w^{(1)}_{2,3}"; symbol: its derivative, "\\frac{\\partial L}{\\partial …}"
        value: the weight as it is
        trace: the example's way through the network and back: arrays of one row, float64
        loss: the example's loss
        steps: who talks to whom: the output layer first, the weight's own layer last
        factors: their product is `gradient`
        gradient: ∂L/∂w of the example's own data loss
        penalty: what L2 and L1 add to it, λ₂w + λ₁ sign(w); 0 for a bias
        paths: the strongest ways from the weight to the loss, and how much of the whole they are
    """

    weight: Weight
    example: Example
    name: str
    symbol: str
    value: float
    trace: Trace
    loss: float
    steps: tuple[Step, ...]
    factors: tuple[Factor, ...]
    gradient: float
    penalty: float
    paths: Paths

    @property
    def near_zero(self) -> tuple[int, ...]:
        """The places in `factors` of those that make the gradient so small."""
        return tuple(index for index, factor in enumerate(self.factors) if factor.near_zero)

    @property
    def product(self) -> float:
        """The product of the factors."""
        return prod(factor.value for factor in self.factors)

    @property
    def equation(self) -> str:
        """The whole in LaTeX: the derivative and its factors."""
        return f"{self.symbol} = " + r" \cdot ".join(factor.symbol for factor in self.factors)


def chain_rule(trainer: Trainer, weight: Weight, example: Example, shown: int = SHOWN) -> ChainRule:
    """Take one weight's gradient for one example apart, with the `shown` strongest paths.

    Raises IndexError when there is no such weight and ValueError when the example does not fit the network.
    """
    layers = trainer.network.layers
    if not 0 <= weight.layer < len(layers):
        raise IndexError("The network has no such layer.")
    layer = layers[weight.layer]
    if not (0 <= weight.row <= layer.fan_in and 0 <= weight.column < layer.fan_out):
        raise IndexError("The network has no such weight.")
    seen = trace_example(trainer, example)
    value = float(layer.block[weight.row, weight.column])
    part = seen.layers[weight.layer]
    delta = float(part.dense_delta[0, weight.column])
    bias = weight.row == layer.fan_in
    incoming = 1.0 if bias else float(part.inputs[0, weight.row])
    penalties = trainer.config.regularization
    return ChainRule(
        weight=weight,
        example=example,
        name=parameter(trainer.network, weight),
        symbol=derivative("L", parameter(trainer.network, weight)),
        value=value,
        trace=seen,
        loss=float(seen.losses[0]),
        steps=steps_to(trainer.network, seen, weight.layer),
        factors=factors_of(trainer, seen, weight),
        gradient=delta * incoming,
        penalty=0.0 if bias else penalties.l2 * value + penalties.l1 * float(np.sign(value)),
        paths=strongest_paths(trainer.network, seen, weight, shown),
    )


def trace_example(trainer: Trainer, example: Example) -> Trace:
    """One example's trace in float64 and evaluation mode; ValueError when it does not fit."""
    task = trainer.data.task
    if len(example.x) != task.n_features:
        raise ValueError(f"The example has {len(example.x)} features, the data have {task.n_features}.")
    X = trainer.data.inputs_of(np.array([example.x], np.float64))
    return trace(trainer.network, trainer.loss, X, _target(example), dtype=np.float64)


def _target(example: Example) -> Array:
    return np.array([example.y], np.int64 if isinstance(example.y, int) else np.float64)
