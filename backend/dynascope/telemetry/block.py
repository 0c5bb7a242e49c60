"""The rows that a producer made, as columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class SeriesBlock:
    """Rows of one metric: `steps` int64 [rows], increasing; `values` [rows] or [rows, width]."""

    steps: NDArray[np.int64]
    values: NDArray[np.floating]

    def __post_init__(self) -> None:
        if self.values.ndim not in (1, 2) or len(self.steps) != len(self.values):
            raise ValueError(
                f"a series has values [rows] or [rows, width] for its {len(self.steps)} steps, got {self.values.shape}"
            )

    @property
    def rows(self) -> int:
        """How many rows."""
        return len(self.steps)


@dataclass(frozen=True)
class DistributionBlock:
    """Histograms of one quantity: `steps` int64 [rows]; `counts` int32 [rows, layers, bins]; `nonfinite`
    int32 [rows, layers], the values that were NaN or infinite and stand in no bin."""

    steps: NDArray[np.int64]
    counts: NDArray[np.int32]
    nonfinite: NDArray[np.int32]

    def __post_init__(self) -> None:
        if self.counts.ndim != 3 or self.nonfinite.shape != self.counts.shape[:2]:
            raise ValueError(
                f"a distribution has counts [rows, layers, bins] and nonfinite [rows, layers], "
                f"got {self.counts.shape} and {self.nonfinite.shape}"
            )
        if len(self.steps) != len(self.counts):
            raise ValueError(f"a distribution has a step a row, got {len(self.steps)} for {len(self.counts)} rows")

    @property
    def rows(self) -> int:
        """How many rows."""
        return len(self.steps)


@dataclass(frozen=True)
class Block:
    """What a producer made since its last block. Each metric keeps its own steps."""

    series: dict[str, SeriesBlock] = field(default_factory=dict[str, SeriesBlock])
    distributions: dict[str, DistributionBlock] = field(default_factory=dict[str, DistributionBlock])

    @property
    def rows(self) -> int:
        """Rows of all series and distributions together; 0 says that the block is empty."""
        return sum(s.rows for s in self.series.values()) + sum(d.rows for d in self.distributions.values())


def merge(blocks: Iterable[Block]) -> Block:
    """Joins blocks of one run in order; no row is dropped."""
    series: dict[str, list[SeriesBlock]] = {}
    distributions: dict[str, list[DistributionBlock]] = {}
    for block in blocks:
        for name, one in block.series.items():
            series.setdefault(name, []).append(one)
        for name, histogram in block.distributions.items():
            distributions.setdefault(name, []).append(histogram)
    return Block(
        {name: _join_series(parts) for name, parts in series.items()},
        {name: _join_distributions(parts) for name, parts in distributions.items()},
    )


def _join_series(parts: list[SeriesBlock]) -> SeriesBlock:
    if len(parts) == 1:
        return parts[0]
    return SeriesBlock(np.concatenate([p.steps for p in parts]), np.concatenate([p.values for p in parts]))


def _join_distributions(parts: list[DistributionBlock]) -> DistributionBlock:
    if len(parts) == 1:
        return parts[0]
    return DistributionBlock(
        np.concatenate([p.steps for p in parts]),
        np.concatenate([p.counts for p in parts]),
        np.concatenate([p.nonfinite for p in parts]),
    )
