"""Learning rates over the steps, written apart from the engine."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from dynascope.catalog.mathematics.arrays import Array
from dynascope.catalog.preview.curve import Preview, Setting
from dynascope.catalog.schedules import (
    Cosine,
    Exponential,
    Linear,
    OneCycle,
    Performance,
    PiecewiseConstant,
    Power,
    RangeTest,
    Schedule,
    WarmupCosine,
)

# η(t) for the steps t, η₀, a member with its parameters, and the steps of the run.
Rate = Callable[[Array, float, Any, int], Array]

MOST_POINTS = 401


def _constant(t: Array, rate: float, _: Schedule, _steps: int) -> Array:
    return np.full_like(t, rate)


def _exponential(t: Array, rate: float, member: Exponential, _: int) -> Array:
    return rate * 10.0 ** (-t / member.decay_steps)


def _piecewise(t: Array, _: float, member: PiecewiseConstant, _steps: int) -> Array:
    return np.asarray(member.values)[np.searchsorted(member.boundaries, t, side="right")]


def _power(t: Array, rate: float, member: Power, _: int) -> Array:
    return rate / (1 + t / member.decay_steps) ** member.exponent


def _performance(t: Array, rate: float, member: Performance, steps: int) -> Array:
    """Of a run whose validation loss never falls after its first measurement: cut after cut."""
    waiting = member.cooldown if member.form == "optax" else max(0, member.cooldown - 1)
    measured = t // member.resolved(steps)["every"]
    cuts = np.maximum(0, (measured - member.patience) // (member.patience + waiting) + 1)
    return rate * member.factor**cuts


def _linear(t: Array, rate: float, member: Linear, steps: int) -> Array:
    return rate * np.interp(t, [0, member.decay_steps or steps], [1.0, member.final_fraction])


def _cosine_between(t: Array, start: float, end: float, high: float, low: float) -> Array:
    """From `high` to `low` along half a period of a cosine between two steps."""
    share = np.clip((t - start) / (end - start), 0, 1)
    return low + (high - low) * np.cos(np.pi * share / 2) ** 2


def _cosine(t: Array, rate: float, member: Cosine, steps: int) -> Array:
    return rate * _cosine_between(t, 0, member.decay_steps or steps, 1.0, member.final_fraction)


def _warmup_cosine(t: Array, rate: float, member: WarmupCosine, steps: int) -> Array:
    end = member.decay_steps or steps
    top = member.warmup_steps or math.ceil(end / 10)
    rising = np.interp(t, [0, top], [member.initial_fraction, 1.0])
    return rate * np.where(t < top, rising, _cosine_between(t, top, max(end, top + 1), 1.0, member.final_fraction))


def _one_cycle(t: Array, rate: float, member: OneCycle, steps: int) -> Array:
    end = member.cycle_steps or steps
    top = math.floor(member.peak_fraction * end)
    start = 1 / member.start_division
    rising = _cosine_between(t, 0, max(top, 1), start, 1.0)
    return rate * np.where(t < top, rising, _cosine_between(t, top, end, 1.0, start / member.end_division))


def _range_test(t: Array, _: float, member: RangeTest, steps: int) -> Array:
    return np.exp(np.interp(t, [0, steps], np.log([member.minimum, member.maximum])))


SCHEDULE_CURVES: dict[str, Rate] = {
    "constant": _constant,
    "exponential": _exponential,
    "piecewise_constant": _piecewise,
    "power": _power,
    "performance": _performance,
    "linear": _linear,
    "cosine": _cosine,
    "warmup_cosine": _warmup_cosine,
    "one_cycle": _one_cycle,
    "range_test": _range_test,
}


def schedule_preview(member: Schedule, setting: Setting) -> Preview:
    """η at whole steps from 0 to `steps`, about 400 of them."""
    t = np.unique(np.round(np.linspace(0, setting.steps, min(MOST_POINTS, setting.steps + 1))))
    return Preview("schedule", t, SCHEDULE_CURVES[member.name](t, setting.learning_rate, member, setting.steps))
