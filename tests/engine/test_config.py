"""The experiment's config: JSON there and back, parts left out, what it refuses and in which words."""

import inspect
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ffnn_gui.data import AnyDataSet
from ffnn_gui.engine import ExperimentConfig, HiddenLayer, Trainer
from ffnn_gui.engine.activations import AnyActivation
from ffnn_gui.engine.batching import AnyBatching
from ffnn_gui.engine.initializers import AnyInitializer
from ffnn_gui.engine.losses import AnyLoss, default_loss
from ffnn_gui.engine.optimizers import AnyOptimizer
from ffnn_gui.engine.schedules import AnySchedule
from ffnn_gui.schema import Choice, Config, ConfigError, kinds_of, knobs_of, validated
from tests.engine.strategies import any_of, configs, kind_name, values_of

FAMILIES = (AnyDataSet, AnyActivation, AnyInitializer, AnyLoss, AnyOptimizer, AnySchedule, AnyBatching)
each_kind = pytest.mark.parametrize("kind", [kind for family in FAMILIES for kind in kinds_of(family)], ids=kind_name)
SLOW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@st.composite
def experiments(draw: st.DrawFn) -> ExperimentConfig:
    """Any experiment, with a loss that fits its data."""
    parts = {name: draw(values_of(knob)) for name, knob in knobs_of(ExperimentConfig).items() if name != "loss"}
    data = parts["data"]
    if not data.validation_fraction:
        del parts["regularization"]
    loss = draw(any_of(AnyLoss).filter(lambda loss: loss.fits(data.task)))
    return ExperimentConfig(loss=loss, **parts)


@SLOW
@given(config=experiments())
def test_json_there_and_back_is_the_same_config(config: ExperimentConfig) -> None:
    text = config.model_dump_json()
    assert validated(ExperimentConfig, text, json=True) == config
    assert validated(ExperimentConfig, json.loads(text)) == config
    assert validated(ExperimentConfig, config.model_dump()) == config


@SLOW
@given(data=st.data(), config=experiments())
def test_parts_left_out_have_their_defaults(data: st.DataObject, config: ExperimentConfig) -> None:
    raw = config.model_dump()
    left_out = data.draw(st.sets(st.sampled_from(sorted({*raw} - {"data", "loss", "regularization"}))))
    part = validated(ExperimentConfig, {name: value for name, value in raw.items() if name not in left_out})
    default = ExperimentConfig()
    for name in raw:
        assert getattr(part, name) == getattr(default if name in left_out else config, name)


def _below(base: type[Config]) -> Iterator[type[Config]]:
    """All config classes of the program that can be made without saying anything."""
    for model in base.__subclasses__():
        required = any(field.is_required() for field in model.model_fields.values())
        if model.__module__.startswith("ffnn_gui.") and not required and not inspect.isabstract(model):
            yield model
        yield from _below(model)


@pytest.mark.parametrize("model", sorted(set(_below(Config)), key=str), ids=lambda model: model.__name__)
def test_defaults_would_pass_the_checks_they_are_spared(model: type[Config]) -> None:
    assert model.default() == model()
    assert model.default().model_dump() == model().model_dump()
    assert model.default().model_fields_set == model().model_fields_set


def test_nothing_is_the_default() -> None:
    assert ExperimentConfig.model_validate({}) == ExperimentConfig()
    assert validated(ExperimentConfig, "{}", json=True) == ExperimentConfig()


def test_the_default_of_each_part_fills_what_a_part_leaves_out() -> None:
    config = ExperimentConfig.model_validate(
        {"network": {"hidden": [{"units": 3}]}, "optimizer": {"beta1": 0.5}, "regularization": {"l2": 0.1}}
    )
    assert config.network.hidden == (HiddenLayer(units=3),)
    assert (config.optimizer.kind, config.optimizer.beta2) == ("adam", 0.999)
    assert config.regularization.early_stopping == ExperimentConfig().regularization.early_stopping


@each_kind
def test_every_kind_describes_itself(kind: type[Choice]) -> None:
    assert kind.label
    assert kind.help.endswith(".")
    assert kind() == kind()
    with pytest.raises(ValueError, match="frozen"):
        kind().kind = "other"
    for knob in knobs_of(kind).values():
        assert knob.label
        assert knob.help.endswith(".")


@each_kind
@settings(max_examples=10)
@given(data=st.data())
def test_every_kind_survives_json(kind: type[Choice], data: st.DataObject) -> None:
    config = data.draw(configs(kind))
    assert validated(kind, config.model_dump_json(), json=True) == config


@pytest.mark.parametrize(
    ("part", "family"),
    [("optimizer", AnyOptimizer), ("batching", AnyBatching), ("data", AnyDataSet)],
    ids=["optimizer", "batching", "data"],
)
def test_a_name_stands_for_the_kind_with_its_defaults(part: str, family: Any) -> None:
    for kind in kinds_of(family):
        assert getattr(ExperimentConfig.model_validate({part: kind_name(kind)}), part) == kind()


@pytest.mark.parametrize("rate", [0.5, 1, 1e-6, 100])
def test_a_bare_number_is_the_base_rate(rate: float) -> None:
    assert ExperimentConfig.model_validate({"learning_rate": rate}).learning_rate.rate(7) == rate


def in_layer(**field: Any) -> dict[str, Any]:
    return {"network": {"hidden": [{}, field]}}


HUGE = 10**400
REFUSED: list[tuple[dict[str, Any], str, str]] = [
    (in_layer(units=0), "network.hidden.1.units", "Units must be from 1 to 1,024, not 0."),
    (in_layer(units=1025), "network.hidden.1.units", "Units must be from 1 to 1,024, not 1,025."),
    (in_layer(units=2.0), "network.hidden.1.units", "Units: Input should be a valid integer."),
    (in_layer(units="8"), "network.hidden.1.units", "Units: Input should be a valid integer."),
    (in_layer(units=True), "network.hidden.1.units", "Units: Input should be a valid integer."),
    (in_layer(units=None), "network.hidden.1.units", "Units: Input should be a valid integer."),
    (in_layer(units=HUGE), "network.hidden.1.units", "Units must be from 1 to 1,024"),
    (in_layer(units=-HUGE), "network.hidden.1.units", "Units must be from 1 to 1,024"),
    (in_layer(bias=HUGE), "network.hidden.1.bias", "Start bias"),
    (in_layer(dropout=1.0), "network.hidden.1.dropout", "Dropout must be from 0 to 0.95, not 1."),
    (in_layer(dropout=float("nan")), "network.hidden.1.dropout", "Dropout: Input should be a finite number."),
    (in_layer(bias=float("inf")), "network.hidden.1.bias", "Start bias: Input should be a finite number."),
    (in_layer(bias="0"), "network.hidden.1.bias", "Start bias: Input should be a valid number."),
    (in_layer(bias=[1]), "network.hidden.1.bias", "Start bias: Input should be a valid number."),
    (in_layer(batch_norm=1), "network.hidden.1.batch_norm", "Batch normalization: Input should be a valid boolean."),
    (in_layer(size=3), "network.hidden.1.size", "There is no such field here."),
    (in_layer(activation="sinus"), "network.hidden.1.activation", "Activation must be one of sigmoid, tanh"),
    (in_layer(activation={"kind": "relu", "slope": 1.0}), "network.hidden.1.activation.slope", "no such field"),
    (in_layer(activation={"kind": "leaky_relu", "slope": 2.0}), "network.hidden.1.activation.slope", "from 0 to 1"),
    (in_layer(activation=3), "network.hidden.1.activation", "Activation: "),
    (in_layer(activation={"kind": ["relu"]}), "network.hidden.1.activation", "Activation"),
    ({"optimizer": {"beta1": 1.0}}, "optimizer.beta1", "Decay β₁ must be at least 0, less than 1, not 1."),
    ({"optimizer": {"eps": 0.0}}, "optimizer.eps", "Epsilon ε must be from 1e-16 to 1, not 0."),
    ({"learning_rate": 0}, "learning_rate.base", "Learning rate η must be from 1e-06 to 100, not 0."),
    ({"learning_rate": HUGE}, "learning_rate.base", "Learning rate η"),
    ({"learning_rate": float("nan")}, "learning_rate.base", "Learning rate η: Input should be a finite number."),
    ({"learning_rate": True}, "learning_rate.base", "Learning rate η: Input should be a valid number."),
    ({"learning_rate": "fast"}, "learning_rate", "Learning rate: "),
    ({"precision": "float16"}, "precision", "Precision: Input should be 'float32' or 'float64'."),
    ({"seed": -1}, "seed", "Seed must be from 0 to 4,294,967,295, not -1."),
    ({"seed": HUGE}, "seed", "Seed must be from 0 to 4,294,967,295"),
    ({"epochs": 0}, "epochs", "Stop at epoch must be from 1 to 100,000,000, not 0."),
    ({"batching": {"size": 0}}, "batching.size", "Batch size must be from 1 to 65,536, not 0."),
    ({"data": {"kind": "circle", "samples": 3}}, "data.samples", "Samples must be from 10 to 5,000, not 3."),
    ({"data": "letters"}, "data", "Data must be one of circle, xor"),
    ({"network": {"hidden": [{}] * 13}}, "network", "A network has at most 12 hidden layers, not 13."),
    ({"network": {"hidden": "many"}}, "network.hidden", "Hidden layers: "),
    ({"network": {"hidden": [3]}}, "network.hidden.0", "Hidden layers: "),
    ({"colour": "red"}, "colour", "There is no such field here."),
    ({"data": "sine", "loss": "cross_entropy"}, "", "does not fit data with values (regression)."),
    ({"data": "digits", "loss": "binary_cross_entropy"}, "", "“Cross-entropy (logistic)” does not fit data with 10"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "path", "sentence"), REFUSED, ids=[f"{i}-{case[1]}" for i, case in enumerate(REFUSED)])
def test_what_is_wrong_is_refused_with_its_place_and_range(raw: Any, path: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as refused:
        validated(ExperimentConfig, raw)
    (problem,) = refused.value.problems
    assert problem.path == path
    assert sentence in problem.message
    assert problem.message.endswith(".")
    assert str(refused.value) == str(problem)
    assert len(problem.message) < 300


@pytest.mark.parametrize("raw", [None, 3, "config", [], [{}], True, b"\x00"], ids=repr)
def test_what_is_no_config_at_all_is_refused(raw: Any) -> None:
    with pytest.raises(ConfigError):
        validated(ExperimentConfig, raw)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"seed": NaN}', '{"learning_rate": Infinity}', "[" * 100_000])
def test_json_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        validated(ExperimentConfig, text, json=True)


def test_all_that_is_wrong_is_named_at_once() -> None:
    raw = {"seed": -1, "optimizer": {"beta1": 2.0}, **in_layer(units=0)}
    with pytest.raises(ConfigError) as refused:
        validated(ExperimentConfig, raw)
    paths = {problem.path for problem in refused.value.problems}
    assert paths == {"seed", "optimizer.beta1", "network.hidden.1.units"}
    assert str(refused.value).count("\n") == 2


@pytest.mark.parametrize("data", kinds_of(AnyDataSet), ids=kind_name)
def test_the_loss_follows_the_data(data: type[Choice]) -> None:
    config = ExperimentConfig.model_validate({"data": kind_name(data)})
    assert config.loss == default_loss(config.data.task)
    for start in (ExperimentConfig(), ExperimentConfig.model_validate({"data": "digits"})):
        moved = start.with_value("data", kind_name(data))
        assert moved.data == data()
        assert moved.loss == default_loss(moved.data.task)
        assert moved == validated(ExperimentConfig, moved.model_dump())


def test_a_chosen_loss_stays_where_it_fits() -> None:
    config = ExperimentConfig.model_validate({"data": "circle", "loss": "mse"})
    assert config.with_value("data", "digits").loss.kind == "mse"
    chosen = config.with_value("loss", "cross_entropy")
    assert chosen.with_value("data", "digits").loss.kind == "cross_entropy"
    assert chosen.with_value("data", "sine").loss.kind == "mse"
    assert chosen.with_value("data.samples", 50).loss.kind == "cross_entropy"


def test_the_number_of_classes_moves_the_loss_too() -> None:
    config = ExperimentConfig.model_validate({"data": {"kind": "blobs", "classes": 2}})
    assert (config.loss.kind, config.n_outputs) == ("binary_cross_entropy", 1)
    more = config.with_value("data.classes", 5)
    assert (more.loss.kind, more.n_outputs) == ("cross_entropy", 5)
    assert more.with_value("data.classes", 2).loss.kind == "binary_cross_entropy"


def test_a_value_is_set_or_refused_as_a_whole() -> None:
    config = ExperimentConfig()
    assert config.with_value("network.hidden.1.units", 5).network.hidden[1].units == 5
    with pytest.raises(ConfigError, match="Units must be"):
        config.with_value("network.hidden.1.units", 0)
    with pytest.raises(ConfigError, match="does not fit"):
        config.with_value("data", "digits").with_value("loss", "binary_cross_entropy")
    for path in ("network.hidden.2.units", "network.hidden.-1.units", "network.colour", "data.colour", ""):
        with pytest.raises(KeyError):
            config.with_value(path, 1)
    assert config == ExperimentConfig()


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(config=experiments().filter(lambda config: config.data.task.image_shape is None))
def test_any_config_trains_or_says_why_not(config: ExperimentConfig) -> None:
    """Whatever can be set: no error, no warning, and finite weights."""
    small = config.with_value("epochs", 1)
    if "samples" in type(config.data).model_fields:
        small = small.with_value("data.samples", 20)
    for i, layer in enumerate(small.network.hidden):
        small = small.with_value(f"network.hidden.{i}.units", min(layer.units, 10))
    trainer = Trainer(small)
    reports = list(trainer.run())
    assert len(reports) == 1
    assert all(array.dtype == config.precision for array in trainer.network.arrays())
    assert trainer.finished
