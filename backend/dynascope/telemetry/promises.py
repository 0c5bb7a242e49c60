"""What a run promises of the table of metrics: which, on which layers, in what unit."""

from __future__ import annotations

from dynascope.spec import RunSpec
from dynascope.telemetry.metrics import METRICS
from dynascope.telemetry.metrics.conditions import has_classes


def layers_of(metric: str, spec: RunSpec) -> tuple[str, ...]:
    """The layers on the metric's layer axis in this run, from input to output; empty where it has none."""
    entry = METRICS[metric]
    return entry.layers(spec) if "layer" in entry.axes else ()


def metrics_of(spec: RunSpec) -> tuple[str, ...]:
    """The metrics that this run promises, in the table's order."""
    return tuple(
        name
        for name, metric in METRICS.items()
        if metric.applies(spec) and ("layer" not in metric.axes or metric.layers(spec))
    )


def unit_of(metric: str, spec: RunSpec) -> str:
    """The metric's unit in this run: losses are in nats for cross-entropy, in squared units otherwise, which are
    variances of the targets where a regression standardises these.
    """
    unit = METRICS[metric].unit
    if unit == "nats" and spec.loss_or_default.name != "cross_entropy":
        standardized = spec.dataset.standardized and not has_classes(spec)
        return "target variances" if standardized else "squared units"
    return unit
