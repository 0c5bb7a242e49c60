"""Curves that show what a member does: an activation and its derivative, a schedule's learning rate.

Float64 NumPy, written apart from the engine, so that tests can hold one against the other.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dynascope.catalog.activations import Elu, LeakyRelu
from dynascope.catalog.schedules import Exponential, PiecewiseConstant

Array = NDArray[np.float64]
Curve = Callable[[Array], tuple[Array, Array]]

SELU_SCALE = 1.0507009873554805
SELU_ALPHA = 1.6732632423543772

POINTS = 121


def _sigmoid(z: Array) -> tuple[Array, Array]:
    y = 1 / (1 + np.exp(-z))
    return y, y * (1 - y)


def _tanh(z: Array) -> tuple[Array, Array]:
    y = np.tanh(z)
    return y, 1 - y**2


def _relu(z: Array) -> tuple[Array, Array]:
    return np.maximum(z, 0), (z > 0).astype(float)


def _leaky_relu(z: Array) -> tuple[Array, Array]:
    a = LeakyRelu().negative_slope
    return np.where(z > 0, z, a * z), np.where(z > 0, 1.0, a)


def _elu(z: Array) -> tuple[Array, Array]:
    alpha = Elu().alpha
    return np.where(z > 0, z, alpha * np.expm1(z)), np.where(z > 0, 1.0, alpha * np.exp(z))


def _selu(z: Array) -> tuple[Array, Array]:
    inner = np.where(z > 0, z, SELU_ALPHA * np.expm1(z))
    return SELU_SCALE * inner, SELU_SCALE * np.where(z > 0, 1.0, SELU_ALPHA * np.exp(z))


def _gelu(z: Array) -> tuple[Array, Array]:
    phi = np.array([0.5 * (1 + math.erf(x / math.sqrt(2))) for x in z])
    return z * phi, phi + z * np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)


def _silu(z: Array) -> tuple[Array, Array]:
    s, _ = _sigmoid(z)
    return z * s, s * (1 + z * (1 - s))


def _identity(z: Array) -> tuple[Array, Array]:
    return z, np.ones_like(z)


ACTIVATION_CURVES: dict[str, Curve] = {
    "sigmoid": _sigmoid,
    "tanh": _tanh,
    "relu": _relu,
    "leaky_relu": _leaky_relu,
    "elu": _elu,
    "selu": _selu,
    "gelu": _gelu,
    "silu": _silu,
    "identity": _identity,
}


def _constant_rate(t: Array, rate: float) -> Array:
    return np.full_like(t, rate)


def _exponential_rate(t: Array, rate: float) -> Array:
    return rate * 10.0 ** (-t / Exponential().decay_steps)


def _piecewise_rate(t: Array, _rate: float) -> Array:
    member = PiecewiseConstant()
    return np.asarray(member.values)[np.searchsorted(member.boundaries, t, side="right")]


SCHEDULE_CURVES: dict[str, Callable[[Array, float], Array]] = {
    "constant": _constant_rate,
    "exponential": _exponential_rate,
    "piecewise_constant": _piecewise_rate,
}


def preview_of(family: str, name: str) -> dict[str, Any] | None:
    """`{x, y, dy}` of an activation for z in [-6, 6]; `{x, y}` of a schedule over 2,000 steps from 0.1; or None."""
    if family == "activation":
        z = np.linspace(-6, 6, POINTS)
        y, dy = ACTIVATION_CURVES[name](z)
        return {"x": z.tolist(), "y": y.tolist(), "dy": dy.tolist()}
    if family == "schedule":
        t = np.linspace(0, 2000, POINTS)
        return {"x": t.tolist(), "y": SCHEDULE_CURVES[name](t, 0.1).tolist()}
    return None
