"""What a regression predicts over the grid."""

from __future__ import annotations

from jax import Array
from jaxtyping import Float


def prediction(outputs: Float[Array, "cells 1"], units: Float[Array, "2 1"]) -> Float[Array, "1 cells"]:
    """The outputs in the target's own units: times the second row of `units`, its standard deviation, plus the first,
    its mean."""
    mean, deviation = units
    return (outputs * deviation + mean).T
