"""Telemetry made by hand: rows ten steps apart."""

from __future__ import annotations

from typing import Any

import numpy as np

from dynascope.spec import RunSpec, parse_run
from dynascope.telemetry import METRICS, SeriesBlock, layers_of


class Rows:
    """A reader of made rows; `gradient_norm__global` stands for `gradient_norm/global`."""

    def __init__(self, spec: RunSpec, **series: Any) -> None:
        self.spec = spec
        self.blocks = {
            name.replace("__", "/"): SeriesBlock(np.arange(len(values)) * 10, np.asarray(values, dtype=np.float32))
            for name, values in series.items()
        }

    def series(self, metric: str) -> SeriesBlock | None:
        return self.blocks.get(metric)

    def layers(self, metric: str) -> tuple[str, ...]:
        return layers_of(metric, self.spec) if metric in METRICS else self.spec.layer_names


def spec(activation: str = "sigmoid", /, **more: Any) -> RunSpec:
    """Two hidden layers of eight units on digits; `more` are other parts of the spec."""
    model = {"name": "mlp", "hidden_sizes": [8, 8], "activation": activation, **more.pop("model", {})}
    return parse_run({"model": model, **more})


def steady(*values: float, rows: int = 100) -> np.ndarray:
    """The same row again and again."""
    return np.tile(values, (rows, 1))


def falling(rows: int = 100, first: float = 2.3) -> np.ndarray:
    """A loss that falls as it should."""
    return first * np.exp(-np.arange(rows) / 20)
