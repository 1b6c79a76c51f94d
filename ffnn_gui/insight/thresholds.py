"""From when on something is called ill, all in one place, and what each measure means in words for tooltips."""

from ffnn_gui.insight.numbers import number

SATURATED_SLOPE = 0.05
"""A unit is saturated for an example where f′ is below this share of the activation's largest slope."""

SATURATED = 0.75
"""Share of a layer's (example, unit) pairs from which saturation is an illness; below, units just take sides."""

DEAD = 0.05
"""Share of dead units from which a layer is ill."""

MANY_DEAD = 0.3
"""Share of dead units from which it is grave; a few are common in wide layers and do no harm."""

FAINT = 0.01
"""The gradient vanishes where less than this share of the output layer's error signal reaches a layer."""

LOUD = 1_000.0
"""The gradient explodes where the error signal is this many times the output layer's."""

STEEP = 100.0
"""The gradient explodes, too, where ∂L/∂W is longer than this (inputs and losses are of the order of 1)."""

UPDATE_LOW, UPDATE_GOOD, UPDATE_HIGH = 1e-4, 1e-3, 1e-2
"""Size of an update over the size of the weights: alarm below, healthy near, alarm above."""

NOISE = 3.0
"""One mini-batch tells an update's size only to within this factor: less far outside, it may pass."""

LARGE_INPUTS = 2.0
"""Root mean square of the network's inputs from which they are too large."""

FAR_FROM_CENTRE = 3.0
"""Length of the mean input vector from which inputs are far from centred, if it is also longer than what they spread:
all of them together then push every unit. It is 0.7 for two inputs from 0 to 1, over 20 for the pixels of light images.
"""

BLOWN_UP = 20.0
"""Spread of a hidden layer's pre-activations from which they are blown up."""

LEARNED = 0.05
"""The task is learned when the loss is below this share of what outputs of 0 would cost."""

NOTHING_LEFT = 1e-4
"""Below this share the loss is as good as 0: there is nothing left to learn."""

MEMORIZED = 0.25
"""What is learned is only memorized when the validation loss is above this share, in spite of it."""

NEAR_ZERO = 0.01
"""A factor of the chain rule is pointed out when it is less than this share of what its kind usually is: it alone makes
the gradient a hundred times smaller than it could be. `factors.USUAL` says what is usual."""

SAME = {"float32": 1e-5, "float64": 1e-10}
"""Units are the same when their weights differ by less than this share of their own largest: what the rounding of some
thousand updates leaves between units that are equal in exact arithmetic, and far less than chance or learning makes."""

SAME_BESIDE = 4
"""Weights into equal units may also differ by so many roundings of their bias, to which they are added."""

DEFINITIONS: dict[str, str] = {
    "saturated": (
        f"Share of (example, unit) pairs where the slope f′ is below {100 * SATURATED_SLOPE:g} % of the activation's "
        "largest. For activations that are flat at both ends, as sigmoid and tanh."
    ),
    "dead": (
        "Share of units whose slope f′ is exactly 0 for every example looked at, so that no gradient reaches their "
        "weights. For activations with one flat side, as ReLU; a leaky ReLU cannot die."
    ),
    "activation_mean": "Mean of the activations a = f(z) over units and examples.",
    "activation_spread": "Standard deviation of the activations a = f(z) over units and examples.",
    "pre_mean": "Mean of the pre-activations z, after batch norm, over units and examples.",
    "pre_spread": "Standard deviation of the pre-activations z, after batch norm, over units and examples.",
    "gradient": "Euclidean norm of ∂L/∂W: the mean data loss of the examples looked at, by all weights of the layer.",
    "signal": "Size of the error signal ∂L/∂z that arrives: its root mean square length over the examples.",
    "update_ratio": (
        "Size of the step that the optimizer makes of the latest mini-batch, over the size of the weights. "
        f"Healthy near {number(UPDATE_GOOD)}, alarm outside {number(UPDATE_LOW)} to {number(UPDATE_HIGH)}."
    ),
    "groups": (
        "Units with the same incoming weights, the same bias and the same outgoing weights, equal to rounding: "
        "they get the same gradient and stay equal. Dropout would part them."
    ),
}
"""What each field of LayerHealth means."""
