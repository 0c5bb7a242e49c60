import jax
import numpy as np
import pytest

from dynascope.catalog.losses import LOSSES as FAMILY
from dynascope.training.losses import LOSSES, accuracy, mean_loss
from dynascope.training.precision import precision

random = np.random.default_rng(0)
OUTPUTS = random.normal(size=(7, 4))
CLASSES = random.integers(0, 4, 7).astype(np.int32)
TARGETS = random.normal(size=(7, 4))


def expected(name: str, outputs: np.ndarray, targets: np.ndarray) -> float:
    if name == "cross_entropy":
        probabilities = np.exp(outputs) / np.exp(outputs).sum(axis=1, keepdims=True)
        return float(-np.log(probabilities[np.arange(7), targets]).mean())
    wanted = np.eye(4)[targets] if targets.ndim == 1 else targets
    return float((0.5 * ((outputs - wanted) ** 2).sum(axis=1)).mean())


CASES = [("cross_entropy", CLASSES), ("squared_error", CLASSES), ("squared_error", TARGETS)]


def test_every_member_of_the_catalog_is_there() -> None:
    assert set(LOSSES) == set(FAMILY.names)


@pytest.mark.parametrize(("name", "targets"), CASES)
def test_losses_and_their_gradients(name: str, targets: np.ndarray) -> None:
    with precision("float64"):
        value, gradient = jax.jit(jax.value_and_grad(lambda z: mean_loss(name, z, targets)))(OUTPUTS)
        gradient = np.asarray(gradient)
    assert float(value) == pytest.approx(expected(name, OUTPUTS, targets), rel=1e-12)
    for index in np.ndindex(OUTPUTS.shape):
        step = np.zeros_like(OUTPUTS)
        step[index] = 1e-6
        slope = (expected(name, OUTPUTS + step, targets) - expected(name, OUTPUTS - step, targets)) / 2e-6
        assert gradient[index] == pytest.approx(slope, abs=1e-8)


def test_cross_entropy_survives_large_outputs() -> None:
    outputs = np.array([[1000.0, 0.0], [0.0, -1000.0]], np.float32)
    assert float(mean_loss("cross_entropy", outputs, np.array([1, 0]))) == 500.0


def test_accuracy_counts_the_largest_output() -> None:
    outputs = np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4]], np.float32)
    assert float(accuracy(outputs, np.array([1, 0, 0, 0]))) == 0.75
