"""The grid over one or two features on which a network is drawn."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float64
from numpy import ndarray

from dynascope.telemetry import LINE_GRID, PLANE_GRID

MARGIN = 0.1  # of the data's range, on each side


def grid_limits(points: Float64[ndarray, "samples features"]) -> Float64[ndarray, " limits"]:
    """The least and the greatest value of each feature in turn (x_min, x_max, y_min, y_max): the data's range and a
    tenth of it on each side."""
    low, high = points.min(axis=0), points.max(axis=0)
    margin = MARGIN * np.where(high > low, high - low, 1.0)
    return np.stack([low - margin, high + margin], axis=1).ravel()


def grid_points(limits: Float64[ndarray, " limits"]) -> Float64[ndarray, "cells features"]:
    """The centres of the cells: along a line, or over a plane row-major, y, then x."""
    if len(limits) == 2:
        return np.linspace(limits[0], limits[1], LINE_GRID)[:, None]
    x = np.linspace(limits[0], limits[1], PLANE_GRID)
    y = np.linspace(limits[2], limits[3], PLANE_GRID)
    return np.stack([np.tile(x, PLANE_GRID), np.repeat(y, PLANE_GRID)], axis=1)
