"""A run as the rules see it: its rows, and its spec where the training is ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dynascope.spec import RunSpec
from dynascope.telemetry import SeriesBlock

Floats = NDArray[np.float64]


class Reader(Protocol):
    """Reads a run's telemetry."""

    def series(self, metric: str) -> SeriesBlock | None:
        """The rows of a metric so far, or None for one that has none (yet). Every row is one that was measured."""
        ...

    def layers(self, metric: str) -> tuple[str, ...]:
        """The names on the metric's layer axis, from input to output; empty where it has none."""
        ...


@dataclass(frozen=True)
class Curve:
    """A [step] series with at least one row: `steps` and `values` [rows]."""

    steps: NDArray[np.int64]
    values: Floats

    def __len__(self) -> int:
        return len(self.steps)

    def at(self, row: int) -> tuple[int, float]:
        """Step and value of a row."""
        return int(self.steps[row]), float(self.values[row])


@dataclass(frozen=True)
class Layered:
    """A [step, layer] series with at least one row and one layer: `values` [rows, layers]."""

    steps: NDArray[np.int64]
    values: Floats
    layers: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.steps)

    def at(self, row: int, layer: int) -> tuple[int, float]:
        """Step and value of a row in a layer."""
        return int(self.steps[row]), float(self.values[row, layer])


class Run:
    """What there is to know of a run. `spec` is None where the training is not ours: such a run has findings, but no
    remedies. A metric without rows gives None, and a rule that needs it finds nothing.

    Of a long run, `reader` may have rows left out in between. What needs neighbouring rows asks `opening` for the first
    ones, `closing` for the last: readers of these are `first` and `last`; without them the reader has all rows.
    """

    def __init__(
        self, reader: Reader, spec: RunSpec | None, *, first: Reader | None = None, last: Reader | None = None
    ) -> None:
        self.spec = spec
        self._reader = reader
        self._blocks: dict[str, SeriesBlock | None] = {}
        self.opening: Run = self if first is None else Run(first, spec)
        self.closing: Run = self if last is None else Run(last, spec)

    def curve(self, metric: str) -> Curve | None:
        """A [step] metric."""
        block = self._block(metric)
        if block is None or block.values.ndim != 1:
            return None
        return Curve(block.steps, np.asarray(block.values, dtype=np.float64))

    def layered(self, metric: str) -> Layered | None:
        """A [step, layer] metric with its layers' names."""
        block, layers = self._block(metric), self._reader.layers(metric)
        if block is None or not layers or block.values.shape[1:] != (len(layers),):
            return None
        return Layered(block.steps, np.asarray(block.values, dtype=np.float64), layers)

    def _block(self, metric: str) -> SeriesBlock | None:
        if metric not in self._blocks:
            block = self._reader.series(metric)
            self._blocks[metric] = block if block is not None and block.rows else None
        return self._blocks[metric]

    @property
    def guessing(self) -> float | None:
        """The loss of an answer that ignores the inputs, in the loss's unit: that of equal chances, ln(classes), for
        cross-entropy; that of the mean, half the variance of standardised targets, for a regression; None where it is
        not known.

        Of unequal classes it is an upper bound: their shares as the answer cost less, but a spec does not say them.
        """
        if self.spec is None:
            return None
        classes, loss = self.spec.task.classes, self.spec.loss_or_default.name
        if classes is not None:
            return float(np.log(classes)) if loss == "cross_entropy" else None
        return 0.5 if loss == "squared_error" and self.spec.dataset.standardized else None
