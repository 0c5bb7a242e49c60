"""What normalisation does: how far the batch's statistics are from the moving averages, and what γ and β are."""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array
from jaxtyping import Float

Stack = Float[Array, "count units"]
Row = Float[Array, " count"]


def mean_shift(batch_mean: Stack, moving_mean: Stack, moving_variance: Stack, epsilon: Row) -> Row:
    """|μ − μ̂| / √(v̂ + ε), averaged over units: how far evaluation's means are off, in standard deviations."""
    return jnp.mean(jnp.abs(batch_mean - moving_mean) / jnp.sqrt(moving_variance + epsilon[:, None]), axis=1)


def variance_ratio(batch_variance: Stack, moving_variance: Stack, epsilon: Row) -> Row:
    """(σ² + ε) / (v̂ + ε), its geometric mean over units: 1 where evaluation scales as training does."""
    own = epsilon[:, None]
    return jnp.exp(jnp.mean(jnp.log(batch_variance + own) - jnp.log(moving_variance + own), axis=1))


def over_units(values: Stack) -> tuple[Row, Row]:
    """Mean and standard deviation over a layer's units."""
    return jnp.mean(values, axis=1), jnp.std(values, axis=1)
