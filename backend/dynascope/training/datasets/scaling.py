"""Standardisation, column by column, and the way back to a column's own units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float, Float64, Num, UInt8
from numpy import ndarray

from dynascope.training.datasets.samples import BRIGHTEST, as_numbers

BLOCK = 1024
"""Images whose sums are taken at a time."""


@dataclass(frozen=True)
class Scaling:
    """Takes off a mean and divides by a standard deviation; pixels are numbers from 0 to 1 before that."""

    mean: Float64[ndarray, " columns"]
    deviation: Float64[ndarray, " columns"]

    @classmethod
    def none(cls, columns: int) -> Scaling:
        """Leaves values as they are."""
        return cls(np.zeros(columns), np.ones(columns))

    @classmethod
    def of(cls, values: Num[ndarray, "samples columns"]) -> Scaling:
        """By the moments of these values; a constant column becomes 0."""
        mean, deviation = _pixel_moments(values) if values.dtype == np.uint8 else _moments(values)
        return cls(mean, np.where(deviation > 0.0, deviation, 1.0))

    def apply(
        self, values: Num[ndarray, "samples columns"], number: np.dtype[Any]
    ) -> Float[ndarray, "samples columns"]:
        """The values standardised; pixels in the precision asked for, all else in double."""
        if values.dtype != np.uint8:
            return (values - self.mean) / self.deviation
        scaled = as_numbers(values, number)
        scaled -= self.mean.astype(number)
        scaled /= self.deviation.astype(number)
        return scaled

    def undo(self, values: Float[ndarray, "samples columns"]) -> Float[ndarray, "samples columns"]:
        """Standardised values in their own units."""
        return values * self.deviation + self.mean


def _moments(values: ndarray) -> tuple[Float64[ndarray, " columns"], ...]:
    """Mean and standard deviation; rounding leaves a constant column none."""
    constant = values.min(axis=0) == values.max(axis=0)
    return np.where(constant, values[0], values.mean(axis=0)), np.where(constant, 0.0, values.std(axis=0))


def _pixel_moments(pixels: UInt8[ndarray, "samples columns"]) -> tuple[Float64[ndarray, " columns"], ...]:
    """Mean and standard deviation of pixels as numbers, from exact sums, without a copy of the images as numbers."""
    count = len(pixels)
    total, squares = np.zeros(pixels.shape[1], np.int64), np.zeros(pixels.shape[1], np.int64)
    for first in range(0, count, BLOCK):
        block = pixels[first : first + BLOCK].astype(np.int64)
        total += block.sum(axis=0)
        squares += (block * block).sum(axis=0)
    deviation = np.sqrt((count * squares - total * total).astype(np.float64)) / count
    return total / count / BRIGHTEST, deviation / BRIGHTEST
