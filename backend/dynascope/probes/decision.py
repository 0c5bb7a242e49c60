"""The decision boundary of a network over the plane."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float, Float64
from numpy import ndarray

from dynascope.telemetry import DECISION_GRID

MARGIN = 0.1  # of the data's range, on each side


def grid_limits(points: Float64[ndarray, "samples 2"]) -> Float64[ndarray, "4"]:
    """x_min, x_max, y_min, y_max: the data's range and a tenth of it on each side."""
    low, high = points.min(axis=0), points.max(axis=0)
    margin = MARGIN * np.where(high > low, high - low, 1.0)
    low, high = low - margin, high + margin
    return np.array([low[0], high[0], low[1], high[1]])


def grid_points(limits: Float64[ndarray, "4"]) -> Float64[ndarray, "cells 2"]:
    """The centres of the cells, row-major: y, then x."""
    x = np.linspace(limits[0], limits[1], DECISION_GRID)
    y = np.linspace(limits[2], limits[3], DECISION_GRID)
    return np.stack([np.tile(x, DECISION_GRID), np.repeat(y, DECISION_GRID)], axis=1)


def decision(outputs: Float[Array, "cells classes"]) -> Float[Array, "2 cells"]:
    """The predicted class of each cell, and its probability (softmax of the outputs)."""
    probability = jax.nn.softmax(outputs, axis=-1)
    chosen = jnp.argmax(outputs, axis=-1).astype(outputs.dtype)
    return jnp.stack([chosen, jnp.max(probability, axis=-1)])
