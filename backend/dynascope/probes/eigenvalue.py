"""The largest eigenvalue of a symmetric matrix that is known by its products with vectors.

Lanczos with full reorthogonalisation, restarted from the best vector so far until its residual is small. The residual
bounds the error: an eigenvalue lies within ‖H v − λ v‖ of λ (Parlett, 1998, The symmetric eigenvalue problem, 4.5.1).
What Lanczos's recurrence says of it, |β_m s_m|, is enough to stop by, but knows nothing of rounding: where the true
residual is that of single precision, it may be 0. So the one that is told is taken from one more product.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float

Vector = Float[Array, " size"]
Product = Callable[[Vector], Vector]

DIMENSIONS = 16
"""Products between restarts."""

MOST_RUNS = 4
"""Of Lanczos, from a random start; half as many from a vector that has been found before."""

TOLERANCE = 5e-3
"""Of the residual, relative to the eigenvalue. The eigenvalue's own error is far smaller, about its square."""

DISTURBANCE = 0.1
"""How much of the fresh direction is in a start, so that an eigenvector that has overtaken the old one is found."""


class Eigenpair(NamedTuple):
    """`value`, the unit `vector`, and `residual` = ‖H v − λ v‖."""

    value: Float[Array, ""]
    vector: Vector
    residual: Float[Array, ""]


def largest_eigenvalue(product: Product, start: Vector, fresh: Vector) -> Eigenpair:
    """The algebraically largest eigenvalue, from a first guess `start` of its vector (0 where there is none) and a
    random direction `fresh`.

    >>> pair = largest_eigenvalue(lambda v: v * jnp.arange(3.0), jnp.zeros(3), jnp.ones(3))
    >>> round(float(pair.value), 5)
    2.0
    """
    most = jnp.where(jnp.any(start != 0.0), MOST_RUNS // 2, MOST_RUNS)
    infinite = jnp.full((), jnp.inf, start.dtype)
    first = Eigenpair(infinite, start + DISTURBANCE * _unit(fresh), infinite)

    def unsettled(carry: tuple[Eigenpair, Array]) -> Array:
        pair, runs = carry
        return (runs < most) & ((runs == 0) | (pair.residual > TOLERANCE * jnp.abs(pair.value)))

    def restart(carry: tuple[Eigenpair, Array]) -> tuple[Eigenpair, Array]:
        pair, runs = carry
        return _lanczos(product, pair.vector, min(DIMENSIONS, start.size)), runs + 1

    pair, _ = jax.lax.while_loop(unsettled, restart, (first, jnp.zeros((), jnp.int32)))
    return pair._replace(residual=jnp.linalg.norm(product(pair.vector) - pair.value * pair.vector))


def _lanczos(product: Product, start: Vector, steps: int) -> Eigenpair:
    """One run of so many products; its `residual` is the recurrence's estimate."""
    basis = jnp.zeros((steps, start.size), start.dtype).at[0].set(_unit(start))
    zeros = jnp.zeros(steps, start.dtype)

    def step(index: Array, carry: tuple[Array, Array, Array]) -> tuple[Array, Array, Array]:
        basis, diagonal, beside = carry
        image = product(basis[index])
        diagonal = diagonal.at[index].set(basis[index] @ image)
        for _ in range(2):  # once leaves rounding errors that bring found directions back
            image = image - (basis @ image) @ basis
        norm = jnp.linalg.norm(image)
        # The basis is complete where nothing but rounding is left; a zero vector then stands for no more directions.
        left = norm > 10 * jnp.finfo(image.dtype).eps * jnp.max(jnp.abs(diagonal))
        following = jnp.where(left, image / jnp.where(left, norm, 1.0), jnp.zeros_like(image))
        basis = basis.at[index + 1].set(following, mode="drop")
        return basis, diagonal, beside.at[index].set(jnp.where(left, norm, 0.0))

    basis, diagonal, beside = jax.lax.fori_loop(0, steps, step, (basis, zeros, zeros))
    # Rows without a direction get a value below all others (Gershgorin).
    lowest = -1.0 - jnp.sum(jnp.abs(diagonal)) - 2.0 * jnp.sum(jnp.abs(beside))
    diagonal = jnp.where(jnp.any(basis != 0.0, axis=1), diagonal, lowest)
    matrix = jnp.diag(diagonal) + jnp.diag(beside[:-1], 1) + jnp.diag(beside[:-1], -1)
    values, vectors = jnp.linalg.eigh(matrix)
    residual = jnp.abs(beside[-1] * vectors[-1, -1]) + 0.0 * values[-1]  # of what is no number, no number
    return Eigenpair(values[-1], _unit(vectors[:, -1] @ basis), residual)


def _unit(vector: Vector) -> Vector:
    norm = jnp.linalg.norm(vector)
    return jnp.where(norm > 0.0, vector / jnp.where(norm > 0.0, norm, 1.0), vector)
