"""The product that makes a weight's gradient, as the course writes it: the output layer first, the weight last."""

import math
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.insight.chain_rule import ChainRule
from ffnn_gui.insight.factors import Factor, Role
from ffnn_gui.insight.paths import Path
from ffnn_gui.insight.places import Unit
from ffnn_gui.insight.symbols import indexed
from ffnn_gui.insight.talk import Step
from ffnn_gui.ui.plots.chain.figures import figure
from ffnn_gui.ui.plots.chain.scene import Block, Scene, Sign, Term
from ffnn_gui.ui.plots.chain.seen import Seen
from ffnn_gui.ui.plots.readings import layer_names, number

DEATHS: dict[Role, str] = {
    "output": "the output is right already",
    "heard": "the error has vanished on its way",
    "heard little": "the output is right already",
    "slope": "the gradient dies here",
    "weight": "hardly any connection",
    "scale": "batch norm scales it away",
    "input": "nothing comes in, nothing to learn",
}


def product_scene(seen: Seen, path: tuple[Unit, ...] = ()) -> Scene:
    """Result, the layers that talk in vectors, and the factors whose product is the result; `path`: the one chosen."""
    rule = seen.rule
    result = Block("Gradient", (gradient_term(rule),), main=True)
    talk = [step for step in rule.steps if step.layer > rule.factors[0].layer]
    blocks = [
        Block(seen.layer_name(step.layer), (error_term(step, above),), step.layer, "→")
        for step, above in zip(talk, [None, *talk], strict=False)
    ]
    for layer, factors in groupby(enumerate(rule.factors), key=lambda pair: _owner(rule, pair[0])):
        sign: Sign = "→" if talk and layer == _owner(rule, 0) else "·"
        blocks.append(_factor_block(seen, layer, list(factors), sign))
    first, *rest = blocks
    lined = [Block(first.caption, first.terms, first.layer, "="), *rest]
    shown = rule.paths.shown if _has_paths(rule) else ()
    texts = tuple(f"{_path_text(seen, one)}  {figure(one.product)}" for one in shown)
    chosen = next((place for place, one in enumerate(shown) if one.units == path), None)
    return Scene((result, *lined), paths_text(seen), _sum_formula(rule) if talk else "", texts, chosen)


def gradient_term(rule: ChainRule) -> Term:
    """The derivative itself."""
    why = "how the loss of this example changes with the weight"
    if rule.penalty:
        why += f"; the penalty adds {figure(rule.penalty)} in training"
    zero = " = 0: this example teaches it nothing" if rule.gradient == 0 else ""
    return Term(rule.symbol, figure(rule.gradient), why, warning=zero.strip())


def error_term(step: Step, above: Step | None) -> Term:
    """A layer's error signal, one number a unit, and how it has shrunk or grown since the layer above."""
    remark = change_text(step.delta, above.delta) if above else ""
    return Term(step.symbol, size_text(step.delta), step.explanation, step.delta, remark=remark)


def size_text(values: Array) -> str:
    """The only number, or the Euclidean size of several."""
    return figure(float(values[0])) if len(values) == 1 else f"size {figure(float(np.linalg.norm(values)))}"


def change_text(now: Array, before: Array) -> str:
    """How many times smaller or larger a vector is than another; empty where nobody can say."""
    sizes = float(np.linalg.norm(now)), float(np.linalg.norm(before))
    if not all(map(math.isfinite, sizes)) or not sizes[1]:
        return ""
    if not sizes[0]:
        return "= 0: all has died"
    times = sizes[0] / sizes[1]
    return f"{_times(1 / times)} smaller" if times < 1 else f"{_times(times)} larger"


def _times(ratio: float) -> str:
    return f"{number(float(f'{ratio:.3g}'))}×"


def warning(factor: Factor) -> str:
    """What to say about a factor that is near 0; empty for the others."""
    if not factor.near_zero:
        return ""
    return f"{'=' if factor.value == 0 else '≈'} 0: {DEATHS[factor.role]}"


def paths_text(seen: Seen) -> str:
    """How much of the gradient the strongest ways through the layers above make."""
    paths = seen.rule.paths
    if paths.total == 1:
        return "One path leads from the weight to the loss: the product is the whole gradient."
    if not _has_paths(seen.rule):
        return f"All {paths.total:,} paths from the weight to the loss are dead: on each of them a factor is 0."
    return f"{len(paths.shown)} strongest of {paths.total:,} paths make {number(100 * paths.share, 3)} % by size:"


def _has_paths(rule: ChainRule) -> bool:
    """Whether there is more than one path, and any that is not dead."""
    return rule.paths.total > 1 and any(path.product for path in rule.paths.shown)


def _sum_formula(rule: ChainRule) -> str:
    """How the first factor comes about: the sum over what the layer above says."""
    first = rule.factors[0]
    above = first.layer + 1
    unit = rule.weight.column + 1 if first.layer == rule.weight.layer else 1
    scaled = rule.trace.layers[above].dense is not rule.trace.layers[above].z
    said = rf"\delta^{{({above + 1})}}_k"
    if scaled:
        said = rf"\frac{{\partial z^{{({above + 1})}}_k}}{{\partial s^{{({above + 1})}}_k}} {said}"
    symbol = rf"\partial L / \partial {indexed('a', first.layer, unit - 1)}"
    return rf"{symbol} = \sum_k w^{{({above + 1})}}_{{{unit},k}} {said}"


def _owner(rule: ChainRule, index: int) -> int:
    """The layer in whose block a factor stands; what comes in stands with the weight, one below its layer."""
    return (
        rule.weight.layer - 1 if index == len(rule.factors) - 1 else max(rule.factors[index].layer, rule.weight.layer)
    )


def _factor_block(seen: Seen, layer: int, factors: Sequence[tuple[int, Factor]], sign: Sign) -> Block:
    rule = seen.rule
    terms = [_factor_term(factor, "·" if at else "") for at, (_, factor) in enumerate(factors)]
    if layer < rule.weight.layer:
        return Block("The weight", tuple(terms), rule.weight.layer, sign)
    unit = f", unit {rule.weight.column + 1}" if layer == rule.weight.layer else ""
    return Block(seen.layer_name(layer) + unit, tuple(terms), layer, sign)


def _factor_term(factor: Factor, sign: Sign) -> Term:
    return Term(factor.symbol, figure(factor.value), factor.explanation, warning=warning(factor), sign=sign)


def _path_text(seen: Seen, path: Path) -> str:
    names = layer_names(seen.last + 1)
    return " → ".join(f"{names[unit.layer]}·{unit.unit + 1}" for unit in path.units)
