"""Bins of the distributions, fixed by the quantity.

The edges are the same for all layers, steps and runs that share a quantity (for `activation`: and the
function's range), so that overlays never rescale. Three rules of spacing:

- `linear`: equal widths between `low` and `high`;
- `asinh`: equal widths in asinh(x / scale): linear near 0, logarithmic far from it, both signs;
- `signed_log2`: one edge an octave of |x| between 2^low and 2^high, both signs, one bin around 0.

Two outer bins reach to -infinity and +infinity, so every finite value stands in one bin. A value on an edge
belongs to the bin above it (`np.searchsorted(edges, x, side="right") - 1`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dynascope.spec import RunSpec

Kind = Literal["linear", "asinh", "signed_log2"]


@dataclass(frozen=True)
class Binning:
    """A rule of spacing with its figures.

    `linear`: `bins` inner bins in [low, high]. `asinh`: `bins` inner bins in [low, high], equal in
    asinh(x / scale). `signed_log2`: inner edges at ±2^k for k = low, low + 1, ..., high (integers).
    """

    kind: Kind
    low: float
    high: float
    bins: int = 0
    scale: float = 1.0

    @cached_property
    def inner(self) -> NDArray[np.float64]:
        """The finite edges, float64, increasing."""
        if self.kind == "linear":
            return np.linspace(self.low, self.high, self.bins + 1)
        if self.kind == "asinh":
            low, high = math.asinh(self.low / self.scale), math.asinh(self.high / self.scale)
            edges = self.scale * np.sinh(np.linspace(low, high, self.bins + 1))
            edges[[0, -1]] = self.low, self.high
            return np.asarray(edges, dtype=np.float32).astype(np.float64)
        positive = np.exp2(np.arange(int(self.low), int(self.high) + 1, dtype=np.float64))
        return np.concatenate([-positive[::-1], positive])

    @cached_property
    def edges(self) -> NDArray[np.float64]:
        """All edges, float64 [count + 1], the outer ones infinite."""
        return np.concatenate([[-np.inf], self.inner, [np.inf]])

    @property
    def count(self) -> int:
        """How many bins, the two outer ones included."""
        return len(self.inner) + 1

    def histogram(self, values: NDArray[np.floating]) -> tuple[NDArray[np.int64], int]:
        """Counts int64 [count] of the finite values, and how many were not finite. The slow reference."""
        finite = values[np.isfinite(values)]
        index = np.searchsorted(self.inner, finite, side="right")
        return np.bincount(index, minlength=self.count), int(values.size - finite.size)


# A sigmoid's range, tanh's, and one for functions that are open above (and slightly below) 0.
_UNIT = Binning("linear", 0.0, 1.0, bins=64)
_SYMMETRIC = Binning("linear", -1.0, 1.0, bins=64)
_OPEN = Binning("asinh", -64.0, 64.0, bins=96, scale=0.5)
_WEIGHT = Binning("asinh", -16.0, 16.0, bins=96, scale=0.02)
_SIGNAL = Binning("signed_log2", -40, 12)

_ACTIVATION_RANGE = {
    "sigmoid": _UNIT,
    "tanh": _SYMMETRIC,
    "softsign": _SYMMETRIC,
    "hard_tanh": _SYMMETRIC,
}

QUANTITIES = ("activation", "preactivation", "weight", "gradient", "backprop")


def binning_of(quantity: str, spec: RunSpec) -> Binning:
    """The bins of a quantity in a run. Layers of different ranges share the open bins."""
    if quantity == "activation":
        ranges = {_ACTIVATION_RANGE.get(name, _OPEN) for name in spec.activation_names}
        return ranges.pop() if len(ranges) == 1 else _OPEN
    if quantity == "preactivation":
        return _OPEN
    if quantity == "weight":
        return _WEIGHT
    if quantity in ("gradient", "backprop"):
        return _SIGNAL
    raise ValueError(f"unknown quantity {quantity!r}; one of {', '.join(QUANTITIES)}")
