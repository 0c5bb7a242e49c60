"""Rows of scenarios: trained here, by the engine itself, and kept in a folder so that rules can be tried again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from benchmarks.diagnosis.engine import engine
from dynascope.spec import RunSpec
from dynascope.telemetry import METRICS, Block, SeriesBlock, layers_of, merge
from dynascope.training import open_run


class Recorded:
    """What a finished run measured, as the rules read it. `restored` is the step of the network that was put back."""

    def __init__(self, spec: RunSpec, series: dict[str, SeriesBlock], restored: int | None = None) -> None:
        self.spec = spec
        self.restored = restored
        self._series = series

    def series(self, metric: str) -> SeriesBlock | None:
        """All rows of a metric."""
        return self._series.get(metric)

    def layers(self, metric: str) -> tuple[str, ...]:
        """The metric's layers."""
        return layers_of(metric, self.spec) if metric in METRICS else ()

    def last(self, metric: str, rows: int = 1) -> float:
        """The median of a metric's last rows, up to the network that was put back; infinite where it diverged or has
        none."""
        block = self.series(metric)
        if block is None:
            return float("inf")
        values = block.values if self.restored is None else block.values[block.steps <= self.restored]
        value = float(np.median(values[-rows:]))
        return value if np.isfinite(value) else float("inf")


def record(spec: RunSpec, keep: Path | None) -> Recorded:
    """The run's rows: read from `keep` where this very engine left them there, else trained."""
    path = None if keep is None else keep / f"{_name(spec)}.npz"
    if path is not None and path.exists():
        return _read(spec, path)
    recorded = train(spec)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(recorded, path)
    return recorded


def train(spec: RunSpec) -> Recorded:
    """Trains to the end, in this process."""
    run = open_run(spec)
    blocks: list[Block] = []
    while not run.finished:
        blocks.append(run.advance(0.5))
    drawn = ("decision/", "prediction/")  # what no rule reads
    series = {name: one for name, one in merge(blocks).series.items() if not name.startswith(drawn)}
    return Recorded(spec, series, run.restored_step)


def _name(spec: RunSpec) -> str:
    whole = {"spec": spec.model_dump(mode="json"), "engine": engine()}
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:32]


def _write(recorded: Recorded, path: Path) -> None:
    arrays: dict[str, np.ndarray] = {"restored": np.array(-1 if recorded.restored is None else recorded.restored)}
    for name in METRICS:
        block = recorded.series(name)
        if block is not None:
            arrays |= {f"{name}:steps": block.steps, f"{name}:values": block.values}
    partial = path.with_suffix(".partial.npz")
    np.savez_compressed(partial, allow_pickle=False, **{name.replace("/", "|"): one for name, one in arrays.items()})
    partial.replace(path)


def _read(spec: RunSpec, path: Path) -> Recorded:
    with np.load(path) as file:
        arrays = {name.replace("|", "/"): file[name] for name in file.files}
    restored = int(arrays.pop("restored"))
    names = sorted({name.rsplit(":", 1)[0] for name in arrays})
    series = {name: SeriesBlock(arrays[f"{name}:steps"], arrays[f"{name}:values"]) for name in names}
    return Recorded(spec, series, None if restored < 0 else restored)
