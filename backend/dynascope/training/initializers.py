"""Initial kernels from standardised normal draws.

Every initialiser maps the *same* draws, so initialisers of one distribution give proportional kernels, and
uniform draws are the normal distribution function of the normal ones. n is the fan-in, m the fan-out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from jaxtyping import Float64
from numpy import ndarray
from scipy import special

from dynascope.catalog.initializers import Constant, Initializer, MeanField, Normal, Orthogonal
from dynascope.training.randomness import standard_normals

Kernel = Float64[ndarray, "inputs outputs"]
Rule = Callable[[Kernel, Any], Kernel]


def _normal_by(variance: Callable[[int, int], float]) -> Rule:
    def rule(draws: Kernel, _: Initializer) -> Kernel:
        return draws * np.sqrt(variance(*draws.shape))

    return rule


def _uniform_by(limit: Callable[[int, int], float]) -> Rule:
    def rule(draws: Kernel, _: Initializer) -> Kernel:
        return (2.0 * _normal_distribution(draws) - 1.0) * limit(*draws.shape)

    return rule


def _normal_distribution(draws: Kernel) -> Kernel:
    ndtr = cast("Callable[[Kernel], Kernel]", special.ndtr)
    return ndtr(draws)


def _normal(draws: Kernel, initializer: Normal) -> Kernel:
    return draws * initializer.stddev


def _mean_field(draws: Kernel, initializer: MeanField) -> Kernel:
    return draws * (initializer.sigma_w / np.sqrt(draws.shape[0]))


def _orthogonal(draws: Kernel, initializer: Orthogonal) -> Kernel:
    tall = draws if draws.shape[0] >= draws.shape[1] else draws.T
    q, r = np.linalg.qr(tall)
    q = q * np.where(np.diagonal(r) < 0.0, -1.0, 1.0)  # makes Q unique, and uniform over the orthogonal group
    return initializer.gain * (q if tall is draws else q.T)


def _zeros(draws: Kernel, _: Initializer) -> Kernel:
    return np.zeros_like(draws)


def _constant(draws: Kernel, initializer: Constant) -> Kernel:
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


def initial_kernel(initializer: Initializer, seed: int, layer: str, inputs: int, outputs: int) -> Kernel:
    """The kernel of a layer before the first step, float64 (inputs, outputs).

    >>> from dynascope.catalog.initializers import HeNormal
    >>> initial_kernel(HeNormal(), 0, "hidden_1", 64, 32).shape
    (64, 32)
    """
    return INITIALIZERS[initializer.name](standard_normals(seed, layer, "kernel", (inputs, outputs)), initializer)


def initial_bias(initializer: Initializer, seed: int, layer: str, outputs: int) -> Float64[ndarray, " outputs"]:
    """The biases of a layer before the first step: 0, except in `mean_field`."""
    if isinstance(initializer, MeanField):
        return initializer.sigma_b * standard_normals(seed, layer, "bias", (outputs,))
    return np.zeros(outputs)
