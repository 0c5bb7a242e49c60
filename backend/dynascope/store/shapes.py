"""The shapes of a run's metrics as JSON, and back. Most metrics have all layers: that is written as `"all"`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dynascope.store.records import MetricShape
from dynascope.telemetry import CLOCK


def with_clock(metrics: Mapping[str, MetricShape]) -> dict[str, MetricShape]:
    """The series that a run can have: the metrics that it has on offer, and its clock."""
    return {**metrics, CLOCK: MetricShape(("step",))}


def shapes_to_json(metrics: Mapping[str, MetricShape], layers: Sequence[str]) -> dict[str, Any]:
    """Metrics by name, as JSON."""
    everything = tuple(layers)
    return {
        name: [list(shape.axes), "all" if shape.layers == everything else shape.layers, shape.width]
        for name, shape in metrics.items()
    }


def shapes_from_json(stored: Mapping[str, Any], layers: Sequence[str]) -> dict[str, MetricShape]:
    """The reverse of `shapes_to_json`."""
    everything = tuple(layers)
    return {
        name: MetricShape(tuple(axes), everything if own == "all" else None if own is None else tuple(own), width)
        for name, (axes, own, width) in stored.items()
    }
