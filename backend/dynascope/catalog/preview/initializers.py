"""Distributions of a kernel's first entries drawn, and the variances that they predict layer by layer.

n is the fan-in, m the fan-out. With weights independent of their inputs and of mean 0, Var z = n E[w²] E[x²] + σ_b²
(Glorot and Bengio, 2010, equation 5; He et al., 2015, equation 7); through an activation f the variance follows
q ← n E[w²] E f(√q u)² + σ_b², u standard normal, and the gradient's variance is multiplied by m E[w²] E f'(√q u)²
(Poole et al., 2016, equations 3 and 5; Schoenholz et al., 2017, equation 8).
"""

from __future__ import annotations

import math

import numpy as np

from dynascope.catalog.initializers import Constant, Initializer
from dynascope.catalog.mathematics.activations import moments_of
from dynascope.catalog.mathematics.initializers import DISTRIBUTIONS, Weights
from dynascope.catalog.preview.curve import Layers, Preview, Setting

DEPTH = 20


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
