"""The points along one direction."""

from __future__ import annotations

import math

import numpy as np
from jaxtyping import Float64

MARGIN = 0.1
"""What is left free beyond each end of a trajectory, as a share of its extent."""


def symmetric(span: float, resolution: int) -> Float64[np.ndarray, " points"]:
    """From −span to span, 0 among them (`resolution` is odd)."""
    half = resolution // 2
    return span * np.arange(-half, half + 1) / half


def covering(coordinates: Float64[np.ndarray, " snapshots"], resolution: int) -> Float64[np.ndarray, " points"]:
    """Evenly spaced points over all coordinates, with a margin on either side, 0 (the centre) among them."""
    low, high = min(float(coordinates.min()), 0.0), max(float(coordinates.max()), 0.0)
    margin = MARGIN * (high - low)
    # One interval more than needed, since a point is moved onto the centre.
    spacing = (high - low + 2 * margin) / (resolution - 2)
    before = math.ceil((margin - low) / spacing)
    return spacing * np.arange(-before, resolution - before)
