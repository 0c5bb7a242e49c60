"""Claims about the range of learning rates that work: each optimizer and each net over a grid of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.claims.study import SEEDS, Setting, last, quantile, train
from benchmarks.claims.table import DIGITS
from tests.running import RunningServer

OPTIMIZERS = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
FINE = tuple(10 ** (exponent / 2) for exponent in range(-8, 3))
LARGE = tuple(2.0**exponent for exponent in range(-6, 9))
TRAINS = 0.5
GOOD = 2.0


@dataclass(frozen=True)
class Range:
    """Per seed: a figure of how far the learning rate may be chosen."""

    name: str
    values: np.ndarray

    @property
    def interval(self) -> tuple[float, float, float]:
        """Mean and 95 % interval over the seeds (Student's t)."""
        mean = float(self.values.mean())
        half = quantile(len(self.values) - 1) * float(self.values.std(ddof=1)) / len(self.values) ** 0.5
        return mean, mean - half, mean + half


def _losses(server: RunningServer, setting: Setting) -> dict[str, np.ndarray]:
    measure = last("loss/train", 50)
    return {label: np.array([measure(server, run) for run in runs]) for label, runs in train(server, setting).items()}


def tuning(server: RunningServer) -> list[Range]:
    """Decades of learning rates, per optimizer, in which the training loss ends within a factor of 2 of the best that
    this optimizer reaches with the same seed (at least 0.01: below that all have learned the data)."""
    ranges: list[Range] = []
    for name in OPTIMIZERS:
        variants: dict[str, Mapping[str, Any]] = {
            f"{rate:.3g}": {"optimizer": {"name": name, "learning_rate": rate}} for rate in FINE
        }
        base = {"dataset": DIGITS, "model": {"name": "mlp", "hidden_sizes": [64] * 3}, "steps": 600}
        losses = _losses(server, Setting(f"learning rates for {name}", base, variants))
        table = np.array([losses[label] for label in variants])
        good = table <= np.maximum(GOOD * table.min(axis=0), 0.01)
        ranges.append(Range(name, good.sum(axis=0) * 0.5))
    return ranges


def largest_rate(server: RunningServer, depth: int, activation: str) -> list[Range]:
    """log2 of the largest learning rate of plain descent up to which every rate trains (mean loss of the last 50 steps
    at most 0.5 nats), without and with batch normalisation."""
    ranges: list[Range] = []
    for name, normalization in (("without", None), ("with batch normalisation", "batch")):
        model = {"name": "mlp", "hidden_sizes": [64] * depth, "activation": activation, "normalization": normalization}
        base = {"dataset": DIGITS, "model": model, "steps": 600}
        variants: dict[str, Mapping[str, Any]] = {
            f"{rate:.3g}": {"optimizer": {"name": "sgd", "learning_rate": rate}} for rate in LARGE
        }
        losses = _losses(server, Setting(f"largest learning rate, {depth} × 64 {activation}, {name}", base, variants))
        trains = np.array([losses[label] for label in variants]) <= TRAINS
        ranges.append(Range(name, np.array([_last_of(trains[:, seed]) for seed in range(len(SEEDS))])))
    return ranges


def _last_of(trains: Sequence[bool] | np.ndarray) -> float:
    """log2 of the largest rate that trains; one step below the grid where none does."""
    found = np.flatnonzero(np.asarray(trains))
    return float(np.log2(LARGE[int(found[-1])])) if len(found) else float(np.log2(LARGE[0])) - 1.0
