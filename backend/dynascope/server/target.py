"""When runs reach a target: their steps, their seconds, and the medians over the runs of a variant."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

import numpy as np
from numpy.typing import NDArray

WINDOW = 20
"""How many recorded rows of a batch's metric are averaged: one batch may reach a target by luck."""


@dataclass(frozen=True)
class Target:
    """A value of a metric that a run may reach.

    Accuracies reach it from below, all else from above. Metrics of a step's batch (`loss/train`, `accuracy/train`)
    reach it with the mean of their last `window` rows, never before so many are recorded; others with a row itself.
    """

    value: float
    direction: Literal["at_most", "at_least"]
    window: int

    @classmethod
    def of(cls, metric: str, value: float) -> "Target":
        """The target of a metric."""
        quantity, _, split = metric.partition("/")
        window = WINDOW if quantity in ("loss", "accuracy") and split == "train" else 1
        return cls(value, "at_least" if quantity == "accuracy" else "at_most", window)

    def step(self, steps: NDArray[np.integer], values: NDArray[np.floating]) -> int | None:
        """The first step at which the rows reach it, None where none does; a NaN reaches nothing.

        >>> Target(0.5, "at_most", 2).step(np.array([0, 1, 2, 3]), np.array([2.0, 0.4, 0.6, 0.4]))
        2
        """
        if len(values) < self.window:
            return None
        means = np.convolve(values.astype(np.float64), np.ones(self.window), mode="valid") / self.window
        reached = np.flatnonzero(means <= self.value if self.direction == "at_most" else means >= self.value)
        return int(steps[int(reached[0]) + self.window - 1]) if len(reached) else None


@dataclass(frozen=True)
class Reach:
    """One run's way to a target: the step that reached it (None: none has), and how many steps it makes a second
    (None: not known yet)."""

    step: int | None
    steps_per_second: float | None

    @property
    def seconds(self) -> float | None:
        """Seconds of training up to that step at the run's mean speed: infinite where no step reached it."""
        if self.step is None:
            return math.inf
        return None if self.steps_per_second is None else self.step / self.steps_per_second


def median_steps(reaches: Sequence[Reach]) -> float | None:
    """The median over runs, those that have not reached it counting as longer than any; None where it is one of these.

    >>> median_steps([Reach(100, None), Reach(300, None), Reach(None, None)])
    300.0
    """
    return _median([math.inf if one.step is None else float(one.step) for one in reaches])


def median_seconds(reaches: Sequence[Reach]) -> float | None:
    """The same of seconds; None also where the speed of a run that reached it is not known."""
    return _median([one.seconds for one in reaches])


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return None
    middle = median(known)
    return middle if math.isfinite(middle) else None
