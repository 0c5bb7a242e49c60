"""How near the cost model of `jobs/estimate.py` is: seconds of a step, measured and estimated.

    python -m benchmarks.estimates

trains each network of the table for a second and a half on a machine that does nothing else.
"""

from __future__ import annotations

import statistics
import time
from typing import Any

from rich.console import Console
from rich.table import Table

from dynascope.jobs.estimate import step_seconds
from dynascope.spec import RunSpec
from dynascope.training import open_run

SECONDS = 1.5
FACTOR = 2.0
"""A first estimate should be within it, on the machine that the model was fitted on."""

NETWORKS: tuple[tuple[int, int, int | None], ...] = (
    (0, 64, 10),
    (1, 64, 32),
    (2, 64, 32),
    (4, 64, 64),
    (10, 64, 32),
    (30, 64, 32),
    (30, 64, 128),
    (10, 128, 128),
    (3, 256, 32),
    (3, 512, 128),
    (10, 256, 128),
    (2, 128, 10),
    (0, 64, None),
    (2, 32, None),
)
"""Hidden layers, their units, the batch (None: all samples). The model was fitted on those with batches."""


def spec_of(layers: int, units: int, batch: int | None) -> RunSpec:
    """The run of a row: Adam on digits, with the default telemetry."""
    fields: dict[str, Any] = {
        "dataset": {"name": "digits", "batch_size": batch},
        "model": {"name": "mlp", "hidden_sizes": [units] * layers},
        "optimizer": "adam",
        "steps": 200_000,
    }
    return RunSpec.model_validate(fields)


def measured(spec: RunSpec) -> float:
    """The median over chunks of their seconds a step, once these have their length."""
    run = open_run(spec)
    for _ in range(7):
        run.advance()
    began, steps = time.perf_counter(), list[float]()
    while time.perf_counter() - began < SECONDS:
        first, before = run.step, time.perf_counter()
        run.advance()
        steps.append((time.perf_counter() - before) / (run.step - first))
    return statistics.median(steps)


def main() -> None:
    """Prints the table."""
    table = Table("network, batch", "measured, µs", "estimated, µs", "estimated over measured", f"within {FACTOR:g}")
    for layers, units, batch in NETWORKS:
        spec = spec_of(layers, units, batch)
        spent, estimated = measured(spec), step_seconds(spec)
        within = 1 / FACTOR <= estimated / spent <= FACTOR
        figures = (f"{1e6 * spent:.0f}", f"{1e6 * estimated:.0f}", f"{estimated / spent:.2f}")
        table.add_row(f"{layers} × {units}, {batch or 'all'}", *figures, "yes" if within else "no")
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
