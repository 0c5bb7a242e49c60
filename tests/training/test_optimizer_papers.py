"""Rules that vectors.json has no value for: against PyTorch's iterates, and against NumPy written from the papers."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.training.optimizers import gradient_point, transformation
from dynascope.training.precision import precision
from tests.training.reference import pytorch
from tests.training.test_optimizers import gradient_of, iterates, member_of

Matrices = list[np.ndarray]
STEPS = 40
random = np.random.default_rng(0)


@pytest.mark.parametrize("problem", ["A", "B"])
@pytest.mark.parametrize("name", ["radam", "adamw", "adamax", "adadelta"])
def test_iterates_are_those_of_pytorch(name: str, problem: str) -> None:
    reference = pytorch("optimizers", name)
    given = reference["parameters"]
    with precision("float64"):
        ours = iterates(name, "optax", given, [given["learning_rate"]] * STEPS, problem, "float64")
    np.testing.assert_allclose(ours, reference["iterates"][problem], rtol=1e-6, atol=1e-9)


def plain_amsgrad(gradient: Callable[[np.ndarray], np.ndarray], rate: float) -> np.ndarray:
    """Reddi, Kale and Kumar (2018), algorithm 2, with the maximum taken after the bias correction."""
    x, m, v, largest, rows = np.ones(2), np.zeros(2), np.zeros(2), np.zeros(2), list[np.ndarray]()
    for t in range(1, STEPS + 1):
        g = gradient(x)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        largest = np.maximum(largest, v / (1 - 0.999**t))
        x = x - rate * m / (1 - 0.9**t) / (np.sqrt(largest) + 1e-8)
        rows.append(x)
    return np.array(rows)


@pytest.mark.parametrize("problem", ["A", "B"])
def test_amsgrad_is_the_papers_with_corrected_moments(problem: str) -> None:
    with precision("float64"):
        gradient = gradient_of(problem)
        expected = plain_amsgrad(lambda x: np.asarray(gradient(x)), 0.1)
        ours = iterates("amsgrad", "optax", {}, [0.1] * STEPS, problem, "float64")
        adam = iterates("adam", "optax", {}, [0.1] * STEPS, problem, "float64")
    np.testing.assert_allclose(ours, expected, rtol=1e-9, atol=1e-12)
    assert not np.allclose(ours, adam), "the maximum matters"


def orthogonalised(g: np.ndarray) -> np.ndarray:
    """Five Newton-Schulz steps, Jordan (2024)."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = g.T if g.shape[0] > g.shape[1] else g
    x = x / (np.linalg.norm(x) + 1e-8)
    for _ in range(5):
        s = x @ x.T
        x = a * x + (b * s + c * s @ s) @ x
    return x.T if g.shape[0] > g.shape[1] else x


def plain_muon(kernels: Matrices, biases: Matrices, gradients: list[tuple[Matrices, Matrices]], rate: float) -> Any:
    """Muon with β = 0.95 for kernels, Nadam with 0.9 and 0.999 for biases."""
    momentum = [np.zeros_like(kernel) for kernel in kernels]
    m, v = [np.zeros_like(bias) for bias in biases], [np.zeros_like(bias) for bias in biases]
    for t, (of_kernels, of_biases) in enumerate(gradients, start=1):
        for index, g in enumerate(of_kernels):
            momentum[index] = 0.95 * momentum[index] + 0.05 * g
            ahead = 0.95 * momentum[index] / (1 - 0.95 ** (t + 1)) + 0.05 * g / (1 - 0.95**t)
            inputs, outputs = g.shape
            kernels[index] = kernels[index] - rate * np.sqrt(max(1, outputs / inputs)) * orthogonalised(ahead)
        for index, g in enumerate(of_biases):
            m[index], v[index] = 0.9 * m[index] + 0.1 * g, 0.999 * v[index] + 0.001 * g**2
            ahead = 0.9 * m[index] / (1 - 0.9 ** (t + 1)) + 0.1 * g / (1 - 0.9**t)
            biases[index] = biases[index] - rate * ahead / (np.sqrt(v[index] / (1 - 0.999**t)) + 1e-8)
    return kernels, biases


def test_muon_is_jordans_for_kernels_and_nadam_for_the_rest() -> None:
    """Two stacks, as in the engine: one layer of 5 × 3, and two of 4 × 4."""
    shapes = [((1, 5, 3), (1, 3)), ((2, 4, 4), (2, 4))]

    def draw() -> Any:
        return tuple(
            {"kernel": random.normal(size=kernel), "bias": random.normal(size=bias)} for kernel, bias in shapes
        )

    start, gradients = draw(), [draw() for _ in range(6)]
    figures: Any = member_of("muon", "optax", {}).parameters
    del figures["learning_rate"]

    def train(parameters: Any, gradients: Any, figures: Any) -> Any:
        rule = transformation("muon", "optax", jnp.asarray(0.02), figures)
        state = rule.init(parameters)
        for gradient in gradients:
            update, state = rule.update(gradient, state, parameters)
            parameters = jax.tree.map(jnp.add, parameters, update)
        return parameters

    with precision("float64"):
        ours = jax.tree.map(np.asarray, jax.jit(train)(start, gradients, figures))

    def layers(groups: Any, name: str) -> Matrices:
        return [layer for group in groups for layer in group[name]]

    steps = [(layers(gradient, "kernel"), layers(gradient, "bias")) for gradient in gradients]
    kernels, biases = plain_muon(layers(start, "kernel"), layers(start, "bias"), steps, 0.02)
    for one, expected in zip(layers(ours, "kernel") + layers(ours, "bias"), kernels + biases, strict=True):
        np.testing.assert_allclose(one, expected, rtol=1e-6, atol=1e-9)


def test_an_orthogonalised_update_has_singular_values_near_one() -> None:
    values = np.linalg.svd(orthogonalised(random.normal(size=(20, 30))), compute_uv=False)
    assert 0.6 < values.min() < values.max() < 1.3


def test_weight_decay_takes_kernels_alone() -> None:
    parameters = ({"kernel": np.full((1, 2, 2), 3.0), "bias": np.full((1, 2), 3.0), "slope": np.full(1, 3.0)},)
    nothing = jax.tree.map(np.zeros_like, parameters)
    for name in ("adamw", "lion", "muon"):
        figures: Any = {**member_of(name, "optax", {"weight_decay": 0.5}).parameters}
        del figures["learning_rate"]
        with precision("float64"):
            rule = transformation(name, "optax", jnp.asarray(0.1), figures)
            update, _ = rule.update(nothing, rule.init(parameters), parameters)
        np.testing.assert_allclose(update[0]["kernel"], -0.1 * 0.5 * 3.0, rtol=1e-12, err_msg=name)
        assert not np.asarray(update[0]["bias"]).any(), name
        assert not np.asarray(update[0]["slope"]).any(), name


def test_the_schedule_free_gradient_is_taken_between_the_average_and_the_descent() -> None:
    with precision("float64"):
        rule = transformation("schedule_free_sgd", "optax", jnp.asarray(0.1), {"beta": 0.8})
        x = jnp.asarray([1.0, 2.0])
        state = rule.init(x)
        z = x
        for t in range(1, 6):
            y = gradient_point("schedule_free_sgd", "optax", x, state, {"beta": 0.8})
            np.testing.assert_allclose(y, 0.2 * z + 0.8 * x, rtol=1e-12)
            update, state = rule.update(2 * y, state, x)
            z = z - 0.1 * 2 * y
            expected = (1 - 1 / t) * x + z / t
            x = x + update
            np.testing.assert_allclose(x, expected, rtol=1e-12)
