"""Metrics, distributions and frames: what a producer measures and how it travels. NumPy only."""

from dynascope.telemetry.binning import QUANTITIES, Binning, binning_of
from dynascope.telemetry.block import Block, DistributionBlock, SeriesBlock, merge
from dynascope.telemetry.clock import CLOCK, CLOCK_UNIT
from dynascope.telemetry.codec import (
    MAX_STEP,
    Frame,
    block_of,
    brief,
    name_non_finite,
    name_of,
    pack,
    telemetry_frame,
    unpack,
)
from dynascope.telemetry.metrics import (
    LINE_GRID,
    METRICS,
    PLANE_GRID,
    UPDATE_METRICS,
    Metric,
)
from dynascope.telemetry.promises import layers_of, metrics_of, unit_of

__all__ = [
    "CLOCK",
    "CLOCK_UNIT",
    "LINE_GRID",
    "MAX_STEP",
    "METRICS",
    "PLANE_GRID",
    "QUANTITIES",
    "UPDATE_METRICS",
    "Binning",
    "Block",
    "DistributionBlock",
    "Frame",
    "Metric",
    "SeriesBlock",
    "binning_of",
    "block_of",
    "brief",
    "layers_of",
    "merge",
    "metrics_of",
    "name_non_finite",
    "name_of",
    "pack",
    "telemetry_frame",
    "unit_of",
    "unpack",
]
