"""What one sees inside a trainer: its activations, its health, its gradients. Pure functions and frozen results, no Qt.

`trace_of`, `layer_health`, `unit_health`, `findings`, `responses` and `chain_rule` only look at a trainer.
"""

from ffnn_gui.insight.chain_rule import ChainRule, chain_rule, trace_example
from ffnn_gui.insight.diagnosis import MILD, Finding, Illness, Learning, diagnose, findings, learning, one_of_each
from ffnn_gui.insight.factors import Factor
from ffnn_gui.insight.health import LayerHealth, UnitHealth, layer_health, unit_health
from ffnn_gui.insight.paths import Path, Paths
from ffnn_gui.insight.places import Example, Unit, Weight
from ffnn_gui.insight.response import LayerResponse, Responses, responses, unit_response
from ffnn_gui.insight.symmetry import groups
from ffnn_gui.insight.talk import Step
from ffnn_gui.insight.thresholds import DEFINITIONS
from ffnn_gui.insight.trace import PROBED, LayerTrace, Trace, trace, trace_of, training_trace_of
from ffnn_gui.insight.updates import update_ratios

__all__ = [
    "DEFINITIONS",
    "MILD",
    "PROBED",
    "ChainRule",
    "Example",
    "Factor",
    "Finding",
    "Illness",
    "LayerHealth",
    "LayerResponse",
    "LayerTrace",
    "Learning",
    "Path",
    "Paths",
    "Responses",
    "Step",
    "Trace",
    "Unit",
    "UnitHealth",
    "Weight",
    "chain_rule",
    "diagnose",
    "findings",
    "groups",
    "layer_health",
    "learning",
    "one_of_each",
    "responses",
    "trace",
    "trace_example",
    "trace_of",
    "training_trace_of",
    "unit_health",
    "unit_response",
    "update_ratios",
]
