from typing import Any

import jax
import numpy as np
import pytest

from dynascope.catalog.losses import LOSSES as FAMILY
from dynascope.training.losses import LOSSES, accuracy, mean_loss
from dynascope.training.precision import precision
from tests.training.reference import pytorch

random = np.random.default_rng(0)
OUTPUTS = random.normal(size=(7, 4))
CLASSES = random.integers(0, 4, 7).astype(np.int32)
TARGETS = random.normal(size=(7, 4))


def expected(name: str, outputs: np.ndarray, targets: np.ndarray, **parameters: float) -> float:
    if name == "cross_entropy":
        probabilities = np.exp(outputs) / np.exp(outputs).sum(axis=1, keepdims=True)
        return float(-np.log(probabilities[np.arange(7), targets]).mean())
    error = outputs - (np.eye(4)[targets] if targets.ndim == 1 else targets)
    if name == "huber":
        delta, size = parameters["delta"], np.abs(error)
        return float(np.where(size <= delta, error**2 / 2, delta * (size - delta / 2)).sum(axis=1).mean())
    return float((0.5 * (error**2).sum(axis=1)).mean())


CASES: list[tuple[str, np.ndarray, dict[str, float]]] = [
    ("cross_entropy", CLASSES, {}),
    ("squared_error", CLASSES, {}),
    ("squared_error", TARGETS, {}),
    ("huber", CLASSES, {"delta": 0.7}),
    ("huber", TARGETS, {"delta": 1.0}),
]


def traced(
    name: str, targets: np.ndarray, parameters: dict[str, float], outputs: np.ndarray
) -> tuple[float, np.ndarray]:
    """Loss and gradient in float64, with traced parameters."""
    with precision("float64"):
        figures: Any = {key: np.float64(value) for key, value in parameters.items()}
        function = jax.jit(jax.value_and_grad(lambda z, p: mean_loss(name, z, targets, p)))
        value, gradient = function(outputs, figures)
        return float(value), np.asarray(gradient)


def test_every_member_of_the_catalog_is_there_with_its_parameters() -> None:
    assert set(LOSSES) == set(FAMILY.names) == {name for name, _, _ in CASES}
    for name, _, parameters in CASES:
        assert FAMILY.entry(name).model().parameters.keys() == parameters.keys()


@pytest.mark.parametrize(("name", "targets", "parameters"), CASES)
def test_losses_and_their_gradients(name: str, targets: np.ndarray, parameters: dict[str, float]) -> None:
    value, gradient = traced(name, targets, parameters, OUTPUTS)
    assert value == pytest.approx(expected(name, OUTPUTS, targets, **parameters), rel=1e-12)
    for index in np.ndindex(OUTPUTS.shape):
        step = np.zeros_like(OUTPUTS)
        step[index] = 1e-6
        above, below = (expected(name, OUTPUTS + sign * step, targets, **parameters) for sign in (1, -1))
        assert gradient[index] == pytest.approx((above - below) / 2e-6, abs=1e-8)


@pytest.mark.parametrize("case", pytorch("losses", "cases"), ids=lambda case: f"{case['name']}-{case['against']}")
def test_losses_are_those_of_pytorch(case: Any) -> None:
    reference = pytorch("losses")
    against = np.array(reference[case["against"]], np.int32 if case["against"] == "classes" else np.float64)
    value, gradient = traced(case["name"], against, case["parameters"], np.array(reference["outputs"]))
    assert value == pytest.approx(case["loss"], rel=1e-12)
    np.testing.assert_allclose(gradient, case["gradient"], rtol=1e-9, atol=1e-15)


def test_cross_entropy_survives_large_outputs() -> None:
    outputs = np.array([[1000.0, 0.0], [0.0, -1000.0]], np.float32)
    assert float(mean_loss("cross_entropy", outputs, np.array([1, 0]), {})) == 500.0


def test_accuracy_counts_the_largest_output() -> None:
    outputs = np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4]], np.float32)
    assert float(accuracy(outputs, np.array([1, 0, 0, 0]))) == 0.75
