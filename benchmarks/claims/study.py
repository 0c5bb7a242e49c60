"""A claim as an experiment: what is launched, what is read of each run, which variants are compared."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import t as student

from tests.running import RunningServer

SEEDS = list(range(10))
LONGEST = 3600.0

LEAST = 0.01
"""A ratio nearer to 1 than this is not told apart, however narrow its interval: nobody would choose by it."""

Measure = Callable[[RunningServer, Mapping[str, Any]], float]
"""One positive number of a run: `measure(server, run)`; infinite where the run diverged."""


@dataclass(frozen=True)
class Setting:
    """One experiment: a job's base, and its variants by label."""

    name: str
    base: Mapping[str, Any]
    variants: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Comparison:
    """`better` against `worse`: two labels of a setting, of which the claim says which has the smaller measure."""

    better: str
    worse: str


@dataclass(frozen=True)
class Effect:
    """The ratio of a measure, better over worse: geometric mean over paired seeds, with its 95 % interval.

    `n` pairs were finite; `broken` counts seeds whose run diverged, of either side.
    """

    comparison: Comparison
    ratio: float
    low: float
    high: float
    n: int
    broken: tuple[int, int]

    @property
    def verdict(self) -> str:
        """`holds`, `opposite` or `open`: by the whole interval; diverging in more than half of the seeds loses."""
        better, worse = self.broken
        if self.n < len(SEEDS) // 2:
            return "holds" if worse > better else "opposite" if better > worse else "open"
        return "holds" if self.high < 1.0 - LEAST else "opposite" if self.low > 1.0 + LEAST else "open"


@dataclass(frozen=True)
class Claim:
    """What the textbook says, how it is put to the test, and which pairs decide."""

    name: str
    text: str
    what: str
    measure: Measure
    settings: Sequence[Setting]
    comparisons: Sequence[Comparison]


def train(server: RunningServer, setting: Setting) -> dict[str, list[Mapping[str, Any]]]:
    """The runs of each variant, in the seeds' order."""
    variants = [{"label": label, "set": changes} for label, changes in setting.variants.items()]
    request = {"name": setting.name, "base": setting.base, "variants": variants, "seeds": SEEDS}
    job = server.train(request, seconds=LONGEST, every=1.0)
    assert job["status"] == "succeeded", job["error"]
    runs: dict[str, list[Mapping[str, Any]]] = {label: [] for label in setting.variants}
    for run in job["runs"]:
        runs[list(setting.variants)[run["variant"]]].append(run)
    return runs


def quantile(freedom: int) -> float:
    """Of Student's t for a two-sided interval of 95 %."""
    distribution: Any = student
    return float(distribution.ppf(0.975, freedom))


def paired(better: Sequence[float], worse: Sequence[float], comparison: Comparison) -> Effect:
    """The ratio with its t-interval on the logarithms of paired seeds (n - 1 degrees of freedom)."""
    one, other = np.asarray(better, dtype=float), np.asarray(worse, dtype=float)
    broken = (int((~np.isfinite(one)).sum()), int((~np.isfinite(other)).sum()))
    both = np.isfinite(one) & np.isfinite(other)
    logs = np.log(one[both]) - np.log(other[both])
    n = len(logs)
    if n < 2:
        return Effect(comparison, math.nan, math.nan, math.nan, n, broken)
    mean, error = float(logs.mean()), float(logs.std(ddof=1) / math.sqrt(n))
    half = quantile(n - 1) * error
    return Effect(comparison, math.exp(mean), math.exp(mean - half), math.exp(mean + half), n, broken)


def last(metric: str, rows: int = 1) -> Measure:
    """The mean of a metric's last rows; of a run that put an earlier network back, those up to that network."""

    def measure(server: RunningServer, run: Mapping[str, Any]) -> float:
        if run["outcome"] == "diverged":
            return math.inf
        series = server.series(run["id"], metric, **_until_restored(run))[metric]
        return max(float(np.mean([float(value) for value in series["values"][-rows:]])), 1e-12)

    return measure


def _until_restored(run: Mapping[str, Any]) -> dict[str, int]:
    return {} if run["restored_step"] is None else {"to_step": run["restored_step"]}


def steps_to(target: float, window: int = 20) -> Measure:
    """Steps until the mean training loss of `window` steps is at most `target`; infinite where it never is."""

    def measure(server: RunningServer, run: Mapping[str, Any]) -> float:
        if run["outcome"] == "diverged":
            return math.inf
        series = server.series(run["id"], "loss/train")["loss/train"]
        values = np.array([float(value) for value in series["values"]])
        means = np.convolve(values, np.ones(window) / window, mode="valid")
        reached = np.flatnonzero(means <= target)
        return float(series["steps"][int(reached[0]) + window - 1]) if len(reached) else math.inf

    return measure
