"""What is said above the table: the worst finding in a sentence, the others in a few words, or that all is well."""

import math
from collections.abc import Sequence

from ffnn_gui.insight import Finding, LayerHealth
from ffnn_gui.insight.thresholds import SATURATED

ALIVE = f"less than {100 * SATURATED:.0f} % is saturated, hardly anything is dead"
FINE = f"All layers are healthy: {ALIVE}, and every layer learns at a sane pace."
AT_START = f"All layers start healthy: {ALIVE}. Train to see how they learn."
REOPENED = f"All layers are healthy: {ALIVE}. Train on to see at what pace they learn."


def all_is_well(layers: Sequence[LayerHealth], *, begun: bool) -> str:
    """The sentence where nothing is found; `begun`: whether training has."""
    # How large the steps of a saved session were is not known before it trains on.
    paced = any(not math.isnan(layer.update_ratio) for layer in layers)
    return FINE if paced else REOPENED if begun else AT_START


def headline(well: str, findings: Sequence[Finding], names: Sequence[str]) -> str:
    """The worst in a sentence, and every other sign's reason and layers in a few words; `well` where there is none."""
    also: dict[str, list[int]] = {}
    for found in findings[1:]:
        also.setdefault(found.illness, []).append(found.layer)
    parts = [f"{illness} ({', '.join(names[layer] for layer in sorted(layers))})" for illness, layers in also.items()]
    first = findings[0].sentence if findings else well
    return first + (f" Also: {', '.join(parts)}." if parts else "")
