"""Initial kernels from standardised normal draws.

Every initialiser maps the *same* draws, so initialisers of one distribution give proportional kernels, and
uniform draws are the normal distribution function of the normal ones. n is the fan-in, m the fan-out. A rule sees a
kernel as a matrix (n, units); that of a convolution has a column a channel, and a fan-out of kernel² times channels.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, cast

import numpy as np
from jaxtyping import Float64
from numpy import ndarray
from scipy import special

from dynascope.catalog.initializers import Constant, Initializer, MeanField, Normal, Orthogonal
from dynascope.training.randomness import standard_normals

Kernel = Float64[ndarray, "fan_in units"]
Rule = Callable[[Kernel, int, Any], Kernel]  # draws, fan-out, the initialiser with its parameters


def _normal_by(variance: Callable[[int, int], float]) -> Rule:
    def rule(draws: Kernel, fan_out: int, _: Initializer) -> Kernel:
        return draws * np.sqrt(variance(draws.shape[0], fan_out))

    return rule


def _uniform_by(limit: Callable[[int, int], float]) -> Rule:
    def rule(draws: Kernel, fan_out: int, _: Initializer) -> Kernel:
        return (2.0 * _normal_distribution(draws) - 1.0) * limit(draws.shape[0], fan_out)

    return rule


def _normal_distribution(draws: Kernel) -> Kernel:
    ndtr = cast("Callable[[Kernel], Kernel]", special.ndtr)
    return ndtr(draws)


def _normal(draws: Kernel, _: int, initializer: Normal) -> Kernel:
    return draws * initializer.stddev


def _mean_field(draws: Kernel, _: int, initializer: MeanField) -> Kernel:
    return draws * (initializer.sigma_w / np.sqrt(draws.shape[0]))


def _orthogonal(draws: Kernel, _: int, initializer: Orthogonal) -> Kernel:
    tall = draws if draws.shape[0] >= draws.shape[1] else draws.T
    q, r = np.linalg.qr(tall)
    q = q * np.where(np.diagonal(r) < 0.0, -1.0, 1.0)  # makes Q unique, and uniform over the orthogonal group
    return initializer.gain * (q if tall is draws else q.T)


def _zeros(draws: Kernel, _: int, __: Initializer) -> Kernel:
    return np.zeros_like(draws)


def _constant(draws: Kernel, _: int, initializer: Constant) -> Kernel:
    return np.full_like(draws, initializer.value)


INITIALIZERS: dict[str, Rule] = {
    "xavier_normal": _normal_by(lambda n, m: 2.0 / (n + m)),
    "xavier_uniform": _uniform_by(lambda n, m: (6.0 / (n + m)) ** 0.5),
    "he_normal": _normal_by(lambda n, _: 2.0 / n),
    "he_uniform": _uniform_by(lambda n, _: (6.0 / n) ** 0.5),
    "lecun_normal": _normal_by(lambda n, _: 1.0 / n),
    "lecun_uniform": _uniform_by(lambda n, _: (3.0 / n) ** 0.5),
    "normal": _normal,
    "uniform_fan_in": _uniform_by(lambda n, _: (1.0 / n) ** 0.5),
    "mean_field": _mean_field,
    "orthogonal": _orthogonal,
    "zeros": _zeros,
    "constant": _constant,
}


def initial_kernel(initializer: Initializer, seed: int, layer: str, shape: tuple[int, ...]) -> Float64[ndarray, "..."]:
    """The kernel of a layer before the first step, float64 of `shape`: (inputs, units), or (side, side, channels in,
    channels out) of a convolution.

    >>> from dynascope.catalog.initializers import HeNormal
    >>> initial_kernel(HeNormal(), 0, "hidden_1", (64, 32)).shape
    (64, 32)
    """
    fan_in, units = math.prod(shape[:-1]), shape[-1]
    draws = standard_normals(seed, layer, "kernel", (fan_in, units))
    return INITIALIZERS[initializer.name](draws, units * math.prod(shape[:-2]), initializer).reshape(shape)


def initial_bias(initializer: Initializer, seed: int, layer: str, units: int) -> Float64[ndarray, " units"]:
    """The biases of a layer before the first step: 0, except in `mean_field`."""
    if isinstance(initializer, MeanField):
        return initializer.sigma_b * standard_normals(seed, layer, "bias", (units,))
    return np.zeros(units)
