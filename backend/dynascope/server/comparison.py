"""The variants of a job side by side: at one step, and on their way to a target."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dynascope.errors import UnknownMetric
from dynascope.server.statistics import Summary, summarize
from dynascope.server.target import Reach, Target, median_seconds, median_steps
from dynascope.server.views import spec_of
from dynascope.store import JobRecord, RunRecord, SeriesPage
from dynascope.telemetry import SeriesBlock

ReadSeries = Callable[[str, str], SeriesPage]


@dataclass(frozen=True)
class Asked:
    """What to compare: a metric (of a layer, where it has layers) at `step`; or in each run's last row at or before
    `at_step`; with neither, at the last step that all runs with rows share. With `target`, also how soon the runs reach
    that value."""

    metric: str
    layer: str | None = None
    step: int | None = None
    at_step: int | None = None
    target: float | None = None


@dataclass(frozen=True)
class _Rows:
    """One column of a run's metric, by step."""

    steps: NDArray[np.int64]
    values: NDArray[np.float64]

    def at(self, step: int) -> tuple[int, float] | None:
        """The row of the step, None where there is none."""
        found = self.until(step)
        return found if found is not None and found[0] == step else None

    def until(self, step: int) -> tuple[int, float] | None:
        """The last row at or before the step, None where there is none."""
        index = int(np.searchsorted(self.steps, step, side="right")) - 1
        return None if index < 0 else (int(self.steps[index]), float(self.values[index]))


def compare(job: JobRecord, read: ReadSeries, asked: Asked) -> dict[str, Any]:
    """Per variant n, mean, standard deviation, interval, and the paired difference to the first variant.

    `read` gives the rows of a run's metric that this takes: all of them where there is a target. Raises `UnknownMetric`
    where no run offers the metric.
    """
    metric, layer = asked.metric, asked.layer
    offering = [run for run in job.runs if metric in run.metrics]
    if not offering:
        offered = sorted({name for run in job.runs for name in run.metrics})
        raise UnknownMetric(f"metric: no run of this job offers {metric!r}; allowed: {', '.join(offered)}")
    columns = {run.id: _column(run, metric, layer) for run in offering}
    if all(column is None for column in columns.values()):
        names = dict.fromkeys(name for run in offering for name in run.metrics[metric].layers or ())
        raise UnknownMetric(f"layer: no run has {layer!r}; allowed: {', '.join(names)}")
    rows = {
        run.id: _rows(read(run.id, metric).series[metric], columns[run.id])
        for run in offering
        if columns[run.id] is not None
    }
    chosen = _chosen(rows, asked)
    target = None if asked.target is None else Target.of(metric, asked.target)
    variants = sorted({run.variant: run.label for run in reversed(job.runs)}.items())
    runs = {variant: [run for run in job.runs if run.variant == variant] for variant, _ in variants}
    first = _values(runs[variants[0][0]], chosen)
    taken = [step for step, _ in chosen.values()]
    return {
        "job_id": job.id,
        "metric": metric,
        "unit": spec_of(offering[0]).unit(metric),
        "layer": layer,
        "step": asked.step if asked.step is not None else max(taken, default=None),
        "target": None if target is None else asdict(target),
        "variants": [
            {
                "variant": variant,
                "label": label,
                **_figures(list(_values(runs[variant], chosen).values())),
                "difference": None if index == 0 else _figures(_differences(_values(runs[variant], chosen), first)),
                "rows_at": _span([chosen[run.id][0] for run in runs[variant] if run.id in chosen]),
                "to_target": None if target is None else _reached(runs[variant], rows, target),
            }
            for index, (variant, label) in enumerate(variants)
        ],
    }


def _column(run: RunRecord, metric: str, layer: str | None) -> int | None:
    """Which column to compare: 0 for a metric without layers, None for a run that lacks the layer."""
    shape = run.metrics[metric]
    if "cell" in shape.axes:
        raise UnknownMetric(f"metric: {metric!r} is a picture and has no mean; allowed: metrics by step or by layer")
    if shape.layers is None:
        if layer is not None:
            raise UnknownMetric(f"layer: {metric!r} has no layers; got {layer!r}; allowed: none")
        return 0
    if layer is None:
        raise UnknownMetric(f"layer: {metric!r} has layers, and one is needed; allowed: {', '.join(shape.layers)}")
    return shape.layers.index(layer) if layer in shape.layers else None


def _rows(block: SeriesBlock, column: int | None) -> _Rows:
    values = block.values if block.values.ndim == 1 else block.values[:, column or 0]
    return _Rows(block.steps, np.asarray(values, np.float64))


def _chosen(rows: Mapping[str, _Rows], asked: Asked) -> dict[str, tuple[int, float]]:
    """By run, step and value of the row that is compared."""
    if asked.at_step is not None:
        found = {run: one.until(asked.at_step) for run, one in rows.items()}
    else:
        step = asked.step if asked.step is not None else _last_common_step(rows)
        found = {run: None if step is None else one.at(step) for run, one in rows.items()}
    return {run: row for run, row in found.items() if row is not None}


def _last_common_step(rows: Mapping[str, _Rows]) -> int | None:
    measured = [one.steps for one in rows.values() if len(one.steps)]
    if not measured:
        return None
    common: NDArray[np.int64] = reduce(np.intersect1d, measured)
    return int(common[-1]) if len(common) else None


def _values(runs: Sequence[RunRecord], chosen: Mapping[str, tuple[int, float]]) -> dict[str, float]:
    """By seed, the compared value."""
    return {json.dumps(run.seed, sort_keys=True): chosen[run.id][1] for run in runs if run.id in chosen}


def _differences(these: Mapping[str, float], first: Mapping[str, float]) -> list[float]:
    return [value - first[seed] for seed, value in these.items() if seed in first]


def _figures(values: list[float]) -> dict[str, Any]:
    summary = summarize(values) if values else Summary(0, float("nan"), None, None)
    return {
        "n": summary.n,
        "mean": summary.mean if summary.n else None,
        "standard_deviation": summary.standard_deviation,
        "interval": None if summary.interval is None else {"low": summary.interval[0], "high": summary.interval[1]},
    }


def _span(steps: Sequence[int]) -> dict[str, int] | None:
    return {"first": min(steps), "last": max(steps)} if steps else None


def _reached(runs: Sequence[RunRecord], rows: Mapping[str, _Rows], target: Target) -> dict[str, Any]:
    reaches = [
        Reach(target.step(rows[run.id].steps, rows[run.id].values), run.timing.get("steps_per_second") or None)
        for run in runs
        if run.id in rows
    ]
    return {
        "n": len(reaches),
        "reached": sum(one.step is not None for one in reaches),
        "steps": median_steps(reaches),
        "seconds": median_seconds(reaches),
    }
