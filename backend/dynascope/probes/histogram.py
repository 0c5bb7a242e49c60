"""Histograms with fixed edges, counted exactly as `np.searchsorted` on the edges would.

The bin is computed, not searched: for equal widths (in x, or in asinh x) by arithmetic and then corrected against the
two neighbouring edges, for octaves from the float's exponent. Edges are rounded *up* to the run's precision, so a
comparison in that precision agrees with one in float64. Subnormal numbers (below 1.2e-38 in float32) count as 0: the
compiler's arithmetic takes them for it.
"""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float, Int

from dynascope.telemetry import Binning


def histogram(values: Float[Array, "count *shape"], binning: Binning) -> Int[Array, "count bins_and_nonfinite"]:
    """Counts of each layer's values: one column a bin, and a last one for NaN and infinities."""
    count, slots = values.shape[0], binning.count + 1
    finite = jnp.isfinite(values)
    index = jnp.where(finite, bin_index(jnp.where(finite, values, 0.0), binning), binning.count)
    rows = jnp.arange(count, dtype=jnp.int32).reshape((count,) + (1,) * (values.ndim - 1))
    flat = (index + rows * slots).reshape(-1)
    counts = jnp.zeros(count * slots, jnp.int32).at[flat].add(1, mode="promise_in_bounds")
    return counts.reshape(count, slots)


def bin_index(values: Float[Array, "*shape"], binning: Binning) -> Int[Array, "*shape"]:
    """The bin of each finite value, 0 for the outer bin below."""
    if binning.kind == "signed_log2":
        return _octave(values, int(binning.low), int(binning.high))
    if binning.kind == "asinh":
        ends = np.arcsinh(np.array([binning.low, binning.high]) / binning.scale)
        position = jnp.arcsinh(values / binning.scale)
        return _corrected(values, position, float(ends[0]), float(ends[1]), binning)
    return _corrected(values, values, binning.low, binning.high, binning)


def _corrected(values: Array, position: Array, low: float, high: float, binning: Binning) -> Int[Array, "*shape"]:
    edges = jnp.asarray(edges_rounded_up(binning, values.dtype))
    guess = jnp.floor((position - low) * (binning.bins / (high - low))) + 1.0
    guess = jnp.clip(guess, 0.0, binning.bins + 1.0).astype(jnp.int32)
    above = edges.at[guess + 1].get(mode="promise_in_bounds")
    below = edges.at[guess].get(mode="promise_in_bounds")
    return guess + (values >= above).astype(jnp.int32) - (values < below).astype(jnp.int32)


def _octave(values: Array, low: int, high: int) -> Int[Array, "*shape"]:
    edges = high - low + 1
    mantissa, bias, integer = _layout(values.dtype)
    raw = jax.lax.bitcast_convert_type(jnp.abs(values), integer)
    exponent = (raw >> mantissa).astype(jnp.int32) - bias
    whole = (raw & ((1 << mantissa) - 1)) == 0
    from_zero = jnp.clip(exponent - low + 1, 0, edges)
    to_end = jnp.clip(high - jnp.where(whole, exponent, exponent + 1) + 1, 0, edges)
    return jnp.where(values < 0.0, to_end, edges + from_zero)


def _layout(dtype: jnp.dtype) -> tuple[int, int, jnp.dtype]:
    if dtype == jnp.float64:
        return 52, 1023, jnp.dtype(jnp.int64)
    return 23, 127, jnp.dtype(jnp.int32)


def edges_rounded_up(binning: Binning, dtype: jnp.dtype) -> np.ndarray:
    """The edges in the precision given, none below the float64 edge: x >= edge then means the same in both."""
    edges = binning.edges.astype(dtype)
    return np.where(edges.astype(np.float64) < binning.edges, np.nextafter(edges, np.inf, dtype=dtype), edges)
