"""One step of training in four scenes: forward through the layers, the loss, the error signals back, the update."""

from ffnn_gui.engine.arrays import Array
from ffnn_gui.insight.symbols import indexed
from ffnn_gui.ui.plots.chain.figures import figure, side_by_side
from ffnn_gui.ui.plots.chain.product import change_text, gradient_term, size_text
from ffnn_gui.ui.plots.chain.scene import Block, Scene, Term
from ffnn_gui.ui.plots.chain.seen import Seen
from ffnn_gui.ui.plots.readings import number

PROBABILITY = {
    "cross_entropy": (r"p_{%d} = \frac{e^{z_{%d}}}{\sum_k e^{z_k}}", "softmax makes probabilities of the outputs"),
    "binary_cross_entropy": (r"p = \frac{1}{1 + e^{-z}}", "the logistic function makes a probability of the output"),
}
"""How the loss makes probabilities, by its kind: LaTeX and words. Those of other losses have no scene of their own."""


def forward_scene(seen: Seen, lit: int, shape: tuple[int, int] | None = None) -> Scene:
    """The example's activations, layer by layer up to the one that is lit; `shape` is that of an input image."""
    trace = seen.rule.trace
    inputs = Term("x", _span(trace.X[0]), "what the network is given, normalized", trace.X[0], shape)
    blocks = [Block("Input", (inputs,), lit=lit < 0)]
    for index, layer in enumerate(trace.layers):
        last = index == seen.last
        symbol = f"{'z' if last else 'a'}^{{({index + 1})}}"
        why = "the outputs" if last else f"{seen.activations[index]} of the weighted sums"
        term = Term(symbol, _span(layer.a[0]), why, layer.a[0])
        blocks.append(Block(seen.layer_name(index), (term,), index, "→", lit == index, index <= lit))
    return Scene(tuple(blocks), _forward_words(seen, lit), _forward_formula(seen, lit))


def loss_scene(seen: Seen) -> Scene:
    """From the outputs to the loss of the example."""
    outputs = seen.rule.trace.outputs[0]
    kind, label = seen.loss
    z = Term(f"z^{{({seen.last + 1})}}", _span(outputs), "the outputs", outputs)
    blocks = [Block("Output layer", (z,), seen.last)]
    if kind in PROBABILITY and seen.probabilities is not None:
        symbol, why = PROBABILITY[kind]
        several = len(outputs) == len(seen.probabilities)
        place = _true_class(seen) if several else 1
        text = symbol % (place + 1, place + 1) if several else symbol
        value = figure(float(seen.probabilities[place]))
        term = Term(text, value, f"{why}: this is that of {seen.classes[place]}")
        blocks.append(Block("Probability", (term,), seen.last, "→"))
    else:
        target = Term("y", _span(seen.targets), "what the outputs should be", seen.targets)
        blocks.append(Block("Target", (target,), None, "→"))
    symbol = loss_symbol(seen)
    loss = Term(symbol, figure(seen.rule.loss), f"{label}, of this example")
    blocks.append(Block("Loss", (loss,), seen.last, "→", lit=True, main=True))
    return Scene(tuple(blocks), f"{seen.rule.example.label}: loss {figure(seen.rule.loss)}")


def backward_scene(seen: Seen, lit: int) -> Scene:
    """The error signals from the output layer back to the one that is lit, and what they make of the weight."""
    layers, weight = seen.rule.trace.layers, seen.rule.weight
    blocks = []
    for index in range(seen.last, -1, -1):
        delta = layers[index].delta[0]
        why = "∂L/∂z of each unit: what the layer says to the one before it"
        remark = change_text(delta, layers[index + 1].delta[0]) if index < seen.last else ""
        term = Term(rf"\delta^{{({index + 1})}}", size_text(delta), why, delta, remark=remark)
        sign = "" if index == seen.last else "→"
        blocks.append(Block(seen.layer_name(index), (term,), index, sign, lit == index, index >= lit))  # type: ignore[arg-type]
    result = Block("The weight", (gradient_term(seen.rule),), weight.layer, "→", shown=lit <= weight.layer, main=True)
    step = next((step for step in seen.rule.steps if step.layer == lit), None)
    return Scene((*blocks, result), step.explanation if step else "", step.formula if step else "")


def update_scene(seen: Seen, before: Seen | None) -> Scene:
    """The weight before and after a mini-batch; without a `before` it is still to come.

    There are more of them in between when the step was asked for while training went on.
    """
    weight, name = seen.rule.weight, seen.rule.name
    after = before is not None
    now, old = seen.rule.value, (before or seen).rule.value
    old_text, now_text = side_by_side(old, now)
    count = seen.updates - before.updates if before else 1
    batches = "one mini-batch" if count == 1 else f"{count:,} mini-batches, for training went on,"
    words = f"{batches} with {seen.optimizer}, learning rate {number(seen.rate)}"
    blocks = (
        Block("Before", (Term(name, old_text, "the weight as it was"),), weight.layer),
        Block("Step", (Term(rf"\Delta {name}", figure(now - old), words),), weight.layer, "+", shown=after),
        Block("After", (Term(name, now_text, "the weight as it is"),), weight.layer, "=", True, after, True),
    )
    return Scene(
        blocks, f"The update follows the mean gradient of its mini-batch, not that of this example alone: {words}."
    )


def loss_symbol(seen: Seen) -> str:
    """The loss in LaTeX, for the example's own target."""
    kind = seen.loss[0]
    if kind == "cross_entropy":
        return rf"L = -\ln p_{{{_true_class(seen) + 1}}}"
    if kind == "binary_cross_entropy":
        return r"L = -\ln p" if _true_class(seen) else r"L = -\ln (1 - p)"
    if kind == "mse":
        several = len(seen.targets) > 1
        return r"L = \frac{1}{2} \sum_k (z_k - y_k)^2" if several else r"L = \frac{1}{2} (z - y)^2"
    return "L"


def _true_class(seen: Seen) -> int:
    y = seen.rule.example.y
    return y if isinstance(y, int) else 0


def _forward_formula(seen: Seen, lit: int) -> str:
    if not 0 <= lit <= seen.last:
        return ""
    sums = rf"\sum_i {indexed('w', lit, 0, 0).replace('{1,1}', '{i,j}')} "
    sums += "x_i" if lit == 0 else f"a^{{({lit})}}_i"
    sums += f" + b^{{({lit + 1})}}_j"
    return f"z^{{({lit + 1})}}_j = {sums}" if lit == seen.last else rf"a^{{({lit + 1})}}_j = f({sums})"


def _forward_words(seen: Seen, lit: int) -> str:
    if lit < 0 or lit > seen.last:
        return ""
    return f"{seen.layer_name(lit)}: weighted sums" + (
        "" if lit == seen.last else f", then f = {seen.activations[lit]}"
    )


def _span(values: Array) -> str:
    if len(values) == 1:
        return figure(float(values[0]))
    return f"{figure(float(values.min()))} … {figure(float(values.max()))}"
