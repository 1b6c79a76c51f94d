"""The chain rule as rows of numbers for a spreadsheet."""

from collections.abc import Iterator

from ffnn_gui.ui.plots.chain.seen import Seen


def rows_of(seen: Seen) -> Iterator[tuple[str, str, int, int, float]]:
    """What it is, its symbol, layer and unit (from 1; 0 where it has none) and its value."""
    rule = seen.rule
    layer, unit = rule.weight.layer + 1, rule.weight.column + 1
    yield "gradient", rule.symbol, layer, unit, rule.gradient
    yield "weight", rule.name, layer, unit, rule.value
    yield "loss", "L", 0, 0, rule.loss
    for factor in rule.factors:
        yield "factor", factor.symbol, factor.layer + 1, 0, factor.value
    for step in rule.steps:
        for place, value in enumerate(step.delta.tolist()):
            yield "error signal", step.symbol, step.layer + 1, place + 1, value
    for path in rule.paths.shown:
        yield "path", " ".join(f"{place.layer + 1}:{place.unit + 1}" for place in path.units), 0, 0, path.product
