"""The distribution of a kernel's entries under each initialiser.

Float64 NumPy, written apart from the engine, so that tests can hold one against the other. n is the fan-in, m the
fan-out.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from dynascope.catalog.initializers import MeanField, Normal, Orthogonal
from dynascope.catalog.mathematics.arrays import Array

POINTS = 201
BESIDE = 1e-9


@dataclass(frozen=True)
class Weights:
    """A distribution of mean 0: its variance, its density over x, and the variance of the biases."""

    variance: float
    x: Array
    density: Array
    bias_variance: float = 0.0


# The distribution for (n, m) and a member with its parameters; None where all weights have one value.
Distribution = Callable[[int, int, Any], Weights | None]


def _normal_weights(variance: float, bias_variance: float = 0.0) -> Weights:
    sigma = math.sqrt(variance)
    u = np.linspace(-4, 4, POINTS)
    return Weights(variance, sigma * u, np.exp(-(u**2) / 2) / (sigma * math.sqrt(2 * math.pi)), bias_variance)


def _uniform_weights(limit: float) -> Weights:
    u = np.array([-1.25, -1 - BESIDE, -1, 1, 1 + BESIDE, 1.25])
    return Weights(limit**2 / 3, limit * u, np.where(np.abs(u) <= 1, 1 / (2 * limit), 0.0))


def _normal_by(variance: Callable[[int, int], float]) -> Distribution:
    return lambda n, m, _: _normal_weights(variance(n, m))


def _uniform_by(limit: Callable[[int, int], float]) -> Distribution:
    return lambda n, m, _: _uniform_weights(limit(n, m))


def _normal(_n: int, _m: int, member: Normal) -> Weights:
    return _normal_weights(member.stddev * member.stddev)


def _mean_field(n: int, _: int, member: MeanField) -> Weights:
    return _normal_weights(member.sigma_w * member.sigma_w / n, member.sigma_b * member.sigma_b)


def _orthogonal(n: int, m: int, member: Orthogonal) -> Weights:
    """A coordinate of a point uniform on the sphere in d = max(n, m) dimensions: density ∝ (1 − u²)^((d − 3) / 2)."""
    d = max(n, m)
    variance = member.gain * member.gain / d
    if d == 1:
        return Weights(variance, np.array([-member.gain, member.gain]), np.array([0.5, 0.5]))
    if d == 3:  # Archimedes: every coordinate is uniform
        return _uniform_weights(member.gain)
    reach = min(0.999, 4 / math.sqrt(d))
    u = reach * np.sin(np.linspace(-np.pi / 2, np.pi / 2, POINTS))
    log_scale = math.lgamma(d / 2) - math.lgamma((d - 1) / 2) - math.log(math.pi) / 2
    density = np.exp(log_scale + (d - 3) / 2 * np.log1p(-(u**2)))
    return Weights(variance, member.gain * u, density / member.gain)


DISTRIBUTIONS: dict[str, Distribution] = {
    "xavier_normal": _normal_by(lambda n, m: 2 / (n + m)),
    "xavier_uniform": _uniform_by(lambda n, m: math.sqrt(6 / (n + m))),
    "he_normal": _normal_by(lambda n, _: 2 / n),
    "he_uniform": _uniform_by(lambda n, _: math.sqrt(6 / n)),
    "lecun_normal": _normal_by(lambda n, _: 1 / n),
    "lecun_uniform": _uniform_by(lambda n, _: math.sqrt(3 / n)),
    "normal": _normal,
    "uniform_fan_in": _uniform_by(lambda n, _: 1 / math.sqrt(n)),
    "mean_field": _mean_field,
    "orthogonal": _orthogonal,
    "zeros": lambda _n, _m, _member: None,
    "constant": lambda _n, _m, _member: None,
}
