"""What the table says of a metric."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dynascope.telemetry.metrics.conditions import Applies, LayersOf, always, every_layer, measures_curvature

Axis = Literal["step", "layer", "cell"]
Cadence = Literal["step", "layers", "evaluation", "distributions", "curvature"]
Scale = Literal["linear", "log"]


@dataclass(frozen=True)
class Metric:
    """One named series. `unit` is "1" for pure numbers; `scale` is the axis that suits it; `cadence` says which setting
    of the spec decides when a row is taken: `step` (every step), `layers`, `evaluation`, `distributions`, `curvature`.
    """

    name: str
    unit: str
    axes: tuple[Axis, ...]
    cadence: Cadence
    scale: Scale
    definition: str
    source: str = ""
    applies: Applies = always
    layers: LayersOf = every_layer


def per_step(
    name: str,
    unit: str,
    cadence: Cadence,
    scale: Scale,
    definition: str,
    source: str = "",
    applies: Applies = always,
) -> Metric:
    """A metric with one value a row."""
    return Metric(name, unit, ("step",), cadence, scale, definition, source, applies)


def per_layer(
    name: str,
    unit: str,
    scale: Scale,
    definition: str,
    source: str = "",
    layers: LayersOf = every_layer,
    cadence: Cadence = "layers",
) -> Metric:
    """A metric with a value a layer; of curvature, where that was asked for."""
    applies = measures_curvature if cadence == "curvature" else always
    return Metric(name, unit, ("step", "layer"), cadence, scale, definition, source, applies, layers)
