"""What a loader returns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from jaxtyping import Float, Float64, Num, UInt8
from numpy import ndarray

BRIGHTEST = 255.0


@dataclass(frozen=True)
class Samples:
    """A whole data set in its own order, or some of its samples.

    `targets` are classes, int64 [samples], or values of a regression, float64 [samples, outputs]. Large sets of images
    keep their `inputs` as bytes until a run reads them as numbers: pixels in [0, 1], an eighth of the memory. A value
    that is missing is NaN; `groups` are the features (first, end) of each category that has gaps.
    """

    inputs: Float64[ndarray, "samples features"] | UInt8[ndarray, "samples features"]
    targets: Num[ndarray, "samples ..."]
    groups: tuple[tuple[int, int], ...] = ()

    def take(self, index: Any) -> Samples:
        """The samples at these places."""
        return replace(self, inputs=self.inputs[index], targets=self.targets[index])

    def numbers(self, number: np.dtype[Any]) -> Float[ndarray, "samples features"]:
        """The inputs as numbers of a precision."""
        return as_numbers(self.inputs, number)


def as_numbers(inputs: ndarray, number: np.dtype[Any]) -> Float[ndarray, "samples features"]:
    """Inputs in a precision, a new array; bytes are pixels and divided by 255."""
    if inputs.dtype == np.uint8:
        return np.divide(inputs, BRIGHTEST, dtype=number)
    return inputs.astype(number)
