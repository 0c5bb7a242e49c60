"""The variants of a job side by side at one step."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from dynascope.errors import UnknownMetric
from dynascope.server.statistics import Summary, summarize
from dynascope.server.views import spec_of
from dynascope.store import JobRecord, RunRecord, SeriesPage
from dynascope.telemetry import SeriesBlock

ReadSeries = Callable[[str, str], SeriesPage]


def compare(job: JobRecord, read: ReadSeries, metric: str, layer: str | None, step: int | None) -> dict[str, Any]:
    """Per variant n, mean, standard deviation, interval, and the paired difference to the first variant.

    At `step`, or else at the last step that all runs with rows share. `read` gives every row of a run's metric. For a
    metric with layers, `layer` names the one to compare. Raises `UnknownMetric` where no run offers the metric.
    """
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
    compared = step if step is not None else _last_common_step(rows)
    values = _values(job, rows, compared)
    variants = sorted({run.variant: run.label for run in reversed(job.runs)}.items())
    first = values.get(variants[0][0], {})
    return {
        "job_id": job.id,
        "metric": metric,
        "unit": spec_of(offering[0]).unit(metric),
        "layer": layer,
        "step": compared,
        "variants": [
            {
                "variant": variant,
                "label": label,
                **_figures(list(values[variant].values())),
                "difference": None if index == 0 else _figures(_differences(values[variant], first)),
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


def _rows(block: SeriesBlock, column: int | None) -> dict[int, float]:
    values = block.values if block.values.ndim == 1 else block.values[:, column or 0]
    return dict(zip(block.steps.tolist(), np.asarray(values, np.float64).tolist(), strict=True))


def _last_common_step(rows: Mapping[str, Mapping[int, float]]) -> int | None:
    measured = [one for one in rows.values() if one]
    if not measured:
        return None
    common = set(measured[0]).intersection(*measured[1:])
    return max(common, default=None)


def _values(job: JobRecord, rows: Mapping[str, Mapping[int, float]], step: int | None) -> dict[int, dict[str, float]]:
    """By variant and seed, the value at the step."""
    values: dict[int, dict[str, float]] = {run.variant: {} for run in job.runs}
    for run in job.runs:
        found = rows.get(run.id, {}).get(step) if step is not None else None
        if found is not None:
            values[run.variant][json.dumps(run.seed, sort_keys=True)] = found
    return values


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
