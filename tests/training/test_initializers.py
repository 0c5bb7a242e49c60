from typing import Any

import numpy as np
import pytest

from dynascope.catalog.initializers import INITIALIZERS as FAMILY
from dynascope.training.initializers import INITIALIZERS, initial_bias, initial_kernel

SIZE = (300, 200)
N, M = SIZE
NORMAL = {
    "xavier_normal": np.sqrt(2 / (N + M)),
    "he_normal": np.sqrt(2 / N),
    "lecun_normal": np.sqrt(1 / N),
    "normal": 0.05,
    "mean_field": np.sqrt(1 / N),
}
UNIFORM = {
    "xavier_uniform": np.sqrt(6 / (N + M)),
    "he_uniform": np.sqrt(6 / N),
    "lecun_uniform": np.sqrt(3 / N),
    "uniform_fan_in": 1 / np.sqrt(N),
}


def kernel(name: str, seed: int = 0, layer: str = "hidden_1", **parameters: Any) -> np.ndarray:
    return initial_kernel(FAMILY.entry(name).model(**parameters), seed, layer, SIZE)


def test_every_member_of_the_catalog_is_there() -> None:
    assert set(INITIALIZERS) == set(FAMILY.names)


@pytest.mark.parametrize("name", FAMILY.names)
def test_a_kernel_depends_on_seed_and_layer(name: str) -> None:
    first = kernel(name)
    assert first.shape == SIZE
    np.testing.assert_array_equal(first, kernel(name))
    if name not in ("zeros", "constant"):
        assert not np.allclose(first, kernel(name, seed=1))
        assert not np.allclose(first, kernel(name, layer="hidden_2"))


@pytest.mark.parametrize(("name", "deviation"), NORMAL.items())
def test_normal_kernels_have_their_standard_deviation(name: str, deviation: float) -> None:
    drawn = kernel(name)
    assert drawn.std() == pytest.approx(deviation, rel=0.01)
    assert abs(drawn.mean()) < 0.01 * deviation
    assert (np.abs(drawn) > 3 * deviation).mean() == pytest.approx(0.0027, abs=0.0008)


@pytest.mark.parametrize(("name", "limit"), UNIFORM.items())
def test_uniform_kernels_fill_their_range_evenly(name: str, limit: float) -> None:
    drawn = kernel(name)
    assert np.abs(drawn).max() < limit
    counts, _ = np.histogram(drawn, bins=20, range=(-limit, limit))
    np.testing.assert_allclose(counts, drawn.size / 20, rtol=0.08)


@pytest.mark.parametrize("group", [NORMAL, UNIFORM])
def test_kernels_of_one_distribution_are_proportional(group: dict[str, float]) -> None:
    (first, size), *others = group.items()
    reference = kernel(first) / size
    for name, other in others:
        np.testing.assert_allclose(kernel(name) / other, reference, rtol=1e-12)


def test_uniform_draws_are_the_distribution_function_of_the_normal_ones() -> None:
    normal, uniform = kernel("lecun_normal") * np.sqrt(N), kernel("uniform_fan_in") * np.sqrt(N)
    order = np.argsort(normal, axis=None)
    assert np.all(np.diff(uniform.reshape(-1)[order]) > 0)
    assert ((uniform + 1) / 2)[np.abs(normal - 1.0) < 0.01].mean() == pytest.approx(0.8413, abs=0.003)


@pytest.mark.parametrize("shape", [(40, 30), (30, 40)])
def test_orthogonal_kernels_are_orthogonal(shape: tuple[int, int]) -> None:
    drawn = initial_kernel(FAMILY.entry("orthogonal").model(gain=1.5), 0, "hidden_1", shape)  # type: ignore[call-arg]
    short = drawn.T @ drawn if shape[0] > shape[1] else drawn @ drawn.T
    np.testing.assert_allclose(short, 1.5**2 * np.eye(30), atol=1e-12)


def test_counter_examples_are_what_they_say() -> None:
    assert not kernel("zeros").any()
    assert np.all(kernel("constant", value=-0.25) == -0.25)


def test_biases_are_zero_except_in_mean_field() -> None:
    for name in FAMILY.names:
        drawn = initial_bias(FAMILY.entry(name).model(), 0, "hidden_1", 1000)
        assert not drawn.any(), name
    drawn = initial_bias(FAMILY.entry("mean_field").model(sigma_b=0.3), 0, "hidden_1", 20_000)  # type: ignore[call-arg]
    assert drawn.std() == pytest.approx(0.3, rel=0.02)
