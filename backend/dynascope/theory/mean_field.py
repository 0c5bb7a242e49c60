"""Mean-field theory of a plain network's first weights: how signals grow going up, and gradients going down.

With weights drawn independently, of mean 0, and layers that are wide, the pre-activations of a layer are normal with
the variance q, and

    q_1 = n_0 Var w_1 E[x²] + σ_b²,  q_l = n_{l-1} Var w_l E f(√q_{l-1} u)² + σ_b²,   u standard normal

(Poole et al., 2016, equations 3 and 4), while the mean square of dL/dz grows going down a layer by the factor

    χ_l = n_{l+1} Var w_{l+1} E f'(√q_l u)²

(Schoenholz et al., 2017, equation 8; n_{l+1} Var w_{l+1} = σ_w² n_{l+1} / n_l).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from dynascope.catalog.activations import Activation
from dynascope.catalog.mathematics.activations import moments_of
from dynascope.catalog.mathematics.initializers import DISTRIBUTIONS
from dynascope.spec import LayerSpec, RunSpec
from dynascope.theory.inputs import input_second_moment
from dynascope.theory.prediction import Curve, Statement

FORWARD_SOURCE = "Poole et al. (2016), equations 3 and 4"
BACKWARD_SOURCE = "Schoenholz et al. (2017), equation 8"

_WIDE = Statement("wide_layers", "Layers are wide: a pre-activation is a sum of many independent terms.")
_FIRST = Statement("first_weights", "Weights are those that were drawn: the prediction is for step 0.")
_INPUTS = Statement("equal_inputs", "All inputs have the mean square {second_moment}.")
_INDEPENDENT = Statement(
    "independent_weights",
    "The weights that carry the gradient down are independent of those that carried the signal up.",
)
_ANCHOR = Statement("measured_output", "In units of what was measured at the output.")

# Why there is nothing to predict of a layer, in the order in which it is said.
_REFUSALS: tuple[tuple[str, str, Callable[[LayerSpec], bool]], ...] = (
    ("convolution", "mean-field curves are for dense layers; {layer} is a convolution", lambda x: bool(x.convolution)),
    (
        "normalization",
        "{layer} is normalised, so its signal does not follow from its weights",
        lambda x: x.normalization is not None,
    ),
    ("residual", "{layer} has a skip, so its signal is a sum of two that depend on each other", lambda x: x.residual),
    ("dropout", "{layer} drops units, which adds to its variance", lambda x: x.dropout > 0.0),
    ("drawn_activation", "{layer} draws the slope of its activation anew in each step", lambda x: x.activation.drawn),
    (
        "equal_weights",
        "all weights of {layer} have one value, so its units stay equal",
        lambda x: _distribution(x) is None,
    ),
)


def mean_field(spec: RunSpec) -> tuple[Curve, ...] | Statement:
    """`preactivation_rms` (√q) of all layers, `backprop_gain` (√χ) of hidden ones and, relative to the output,
    `backprop_rms`; or why its assumptions fail."""
    refused = _refusal(spec)
    if refused is not None:
        return refused
    second_moment = input_second_moment(spec.dataset)
    if second_moment is None:
        return Statement("inputs_unknown", "the mean square of the inputs is not known without reading the data")
    q = _variances(spec, second_moment)
    chi = _gains(spec, q)
    down = np.append(np.cumprod(chi[::-1])[::-1], 1.0)
    names = spec.layer_names
    shown = {"second_moment": float(f"{second_moment:.4g}")}
    inputs = Statement(_INPUTS.code, _INPUTS.message.format(**shown), shown)
    forward = (_WIDE, _FIRST, inputs)
    backward = (*forward, _INDEPENDENT)
    squared = r"\sqrt{q_l},\quad q_l = n_{l-1} \operatorname{Var} w_l\ \mathbb E f(\sqrt{q_{l-1}}\, u)^2 + \sigma_b^2"
    gain = r"\sqrt{\chi_l},\quad \chi_l = n_{l+1} \operatorname{Var} w_{l+1}\ \mathbb E f'(\sqrt{q_l}\, u)^2"
    product = r"\prod_{k \ge l} \sqrt{\chi_k}"
    return (
        _curve("preactivation_rms", names, np.sqrt(q), None, squared, forward, FORWARD_SOURCE),
        _curve("backprop_gain", names[:-1], np.sqrt(chi), None, gain, backward, BACKWARD_SOURCE),
        _curve("backprop_rms", names, np.sqrt(down), names[-1], product, (*backward, _ANCHOR), BACKWARD_SOURCE),
    )


def _curve(
    metric: str,
    layers: tuple[str, ...],
    values: np.ndarray,
    relative_to: str | None,
    formula: str,
    assumptions: tuple[Statement, ...],
    source: str,
) -> Curve:
    return Curve(metric, layers, tuple(values.tolist()), 0, relative_to, formula, assumptions, source)


def _refusal(spec: RunSpec) -> Statement | None:
    if spec.warm_start is not None:
        return Statement("warm_start", "the first weights are those of another run, not drawn")
    for code, message, fails in _REFUSALS:
        layer = next((layer for layer in spec.layers if fails(layer)), None)
        if layer is not None:
            return Statement(code, message.format(layer=layer.name), {"layer": layer.name})
    return None


def _distribution(layer: LayerSpec) -> tuple[float, float] | None:
    """Var w and the variance of the biases; None where all weights have one value."""
    weights = DISTRIBUTIONS[layer.initializer.name](layer.inputs, layer.fan_out, layer.initializer)
    return None if weights is None else (weights.variance, weights.bias_variance)


@lru_cache(maxsize=4096)
def _moments(activation: Activation, variance: float) -> tuple[float, float]:
    """E f(√q u)² and E f'(√q u)²."""
    _, second, slope = moments_of(activation, variance)
    return second, slope


def _variances(spec: RunSpec, second_moment: float) -> np.ndarray:
    """q of each layer, float64 [layers]."""
    received, variances = second_moment, list[float]()
    with np.errstate(over="ignore", invalid="ignore"):  # a prediction may leave the range of numbers, and says so
        for layer in spec.layers:
            weight, bias = _known(layer)
            variances.append(layer.inputs * weight * received + bias)
            received, _ = _moments(layer.activation, variances[-1])
    return np.array(variances)


def _gains(spec: RunSpec, variances: np.ndarray) -> np.ndarray:
    """χ of each hidden layer, float64 [hidden layers]."""
    pairs = zip(spec.layers[:-1], spec.layers[1:], variances.tolist(), strict=False)
    with np.errstate(over="ignore", invalid="ignore"):
        chi = [above.units * _known(above)[0] * _moments(layer.activation, q)[1] for layer, above, q in pairs]
    return np.array(chi, np.float64)


def _known(layer: LayerSpec) -> tuple[float, float]:
    known = _distribution(layer)
    return known if known is not None else (math.nan, math.nan)
