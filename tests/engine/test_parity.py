"""Every gradient, every step and every statistic agrees with PyTorch (float64) to 1e-10.

The cases under reference/ hold start parameters, batches, the first gradient, each step's losses, the end parameters
and the evaluation outputs; their `meta` names the settings.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, Network

CASES = sorted((Path(__file__).parent / "reference").glob("*.npz"))
ABS = 1e-10
# A bias in front of batch norm has no gradient (the mean takes it out), and ours stays where it is. PyTorch's is moved
# by rounding noise of 1e-17, which Adam divides by its own root mean square: by 4.3e-10 in these twelve steps, and the
# running means and evaluation outputs with it. So much, and no more, may the two sides differ there.
NOISE = 4.4e-10


class Case:
    """One reference case, and the network and config that replay it."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as stored:
            self.arrays = {name: stored[name] for name in stored.files}
        self.meta: dict[str, Any] = json.loads(str(self.arrays["meta"]))
        self.config = ExperimentConfig.model_validate(self._raw())
        sizes = self.meta["sizes"]
        self.network = Network(self.config.network, sizes[0], sizes[-1], np.random.default_rng(0), "float64")
        self._start()

    def _raw(self) -> dict[str, Any]:
        meta = self.meta
        hidden = [
            {"units": units, "activation": kind, "batch_norm": meta["batch_norm"]}
            for units, kind in zip(meta["sizes"][1:-1], meta["activations"], strict=True)
        ]
        data = {"binary_cross_entropy": "circle", "cross_entropy": "digits", "mse": "plane"}[meta["loss"]]
        return {
            "data": {"kind": data},
            "network": {"hidden": hidden},
            "loss": {"kind": meta["loss"]},
            "optimizer": {"kind": meta["optimizer"], **meta["hyper"]},
            "learning_rate": {"base": meta["learning_rate"]},
            "regularization": {"l2": meta["l2"]},
            "precision": "float64",
        }

    def _start(self) -> None:
        for name, array in self.parameters("start_"):
            array[...] = self.arrays[name]

    def parameters(self, prefix: str) -> list[tuple[str, np.ndarray]]:
        """Our arrays beside the names of the reference's."""
        pairs = []
        for i, layer in enumerate(self.network.layers):
            pairs += [(f"{prefix}W{i}", layer.W), (f"{prefix}b{i}", layer.b)]
            if layer.norm:
                names = ("gamma", "beta", "running_mean", "running_var")
                pairs += [(f"{prefix}{name}{i}", getattr(layer.norm, name)) for name in names]
        return pairs

    def tolerance(self, name: str) -> float:
        """PyTorch's own noise for biases in front of a batch norm under Adam, and for what follows them; else ABS."""
        normed = [i for i, layer in enumerate(self.network.layers) if layer.norm]
        noisy = {f"end_{field}{i}" for i in normed for field in ("b", "running_mean")} | {"eval_logits"}
        return NOISE if normed and self.meta["optimizer"] == "adam" and name in noisy else ABS

    def gradients(self) -> list[tuple[str, np.ndarray]]:
        pairs = []
        for i, layer in enumerate(self.network.layers):
            pairs += [(f"grad0_W{i}", layer.grad_W), (f"grad0_b{i}", layer.grad_b)]
            if layer.norm:
                pairs += [(f"grad0_gamma{i}", layer.norm.grad_gamma), (f"grad0_beta{i}", layer.norm.grad_beta)]
        return pairs


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> Case:
    return Case(request.param)


def test_all_cases_are_here() -> None:
    assert len(CASES) == 22


def test_the_whole_trajectory_agrees(case: Case) -> None:
    network, config, arrays = case.network, case.config, case.arrays
    state = config.optimizer.init_state(network.theta)
    losses = []
    for step, (X, y) in enumerate(zip(arrays["X"], arrays["y"], strict=True)):
        losses.append(network.loss_and_gradient(X, y, config.loss, l2=config.regularization.l2))
        if step == 0:
            for name, array in case.gradients():
                np.testing.assert_allclose(array, arrays[name], rtol=0, atol=ABS, err_msg=name)
        config.optimizer.update(network.theta, network.grad, state, config.learning_rate.base)
    np.testing.assert_allclose(losses, arrays["losses"], rtol=0, atol=ABS)
    for name, array in case.parameters("end_"):
        np.testing.assert_allclose(array, arrays[name], rtol=0, atol=case.tolerance(name), err_msg=name)
    outputs = network.predict(arrays["X"][0])
    np.testing.assert_allclose(outputs, arrays["eval_logits"], rtol=0, atol=case.tolerance("eval_logits"))
