"""Does a stored state fit its settings? Shapes, types, names and ranges, worked out from the settings alone.

No network and no data set is made for it, so that a hostile file costs nothing.
"""

from itertools import pairwise

import numpy as np

from ffnn_gui.data.split import split
from ffnn_gui.engine import ExperimentConfig, HiddenLayer, OutputLayer, TrainerState
from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.layer import Layer
from ffnn_gui.session.arrays import ArrayRecord, DType, array_of, finite
from ffnn_gui.session.errors import SessionError
from ffnn_gui.session.records import State

MOST_PARAMETERS = 16_000_000


def float_type(config: ExperimentConfig) -> DType:
    """How the file writes this experiment's floating-point numbers."""
    return "<f4" if config.precision == "float32" else "<f8"


def array_shapes(config: ExperimentConfig) -> list[tuple[int, ...]]:
    """The shapes of a network's arrays: all parameters, then each batch norm's running mean and variance.

    Raises SessionError when there are more parameters than a session may have.
    """
    hidden = config.network.hidden
    layers: list[HiddenLayer | OutputLayer] = [*hidden, config.network.output]
    widths = (len(config.data.input_names), *(layer.units for layer in hidden), config.n_outputs)
    parameters = sum(Layer.size(layer, *ends) for layer, ends in zip(layers, pairwise(widths), strict=True))
    if parameters > MOST_PARAMETERS:
        raise SessionError(f"Its network has {parameters:,} parameters; at most {MOST_PARAMETERS:,} are allowed.")
    norms = [layer.units for layer in hidden if layer.batch_norm]
    return [(parameters,), *((units,) for units in norms for _ in ("mean", "variance"))]


def training_examples(config: ExperimentConfig) -> int:
    """How many examples the training part has, without preparing them; which ones they are does not matter here."""
    data, rng = config.data, np.random.default_rng(0)
    labels = np.zeros(data.n_examples, np.int64)
    return len(split(labels, data.validation_fraction, data.test_fraction, rng)[0])


def check_belongs(state: TrainerState, config: ExperimentConfig) -> None:
    """Raise SessionError when a state is not of these settings: what is saved must be readable again."""
    shapes = [array.shape for array in state.arrays]
    if state.optimizer != config.optimizer.kind or shapes != array_shapes(config):
        raise SessionError("The weights do not belong to the settings they would be saved with.", "Save once more.")


def state_of(record: State, config: ExperimentConfig) -> TrainerState:
    """The state; raises SessionError naming the first thing in it that does not fit the settings."""
    if record.optimizer != config.optimizer.kind:
        raise SessionError(f"state.optimizer is “{record.optimizer[:40]}” where “{config.optimizer.kind}” is set.")
    examples = training_examples(config)
    order = _order(record.order, examples)
    return TrainerState(
        epoch=record.epoch,
        updates=_updates(record, examples, len(order)),
        arrays=_arrays(record.arrays, config, "state.arrays"),
        optimizer=record.optimizer,
        step=record.step,
        moments=_moments(record, config),
        factors=_factors(record, config),
        order=order,
        generators=_generators(record),
        best_loss=record.best_loss,
        best_epoch=_best_epoch(record),
        best_arrays=_arrays(record.best_arrays, config, "state.best_arrays") if record.best_arrays else [],
        stopped=record.stopped,
    )


def _arrays(records: list[ArrayRecord], config: ExperimentConfig, place: str) -> list[Array]:
    shapes = array_shapes(config)
    if len(records) != len(shapes):
        raise SessionError(f"{place} has {len(records)} arrays where the network needs {len(shapes)}.")
    arrays = []
    for i, (record, shape) in enumerate(zip(records, shapes, strict=True)):
        array = finite(array_of(record, float_type(config), shape, f"{place}[{i}]"), f"{place}[{i}]")
        if i and i % 2 == 0 and array.min() < 0:
            raise SessionError(f"{place}[{i}], a running variance of batch normalization, has a negative number.")
        arrays.append(array)
    return arrays


def _moments(record: State, config: ExperimentConfig) -> dict[str, Array]:
    wanted = config.optimizer.moments
    if set(record.moments) != set(wanted):
        raise SessionError(f"state.moments has {sorted(record.moments)[:9]} where the optimizer needs {list(wanted)}.")
    size, places = array_shapes(config)[0], {name: f"state.moments.{name}" for name in wanted}
    moments = {
        name: finite(array_of(record.moments[name], float_type(config), size, place), place)
        for name, place in places.items()
    }
    for name in config.optimizer.squares:
        if moments[name].min(initial=0) < 0:
            raise SessionError(f"{places[name]} sums up squares and has a negative number.")
    return moments


def _factors(record: State, config: ExperimentConfig) -> dict[str, float]:
    """Those of the optimizer's scaled moments, or none before its first step."""
    found, wanted = set(record.factors), set(config.optimizer.scaled)
    if unknown := found - wanted:
        raise SessionError(f"state.factors has “{min(unknown)[:40]}”, which is none of the optimizer's scaled moments.")
    if record.step and found != wanted:
        raise SessionError(f"state.factors lacks “{min(wanted - found)}”, which the optimizer keeps scaled.")
    return dict(record.factors)


def _updates(record: State, examples: int, left: int) -> int:
    """At most one an example and epoch, less those to come; fewer than epochs where a run has diverged."""
    most = record.epoch * examples + (examples - left if left else 0)
    if record.updates > most:
        raise SessionError(f"state.updates is {record.updates:,} where at most {most:,} fit state.epoch.")
    return record.updates


def _order(record: ArrayRecord, examples: int) -> Array:
    place = "state.order"
    size = min(record.shape[0], examples) if len(record.shape) == 1 else 0
    order = array_of(record, "<i8", (size,), place)
    if size and (order.min() < 0 or order.max() >= examples):
        raise SessionError(f"{place} names an example that is not among the {examples:,} of the training part.")
    if len(np.unique(order)) < size:
        raise SessionError(f"{place} names an example twice.")
    return order


def _generators(record: State) -> dict[str, dict[str, object]]:
    for name, generator in (("shuffle", record.generators.shuffle), ("dropout", record.generators.dropout)):
        if generator.state.inc % 2 == 0:
            raise SessionError(f"state.generators.{name}.state.inc is even; no PCG64 generator has such a state.")
    return record.generators.model_dump()


def _best_epoch(record: State) -> int:
    if record.best_epoch > record.epoch or (record.best_loss is None) != (record.best_epoch == 0):
        raise SessionError("state.best_epoch does not fit state.best_loss and state.epoch.")
    return record.best_epoch
