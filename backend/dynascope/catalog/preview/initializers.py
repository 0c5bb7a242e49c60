"""Distributions of a kernel's first entries, and the variances that they predict layer by layer.

n is the fan-in, m the fan-out. With weights independent of their inputs and of mean 0, Var z = n E[w²] E[x²] + σ_b²
(Glorot and Bengio, 2010, equation 5; He et al., 2015, equation 7); through an activation f the variance follows
q ← n E[w²] E f(√q u)² + σ_b², u standard normal, and the gradient's variance is multiplied by m E[w²] E f'(√q u)²
(Poole et al., 2016, equations 3 and 5; Schoenholz et al., 2017, equation 8).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from dynascope.catalog.initializers import Constant, Initializer, MeanField, Normal, Orthogonal
from dynascope.catalog.preview.activations import moments_of
from dynascope.catalog.preview.curve import Array, Layers, Preview, Setting

POINTS = 201
DEPTH = 20
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


def initializer_preview(member: Initializer, setting: Setting) -> Preview | None:
    """The density of an entry of the kernel, Var w, and variances through 20 layers for inputs with E[x²] = 1.

    Where all weights have one value the units of a layer stay equal: nothing is predicted, y is that one value's share.
    None where the variance is 0 or too large for a number: there is no density to draw.
    """
    with np.errstate(all="ignore"):  # a density that cannot be drawn is left out below
        weights = DISTRIBUTIONS[member.name](setting.fan_in, setting.fan_out, member)
    if weights is None:
        value = member.value if isinstance(member, Constant) else 0.0
        return Preview("weights", np.array([value]), np.array([1.0]), figures={"variance": 0.0})
    if weights.variance == 0.0 or not math.isfinite(weights.variance):
        return None
    layers = predicted(weights, setting)
    figures = {
        "variance": weights.variance,
        "standard_deviation": math.sqrt(weights.variance),
        "preactivation_variance": float(layers.forward[0]),
        "last_variance": float(layers.forward[-1]),
        "gradient_left": float(layers.backward[0]),
    }
    return Preview("weights", weights.x, weights.density, layers=layers, figures=figures)


def predicted(weights: Weights, setting: Setting) -> Layers:
    """The two recursions of the module's head over 20 equal layers."""
    forward = np.empty(DEPTH)
    factors = np.empty(DEPTH)
    received = 1.0  # E[x²]
    with np.errstate(over="ignore", invalid="ignore"):  # a prediction may leave the range of numbers, and says so
        for layer in range(DEPTH):
            forward[layer] = setting.fan_in * weights.variance * received + weights.bias_variance
            _, received, slope = moments_of(setting.activation, forward[layer])
            factors[layer] = setting.fan_out * weights.variance * slope
        backward = np.append(np.cumprod(factors[:-1][::-1])[::-1], 1.0)
    return Layers(forward, backward)
