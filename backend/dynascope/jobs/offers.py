"""Which metrics and distributions a run takes, in which shapes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dynascope.errors import BadRequest, UnknownMetric
from dynascope.spec import RunSpec
from dynascope.store import MetricShape
from dynascope.store.append import OpenRun, offer
from dynascope.store.shapes import with_clock
from dynascope.telemetry import (
    METRICS,
    QUANTITIES,
    Block,
    DistributionBlock,
    SeriesBlock,
    binning_of,
    layers_of,
    metrics_of,
)

OWN_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}(/[a-z0-9_]{1,64}){0,3}")
MAX_METRICS = 256
MAX_WIDTH = 65_536


def promised_metrics(spec: RunSpec) -> dict[str, MetricShape]:
    """The metrics that a run of this spec has, with their shapes."""
    shapes: dict[str, MetricShape] = {}
    for name in metrics_of(spec):
        axes = METRICS[name].axes
        layers = layers_of(name, spec) if "layer" in axes else None
        width = len(layers) if layers is not None else None if "cell" in axes else 0
        shapes[name] = MetricShape(axes, layers, width)
    return shapes


def promised_distributions(spec: RunSpec) -> dict[str, int]:
    """The distributions that a run of this spec has, with their numbers of bins."""
    return {quantity: binning_of(quantity, spec).count for quantity in QUANTITIES}


def check_block(run: OpenRun, block: Block, *, owned: bool) -> None:
    """Holds a block against what the run offers; a run that we don't own offers what it brings from then on.

    Raises `UnknownMetric` naming those on offer, `BadRequest` for a wrong shape.
    """
    brought = {} if owned else {name: one for name, one in block.series.items() if name not in with_clock(run.metrics)}
    new = {name: _bring(run, name, one) for name, one in brought.items()}
    bins = {
        quantity: binning_of(quantity, RunSpec()).count
        for quantity in block.distributions
        if not owned and quantity in QUANTITIES and quantity not in run.distributions
    }
    if len(run.metrics) + len(new) > MAX_METRICS:
        raise BadRequest(f"run {run.id} would have {len(run.metrics) + len(new)} metrics; allowed: {MAX_METRICS}")
    if new or bins:
        offer(run, new, bins)
    shapes = with_clock(run.metrics)
    for name, one in block.series.items():
        _check_series(run, shapes.get(name), name, one)
    for quantity, one in block.distributions.items():
        _check_distribution(run, quantity, one)


def _check_series(run: OpenRun, shape: MetricShape | None, name: str, block: SeriesBlock) -> None:
    if shape is None:
        raise _unknown("metric", name, list(run.metrics))
    values = block.values.shape
    if len(shape.axes) == 1:
        expected, fits = "[rows]", len(values) == 1
    else:
        expected = f"[rows, {shape.width or f'1 to {MAX_WIDTH}'}]"
        fits = len(values) == 2 and (values[1] == shape.width if shape.width else 1 <= values[1] <= MAX_WIDTH)
    if not fits:
        raise BadRequest(f"{name} of run {run.id}: got values of shape {list(values)}; allowed: {expected}")


def _check_distribution(run: OpenRun, quantity: str, block: DistributionBlock) -> None:
    bins = run.distributions.get(quantity)
    if bins is None:
        raise _unknown("distribution", quantity, list(run.distributions) or list(QUANTITIES))
    if block.counts.shape[1:] != (len(run.layers), bins):
        raise BadRequest(
            f"distribution {quantity} of run {run.id}: got counts of shape {list(block.counts.shape)}; "
            f"allowed: [rows, {len(run.layers)}, {bins}]"
        )


def _bring(run: OpenRun, name: str, block: SeriesBlock) -> MetricShape:
    """The shape of a metric that a run which we don't own brings for the first time."""
    known = METRICS.get(name)
    if known is None and not OWN_NAME.fullmatch(name):
        raise _unknown("metric", name, [*METRICS, "names of your own such as custom/margin"])
    values = block.values.shape
    axes = known.axes if known else ("step",) if len(values) == 1 else ("step", "layer")
    if axes == ("step",):
        return MetricShape(axes)
    if axes == ("step", "cell"):
        return MetricShape(axes, None, None)
    # Metrics of hidden layers alone lack the last layer, the output.
    width = values[1] if len(values) == 2 else 0
    layers = run.layers[:-1] if width == len(run.layers) - 1 else run.layers
    if not layers:
        raise BadRequest(f"{name} of run {run.id} has a value a layer, but the run was opened without layers")
    return MetricShape(axes, layers, len(layers))


def _unknown(kind: str, name: str, offered: Sequence[str]) -> UnknownMetric:
    return UnknownMetric(
        f"{kind} {ascii(name)[:100]} is not one of this run; on offer: {', '.join(offered)}", offered=list(offered)
    )
