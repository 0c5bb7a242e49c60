"""Jobs and rows for the tests of the store: no worker, no server, the real database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import numpy as np

from dynascope.store import MetricShape, NewJob, NewRun, Store
from dynascope.store.append import append_block, open_run, save_run
from dynascope.store.jobs import insert_job
from dynascope.telemetry import Block, DistributionBlock, SeriesBlock

LAYERS = ("hidden_1", "hidden_2", "output")
NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
BINS = 8

SHAPES = {
    "loss/train": MetricShape(("step",)),
    "learning_rate": MetricShape(("step",)),
    "gradient_norm": MetricShape(("step", "layer"), LAYERS, 3),
    "backprop_gain": MetricShape(("step", "layer"), LAYERS[:-1], 2),
    "decision/class": MetricShape(("step", "cell"), None, None),
}


def new_run(run_id: str = "run_a", **changes: object) -> NewRun:
    values: dict[str, object] = {
        "id": run_id,
        "label": "relu",
        "variant": 0,
        "seed": 0,
        "spec": {"steps": 10},
        "key": "k",
        "steps": 10,
        "layers": LAYERS,
        "metrics": SHAPES,
        "distributions": {"weight": BINS},
    }
    return NewRun(**(values | changes))  # type: ignore[arg-type]


def add_job(store: Store, job_id: str = "job_a", *runs: NewRun, **changes: object) -> None:
    values: dict[str, object] = {
        "id": job_id,
        "name": "a job",
        "status": "queued",
        "origin": "local",
        "runs": runs or (new_run(),),
        "request": {"base": {}},
    }
    with store.write() as connection:
        insert_job(connection, NewJob(**(values | changes)), NOW)  # type: ignore[arg-type]


def append(store: Store, seq: int, block: Block, run_id: str = "run_a") -> bool:
    with store.write() as connection:
        run = open_run(connection, run_id)
        stored = append_block(connection, run, seq, block)
        save_run(connection, run)
    return stored


def rows(steps: object, values: object) -> SeriesBlock:
    return SeriesBlock(np.asarray(steps, np.int64), np.asarray(values, np.float32))


def block(**series: SeriesBlock) -> Block:
    """A block of series; `__` in a name stands for `/`."""
    return Block({name.replace("__", "/"): one for name, one in series.items()})


def histograms(steps: list[int], layers: int = 3, bins: int = BINS) -> DistributionBlock:
    counts = np.arange(len(steps) * layers * bins, dtype=np.int32).reshape(len(steps), layers, bins)
    return DistributionBlock(np.asarray(steps, np.int64), counts, counts[:, :, 0] % 3)


def append_in_chunks(store: Store, series: Mapping[str, SeriesBlock], size: int) -> int:
    """Appends rows batch by batch; answers the last seq."""
    total = max(one.rows for one in series.values())
    seq = 0
    for seq, low in enumerate(range(0, total, size), start=1):
        part = {
            name: SeriesBlock(one.steps[low : low + size], one.values[low : low + size]) for name, one in series.items()
        }
        append(store, seq, Block({name: one for name, one in part.items() if one.rows}))
    return seq
