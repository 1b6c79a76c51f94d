"""The lines that say what the settings amount to agree with the data and the network that come of them."""

from pathlib import Path

import numpy as np
import pytest

from ffnn_gui.data import DataSet, prepare
from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.data.sets import AnyDataSet
from ffnn_gui.engine import ExperimentConfig, Network
from ffnn_gui.engine.config import HiddenLayer, NetworkConfig
from ffnn_gui.schema import kinds_of
from ffnn_gui.ui.panels.summaries import counted, data_summary, parameters, widths

NETWORKS = (
    (),
    (HiddenLayer(units=8), HiddenLayer(units=3)),
    (HiddenLayer(units=5, batch_norm=True), HiddenLayer(units=1), HiddenLayer(units=7, batch_norm=True)),
)


@pytest.mark.parametrize("kind", kinds_of(AnyDataSet), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(("validation", "test"), [(0.0, 0.0), (0.2, 0.0), (0.25, 0.1)])
def test_the_parts_are_as_large_as_it_says(kind: type[DataSet], validation: float, test: float) -> None:
    data = kind(validation_fraction=validation, test_fraction=test)
    ready = prepare(data)
    summary = data_summary(data)
    for part, name in ((ready.train, "training"), (ready.validation, "validation"), (ready.test, "test")):
        assert (f" {len(part):,} {name}" in summary) == (len(part) > 0)
    assert f"\n{counted(ready.n_inputs, 'input')} → " in summary


def test_the_lines_read_well() -> None:
    config = ExperimentConfig.model_validate({"data": {"kind": "spirals", "samples": 1200, "arms": 3}})
    assert data_summary(config.data) == "1,200 points: 960 training, 240 validation\n2 inputs → 3 classes"
    sine = ExperimentConfig.model_validate({"data": {"kind": "sine", "samples": 50, "validation_fraction": 0.0}})
    assert data_summary(sine.data) == "50 points: 50 training\n1 input → 1 value"
    assert data_summary(ExperimentConfig.model_validate({"data": "digits"}).data).startswith("1,797 images: ")


@pytest.mark.parametrize("hidden", NETWORKS, ids=len)
@pytest.mark.parametrize("data", ["spirals", "sine", "digits"])
def test_parameters_are_counted_as_the_network_has_them(hidden: tuple[HiddenLayer, ...], data: str) -> None:
    config = ExperimentConfig.model_validate({"data": data, "network": NetworkConfig(hidden=hidden)})
    n_inputs, *units, n_outputs = widths(config)
    network = Network(config.network, n_inputs, n_outputs, np.random.default_rng(0))
    assert parameters(config) == network.theta.size
    assert units == [layer.units for layer in hidden]
    assert n_inputs == prepare(config.data).n_inputs


def test_data_from_a_file_name_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b,kind\n" + "".join(f"{i}.5,{i},{'xy'[i % 2]}\n" for i in range(40)))
    data = shelved(Table().read(tmp_path / "a.csv"), Table(), tmp_path / "a.csv")
    lines = "“a.csv”, predicts “kind”\n40 examples: 32 training, 8 validation\n2 inputs → 2 classes"
    assert data_summary(data) == lines
