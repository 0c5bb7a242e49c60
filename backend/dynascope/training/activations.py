"""Activation functions as JAX functions of the pre-activation z."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Bool, Float

Parameters = Mapping[str, Array]


@dataclass(frozen=True)
class Activation:
    """A function f(z, parameters), and max |f'| where the function saturates (else None).

    Of one that the catalog calls `drawn`, the parameter `draw` is uniform in [0, 1), one a unit and sample, in
    training, and MEAN_DRAW in evaluation.
    """

    function: Callable[[Array, Parameters], Array]
    steepest_slope: float | None = None


def _random_slope(z: Array, parameters: Parameters) -> Array:
    lower, upper = parameters["lower"], parameters["upper"]
    return jax.nn.leaky_relu(z, lower + (upper - lower) * parameters["draw"])


ACTIVATIONS: dict[str, Activation] = {
    "sigmoid": Activation(lambda z, _: jax.nn.sigmoid(z), steepest_slope=0.25),
    "tanh": Activation(lambda z, _: jnp.tanh(z), steepest_slope=1.0),
    "relu": Activation(lambda z, _: jax.nn.relu(z)),
    "leaky_relu": Activation(lambda z, p: jax.nn.leaky_relu(z, p["negative_slope"])),
    "rrelu": Activation(_random_slope),
    "prelu": Activation(lambda z, p: jax.nn.leaky_relu(z, p["slope"])),
    "elu": Activation(lambda z, p: jax.nn.elu(z, p["alpha"])),
    "selu": Activation(lambda z, _: jax.nn.selu(z)),
    "gelu": Activation(lambda z, _: jax.nn.gelu(z, approximate=False)),
    "silu": Activation(lambda z, _: jax.nn.silu(z)),
    "mish": Activation(lambda z, _: jax.nn.mish(z)),
    "softplus": Activation(lambda z, _: jax.nn.softplus(z)),
    "softsign": Activation(lambda z, _: jax.nn.soft_sign(z), steepest_slope=1.0),
    "hard_tanh": Activation(lambda z, _: jax.nn.hard_tanh(z), steepest_slope=1.0),
    "identity": Activation(lambda z, _: z),
}

# What a random activation uses in evaluation instead of a draw: the mean of the draws.
MEAN_DRAW = 0.5

# A unit counts as saturated where its slope is below this share of the steepest.
SATURATION = 0.05


def activate(name: str, z: Float[Array, "*shape"], parameters: Parameters) -> Float[Array, "*shape"]:
    """f(z).

    >>> float(activate("relu", jnp.array(-1.0), {}))
    0.0
    """
    return ACTIVATIONS[name].function(z, parameters)


def saturated(name: str, z: Float[Array, "*shape"], parameters: Parameters) -> Bool[Array, "*shape"] | None:
    """Where |f'(z)| < 0.05 max |f'|; None for functions that do not saturate on both sides."""
    activation = ACTIVATIONS[name]
    if activation.steepest_slope is None:
        return None
    _, slope = jax.jvp(lambda x: activation.function(x, parameters), (z,), (jnp.ones_like(z),))
    return jnp.abs(slope) < SATURATION * activation.steepest_slope
