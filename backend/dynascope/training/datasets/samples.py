"""What a loader returns."""

from __future__ import annotations

from dataclasses import dataclass

from jaxtyping import Float64, Num
from numpy import ndarray


@dataclass(frozen=True)
class Samples:
    """A whole data set in its own order.

    `targets` are classes, int64 [samples], or values of a regression, float64 [samples, outputs].
    """

    inputs: Float64[ndarray, "samples features"]
    targets: Num[ndarray, "samples ..."]
