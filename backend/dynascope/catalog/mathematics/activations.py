"""Activation functions with their derivatives, and their moments for standard normal input.

Float64 NumPy, written apart from the engine, so that tests can hold one against the other.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from dynascope.catalog.activations import Activation, Elu, LeakyRelu, PRelu, RRelu
from dynascope.catalog.mathematics.arrays import Array

# f(z) and f'(z) for the pre-activations z and a member with its parameters.
Curve = Callable[[Array, Any], tuple[Array, Array]]

SELU_SCALE = 1.0507009873554805
SELU_ALPHA = 1.6732632423543772


def _erf(z: Array) -> Array:
    return np.array([math.erf(x) for x in z.ravel()]).reshape(z.shape)


def _logistic(z: Array) -> Array:
    return 0.5 * (1 + np.tanh(z / 2))


def _sigmoid(z: Array, _: Activation) -> tuple[Array, Array]:
    y = _logistic(z)
    return y, y * (1 - y)


def _tanh(z: Array, _: Activation) -> tuple[Array, Array]:
    y = np.tanh(z)
    return y, 1 - y**2


def _relu(z: Array, _: Activation) -> tuple[Array, Array]:
    return np.maximum(z, 0), (z > 0).astype(float)


def _leaky_relu(z: Array, member: LeakyRelu) -> tuple[Array, Array]:
    return _two_slopes(z, member.negative_slope)


def _rrelu(z: Array, member: RRelu) -> tuple[Array, Array]:
    return _two_slopes(z, (member.lower + member.upper) / 2)


def _prelu(z: Array, member: PRelu) -> tuple[Array, Array]:
    return _two_slopes(z, member.initial_slope)


def _two_slopes(z: Array, below: float) -> tuple[Array, Array]:
    return np.where(z > 0, z, below * z), np.where(z > 0, 1.0, below)


def _elu(z: Array, member: Elu) -> tuple[Array, Array]:
    return _exponential_below(z, member.alpha)


def _exponential_below(z: Array, alpha: float) -> tuple[Array, Array]:
    low = np.minimum(z, 0)
    return np.where(z > 0, z, alpha * np.expm1(low)), np.where(z > 0, 1.0, alpha * np.exp(low))


def _selu(z: Array, _: Activation) -> tuple[Array, Array]:
    y, dy = _exponential_below(z, SELU_ALPHA)
    return SELU_SCALE * y, SELU_SCALE * dy


def _gelu(z: Array, _: Activation) -> tuple[Array, Array]:
    phi = 0.5 * (1 + _erf(z / math.sqrt(2)))
    return z * phi, phi + z * np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)


def _silu(z: Array, _: Activation) -> tuple[Array, Array]:
    s = _logistic(z)
    return z * s, s * (1 + z * (1 - s))


def _mish(z: Array, _: Activation) -> tuple[Array, Array]:
    t = np.tanh(np.logaddexp(0, z))
    return z * t, t + z * (1 - t**2) * _logistic(z)


def _softplus(z: Array, _: Activation) -> tuple[Array, Array]:
    return np.logaddexp(0, z), _logistic(z)


def _softsign(z: Array, _: Activation) -> tuple[Array, Array]:
    return z / (1 + np.abs(z)), 1 / (1 + np.abs(z)) ** 2


def _hard_tanh(z: Array, _: Activation) -> tuple[Array, Array]:
    return np.clip(z, -1, 1), (np.abs(z) < 1).astype(float)


def _identity(z: Array, _: Activation) -> tuple[Array, Array]:
    return z, np.ones_like(z)


ACTIVATION_CURVES: dict[str, Curve] = {
    "sigmoid": _sigmoid,
    "tanh": _tanh,
    "relu": _relu,
    "leaky_relu": _leaky_relu,
    "rrelu": _rrelu,
    "prelu": _prelu,
    "elu": _elu,
    "selu": _selu,
    "gelu": _gelu,
    "silu": _silu,
    "mish": _mish,
    "softplus": _softplus,
    "softsign": _softsign,
    "hard_tanh": _hard_tanh,
    "identity": _identity,
}


def activation_at(member: Activation, z: Array) -> tuple[Array, Array]:
    """f(z) and f'(z), as in evaluation and at the start; at a kink the derivative from the left."""
    return ACTIVATION_CURVES[member.name](z, member)


# The standard normal density as weights of a midpoint rule: no node lies at 0, where slopes jump.
_NODES = np.arange(-3000, 3000, dtype=np.float64) * 0.004 + 0.002
_WEIGHTS = np.exp(-(_NODES**2) / 2) / np.exp(-(_NODES**2) / 2).sum()


def moments_of(member: Activation, variance: float) -> tuple[float, float, float]:
    """E f(z), E f(z)², E f'(z)² for z normal with mean 0 and the variance given.

    The second is what a layer hands on, the third what it lets back: Poole et al. (2016), equations 3 and 5.
    """
    y, dy = activation_at(member, _NODES * math.sqrt(variance))
    return float(_WEIGHTS @ y), float(_WEIGHTS @ y**2), float(_WEIGHTS @ dy**2)
