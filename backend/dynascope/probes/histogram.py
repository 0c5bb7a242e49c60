"""Histograms with fixed edges, counted exactly as `np.searchsorted` on the edges would.

The bin is looked up, not searched: a float's sign, exponent and first bits of its mantissa name a cell of numbers that
holds one edge at most, and a table has each cell's bin and edge. Edges are rounded *up* to the run's precision, so a
comparison in that precision agrees with one in float64. Subnormal numbers (below 1.2e-38 in float32) count as 0: the
compiler's arithmetic takes them for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float, Int
from numpy import ndarray

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
    cells = _cells(binning, np.dtype(values.dtype))
    bits = jax.lax.bitcast_convert_type(jnp.abs(values), cells.integer) >> cells.shift
    cell = (jnp.clip(bits, cells.first, cells.last) - cells.first).astype(jnp.int32)
    cell = cell + jnp.where(values < 0.0, cells.last - cells.first + 1, 0)
    first_bin = jnp.asarray(cells.bins).at[cell].get(mode="promise_in_bounds")
    edge = jnp.asarray(cells.edges).at[cell].get(mode="promise_in_bounds")
    return first_bin + (values >= edge).astype(jnp.int32)


@dataclass(frozen=True)
class _Cells:
    """Cells of the numbers from 0 up, named `bits >> shift` from `first` to `last`, and behind them the same below 0.

    The first reaches from 0 to the smallest edge's cell, the last to infinity. `bins` int32 has the bin of each cell's
    least number, `edges` the edge above that within the cell, infinity where there is none.
    """

    integer: np.dtype[np.signedinteger]
    shift: int
    first: int
    last: int
    bins: ndarray
    edges: ndarray


@cache
def _cells(binning: Binning, dtype: np.dtype[np.floating]) -> _Cells:
    edges = edges_rounded_up(binning, dtype)[1:-1]
    coarsest = np.finfo(dtype).nmant
    return next(found for shift in range(coarsest, 0, -1) if (found := _cells_of(edges, shift)) is not None)


def _cells_of(edges: ndarray, shift: int) -> _Cells | None:
    """None where a cell would hold two edges."""
    dtype = edges.dtype
    integer = np.dtype(f"int{8 * dtype.itemsize}")
    names = np.abs(edges[edges != 0.0]).view(integer) >> shift
    first, last = int(names.min()) - 1, int(names.max()) + 1
    starts = (np.arange(first, last + 1, dtype=integer) << shift).view(dtype)
    starts[0] = 0.0
    ends = np.append(starts[1:], dtype.type(np.inf))
    # A cell has numbers from `least` up to `most`, both included.
    least = np.concatenate([starts, -np.nextafter(ends, dtype.type(0.0))])
    most = np.concatenate([np.nextafter(ends, dtype.type(0.0)), -starts])
    bins, bins_of_most = (np.searchsorted(edges, ends, side="right") for ends in (least, most))
    if np.any(bins_of_most > bins + 1):
        return None
    inside = np.where(bins_of_most > bins, np.append(edges, dtype.type(np.inf))[bins], dtype.type(np.inf))
    return _Cells(integer, shift, first, last, bins.astype(np.int32), inside)


def edges_rounded_up(binning: Binning, dtype: np.dtype[np.floating]) -> ndarray:
    """The edges in the precision given, none below the float64 edge: x >= edge then means the same in both."""
    edges = binning.edges.astype(dtype)
    return np.where(edges.astype(np.float64) < binning.edges, np.nextafter(edges, np.inf, dtype=dtype), edges)
