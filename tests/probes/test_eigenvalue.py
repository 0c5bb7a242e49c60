"""Lanczos on matrices whose eigenvalues are known."""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.probes.eigenvalue import Eigenpair, largest_eigenvalue

SIZE = 60
EIGENVALUES = [
    np.linspace(-3, 7, SIZE),
    np.linspace(-100, 0.5, SIZE),  # the largest is not the largest in magnitude
    np.linspace(-5, -1, SIZE),  # all negative
    np.where(np.arange(SIZE) < 9, 2.0, 0.01),  # nine times the same
    np.where(np.arange(SIZE) == 4, 1.0, 0.0),  # of rank one
    np.zeros(SIZE),
    1e-6 * np.geomspace(1e-6, 1, SIZE),
    np.maximum(10.0 - 3.0 * np.arange(SIZE), 0.0),  # of rank four: the recurrence ends, and says 0
    np.geomspace(1e-4, 10, SIZE),
]


@partial(jax.jit)
def solve(matrix: jax.Array, start: jax.Array) -> Eigenpair:
    fresh = jax.random.rademacher(jax.random.key(0), (SIZE,), jnp.float32)
    return largest_eigenvalue(lambda v: matrix @ v, start, fresh)


def matrix_of(eigenvalues: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    basis, _ = np.linalg.qr(np.random.default_rng(0).standard_normal((SIZE, SIZE)))
    return (basis * eigenvalues) @ basis.T, basis


@pytest.mark.parametrize("eigenvalues", EIGENVALUES)
def test_the_largest_is_found(eigenvalues: np.ndarray) -> None:
    matrix, _ = matrix_of(eigenvalues)
    pair = solve(jnp.asarray(matrix, jnp.float32), jnp.zeros(SIZE))
    scale = np.abs(eigenvalues).max()
    assert float(pair.value) == pytest.approx(eigenvalues.max(), abs=2e-3 * scale)


@pytest.mark.parametrize("eigenvalues", EIGENVALUES)
def test_an_eigenvalue_lies_within_the_residual(eigenvalues: np.ndarray) -> None:
    """In single precision, too: of the matrix that was multiplied by, in double, but for the value's own rounding."""
    matrix = jnp.asarray(matrix_of(eigenvalues)[0], jnp.float32)
    pair = solve(matrix, jnp.zeros(SIZE))
    exact, value, residual = np.asarray(matrix, np.float64), float(pair.value), float(pair.residual)
    exact = (exact + exact.T) / 2
    vector = np.asarray(pair.vector, np.float64)
    rounding = 2 * float(np.spacing(np.float32(abs(value))))
    assert np.abs(np.linalg.eigvalsh(exact) - value).min() <= residual + rounding
    true = np.linalg.norm(exact @ vector - value * vector) / np.linalg.norm(vector)
    assert residual == pytest.approx(true, rel=0.3)


def test_an_eigenvalue_that_has_overtaken_is_found_from_the_old_vector() -> None:
    eigenvalues = np.linspace(0.0, 1.0, SIZE)
    eigenvalues[3] = 1.3
    matrix, basis = matrix_of(eigenvalues)
    pair = solve(jnp.asarray(matrix, jnp.float32), jnp.asarray(basis[:, -1], jnp.float32))
    assert float(pair.value) == pytest.approx(1.3, rel=1e-3)


def test_what_is_not_finite_ends() -> None:
    pair = solve(jnp.full((SIZE, SIZE), jnp.nan), jnp.zeros(SIZE))
    assert np.isnan(float(pair.value))
