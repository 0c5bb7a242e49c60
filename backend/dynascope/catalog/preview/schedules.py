"""Learning rates over the steps, written apart from the engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from dynascope.catalog.preview.curve import Array, Preview, Setting
from dynascope.catalog.schedules import Exponential, PiecewiseConstant, Schedule

# η(t) for the steps t, η₀, and a member with its parameters.
Rate = Callable[[Array, float, Any], Array]

MOST_POINTS = 401


def _constant(t: Array, rate: float, _: Schedule) -> Array:
    return np.full_like(t, rate)


def _exponential(t: Array, rate: float, member: Exponential) -> Array:
    return rate * 10.0 ** (-t / member.decay_steps)


def _piecewise(t: Array, _: float, member: PiecewiseConstant) -> Array:
    return np.asarray(member.values)[np.searchsorted(member.boundaries, t, side="right")]


SCHEDULE_CURVES: dict[str, Rate] = {
    "constant": _constant,
    "exponential": _exponential,
    "piecewise_constant": _piecewise,
}


def schedule_preview(member: Schedule, setting: Setting) -> Preview:
    """η at whole steps from 0 to `steps`, about 400 of them."""
    t = np.unique(np.round(np.linspace(0, setting.steps, min(MOST_POINTS, setting.steps + 1))))
    return Preview("schedule", t, SCHEDULE_CURVES[member.name](t, setting.learning_rate, member))
