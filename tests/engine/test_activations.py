"""Activations on their formulas, their derivatives by differences, and what all promise for any input."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ffnn_gui.engine.activations import Activation, AnyActivation
from ffnn_gui.engine.activations.leaky_relu import LeakyReLU
from ffnn_gui.engine.activations.linear import Linear
from ffnn_gui.engine.activations.relu import ReLU
from ffnn_gui.engine.activations.sigmoid import Sigmoid
from ffnn_gui.engine.activations.tanh import Tanh
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import configs, in_order, kind_name

KINDS = kinds_of(AnyActivation)
each_kind = pytest.mark.parametrize("kind", KINDS, ids=kind_name)
Z = np.concatenate([np.linspace(-5.9, -0.01, 50), np.linspace(0.01, 5.9, 50)])

FORMULAS = [
    (Sigmoid(), lambda z: 1 / (1 + np.exp(-z))),
    (Tanh(), np.tanh),
    (ReLU(), lambda z: np.where(z > 0, z, 0)),
    (LeakyReLU(), lambda z: np.where(z > 0, z, 0.01 * z)),
    (LeakyReLU(slope=0.3), lambda z: np.where(z > 0, z, 0.3 * z)),
    (LeakyReLU(slope=0.0), lambda z: np.where(z > 0, z, 0)),
    (LeakyReLU(slope=1.0), lambda z: z),
    (Linear(), lambda z: z),
]
each_formula = pytest.mark.parametrize(("activation", "formula"), FORMULAS, ids=[str(kind) for kind, _ in FORMULAS])
AT_ZERO = {"sigmoid": (0.5, 0.25), "tanh": (0, 1), "relu": (0, 0), "leaky_relu": (0, 0.01), "linear": (0, 1)}


def test_the_activations_of_the_course_are_there_in_order() -> None:
    assert in_order(AnyActivation, *AT_ZERO)
    assert {activation.kind for activation, _ in FORMULAS} == set(AT_ZERO)


@each_formula
def test_the_formula_holds(activation: Activation, formula: object) -> None:
    np.testing.assert_allclose(activation.value(Z), formula(Z), rtol=1e-14)


@pytest.mark.parametrize("name", AT_ZERO)
def test_at_zero_the_left_side_counts(name: str) -> None:
    activation = next(kind for kind in KINDS if kind_name(kind) == name)()
    zero = np.zeros(1)
    assert (activation.value(zero)[0], activation.derivative(zero)[0]) == AT_ZERO[name]


@each_kind
@settings(max_examples=20)
@given(data=st.data())
def test_the_derivative_is_the_slope(kind: type[Activation], data: st.DataObject) -> None:
    activation, h = data.draw(configs(kind)), 1e-6
    slope = (activation.value(Z + h) - activation.value(Z - h)) / (2 * h)
    np.testing.assert_allclose(activation.derivative(Z), slope, rtol=1e-6, atol=1e-9)


@each_kind
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_gradient_is_multiplied_by_the_derivative(kind: type[Activation], dtype: str) -> None:
    z = Z.astype(dtype).reshape(4, 25)
    above = np.random.default_rng(2).normal(size=z.shape).astype(dtype)
    gradient, activation = above.copy(), kind()
    activation.chain(z, activation.value(z), gradient, np.empty_like(z))
    assert gradient.dtype == dtype
    np.testing.assert_allclose(gradient, above * activation.derivative(z), rtol=1e-5, atol=1e-6)


@each_kind
def test_neither_z_nor_the_activations_are_changed(kind: type[Activation]) -> None:
    z, activation = Z.copy(), kind()
    a = activation.value(z)
    before = a.copy()
    activation.chain(z, a, np.ones_like(z), np.empty_like(z))
    np.testing.assert_array_equal(z, Z)
    np.testing.assert_array_equal(a, before)


@each_kind
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("size", [1e4, -1e4])
def test_far_out_values_and_slopes_stay_finite(kind: type[Activation], dtype: str, size: float) -> None:
    z = np.array([size], dtype)
    with quiet():
        assert np.isfinite(kind().value(z)).all()
        assert np.isfinite(kind().derivative(z)).all()


@each_formula
def test_those_of_the_course_never_fall(activation: Activation, formula: object) -> None:
    assert np.all(np.diff(activation.value(np.sort(Z))) >= 0)


@each_kind
def test_not_a_number_is_let_through_to_be_found(kind: type[Activation]) -> None:
    with quiet():
        assert np.isnan(kind().value(np.array([np.nan]))).all()
