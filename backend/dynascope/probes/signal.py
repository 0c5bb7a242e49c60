"""What is left of the input at a layer, measured on the probe set."""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array
from jaxtyping import Float


def signal_std(activation: Float[Array, "samples *shape"]) -> Float[Array, ""]:
    """Each unit's standard deviation over the samples, averaged over units (of a convolution: over positions and
    channels)."""
    return jnp.mean(jnp.std(activation, axis=0))


def signal_correlation(preactivation: Float[Array, "samples *shape"]) -> Float[Array, ""]:
    """The mean cosine between two samples' pre-activations, over all pairs of different samples.

    Σ_{i≠j} cos_ij = ‖Σᵢ zᵢ/‖zᵢ‖‖² − n, so no pair is formed. NaN where it is undefined: for a single sample, or
    where a sample's pre-activations are all 0. Source: Poole et al. (2016).
    """
    samples = preactivation.shape[0]
    if samples == 1:
        return jnp.full((), jnp.nan, preactivation.dtype)
    preactivation = preactivation.reshape(samples, -1)
    # Divided by the largest entry first, so that tiny signals do not underflow when squared.
    scaled = preactivation / jnp.max(jnp.abs(preactivation), axis=1, keepdims=True)
    unit = scaled / jnp.sqrt(jnp.sum(jnp.square(scaled), axis=1, keepdims=True))
    total = jnp.sum(jnp.square(jnp.sum(unit, axis=0)))
    return (total - samples) / jnp.asarray(samples * (samples - 1), preactivation.dtype)


def dead_fraction(preactivation: Float[Array, "samples *shape"]) -> Float[Array, ""]:
    """The share of units that no sample activates (z > 0); of a convolution, the share of channels that no sample
    activates at any position."""
    largest = jnp.max(preactivation, axis=tuple(range(preactivation.ndim - 1)))
    return jnp.mean(largest <= 0.0, dtype=preactivation.dtype)
